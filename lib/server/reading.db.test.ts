import { beforeEach, describe, expect, it } from 'vitest';
import type { ArticleSummary } from '@/lib/contract/articles';
import { db } from './db';
import { placesOf } from './places';
import { Problem } from './problem';
import { openReading } from './reading';
import { Browser, signedInAs } from './testing/browser';
import { freshDatabase } from './testing/fresh-database';
import { article, key, person, write } from './testing/notes-cast';

beforeEach(freshDatabase);

const long = (blocks: number) => Array.from({ length: blocks }, (_, index) => `第${index + 1}段。`);
const reader = async (name = '林晚') => ({ id: (await person(name)).id, role: 'reader' as const });

describe('a reading page', () => {
  const stretch = async (query: Parameters<typeof openReading>[2]) => {
    const reading = await openReading(null, 'biaoxiang', query);
    if (reading instanceof Problem) throw new Error(reading.code);
    const { from, to } = reading.outline.pages[reading.page] ?? {};
    return [from, to];
  };

  it('holds at most two hundred blocks, among them the one that is asked for', async () => {
    await article({ texts: long(450) });
    expect(await stretch({})).toEqual([1, 200]);
    expect(await stretch({ from: 201 })).toEqual([201, 400]);
    expect(await stretch({ from: 401 })).toEqual([401, 450]);
    expect(await stretch({ from: 399 })).toEqual([201, 400]);
    expect(await stretch({ from: 9_999 })).toEqual([401, 450]);
  });

  it('is the one on which the named block stands', async () => {
    await article({ texts: long(450) });
    expect(await stretch({ block: key(205) })).toEqual([201, 400]);
    expect(await stretch({ block: key(200) })).toEqual([1, 200]);
    expect(await stretch({ from: 201, block: key(7) })).toEqual([1, 200]);
    expect(await stretch({ block: 'nowhere1' })).toEqual([1, 200]);
  });

  it('is the one of a note that is asked for, to those who may see the note', async () => {
    await article({ texts: long(450) });
    const author = await person('林晚');
    const note = await write(author, { target: { block: key(300) } });
    expect(await stretch({ note })).toEqual([1, 200]);
    const own = await openReading({ id: author.id, role: 'reader' }, 'biaoxiang', { note });
    expect(own).toMatchObject({ page: 1 });
  });

  it('knows headings and footnotes of the whole article', async () => {
    const slug = await article({ texts: long(230) });
    const at = (number: number) => ({ revision: { article: { slug } }, number });
    const path = [{ id: 1, type: 'footnote', label: '注', number: 1 }];
    await db().block.updateMany({ where: at(220), data: { kind: 'heading', attrs: { level: 2 } } });
    await db().block.updateMany({ where: at(230), data: { kind: 'footnote', path } });
    const marks = [{ type: 'footnote-reference', label: '注', start: 1, end: 2 }];
    await db().block.updateMany({ where: at(3), data: { marks } });
    const reading = await openReading(null, slug, {});
    if (reading instanceof Problem) throw new Error(reading.code);
    expect(reading.outline.headings.map(({ number }) => number)).toEqual([220]);
    expect(reading.outline.footnotes.get('注')).toMatchObject({ number: 1, block: { number: 230 } });
    expect(reading.outline.references.get('注')).toMatchObject({ offset: 1, block: { number: 3 } });
  });

  it('does not exist for those who may not read it', async () => {
    await article({ visibility: 'private' });
    expect(await openReading(null, 'biaoxiang', {})).toMatchObject({ code: 'not-found' });
    expect(await openReading(await reader(), 'biaoxiang', {})).toMatchObject({ code: 'not-found' });
  });
});

describe('a place', () => {
  const place = (block: string, progress = 0.5) => ({ body: { block, progress } });

  it('is kept for each reader, and found on the library’s page and the article’s', async () => {
    await article();
    const [lin, chen] = [await signedInAs('林晚'), await signedInAs('陈默')];
    expect((await lin.send('PUT /api/articles/biaoxiang/place', place(key(2), 0.2))).status).toBe(204);
    expect((await lin.send('PUT /api/articles/biaoxiang/place', place(key(3), 0.6))).status).toBe(204);
    const viewer = { id: lin.id, role: 'reader' as const };
    expect([...(await placesOf(viewer)).values()]).toMatchObject([{ block: key(3), number: 3, progress: 0.6 }]);
    expect(await openReading(viewer, 'biaoxiang', {})).toMatchObject({ place: { number: 3 } });
    expect((await placesOf({ id: chen.id, role: 'reader' })).size).toBe(0);
  });

  it('needs an account, an article one may read, and a block that is in it', async () => {
    await article();
    await article({ slug: 'hidden', visibility: 'private' });
    const lin = await signedInAs('林晚');
    const ask = (who: Browser, slug: string, sent: object) => who.ask(`PUT /api/articles/${slug}/place`, sent);
    expect(await ask(new Browser(), 'biaoxiang', place(key(2)))).toMatchObject({ status: 401 });
    expect(await ask(lin, 'hidden', place(key(2)))).toMatchObject({ status: 404 });
    expect(await ask(lin, 'nowhere', place(key(2)))).toMatchObject({ status: 404 });
    expect(await ask(lin, 'biaoxiang', place('nowhere1'))).toMatchObject({ status: 422 });
    expect(await ask(lin, 'biaoxiang', place(key(2), 1.5))).toMatchObject({ status: 422 });
    expect(await db().readingPlace.count()).toBe(0);
  });
});

describe('an article’s editors', () => {
  const change = (who: Browser, body: object) => who.ask<ArticleSummary>('PATCH /api/articles/biaoxiang', { body });

  it('decide who reads it and whether it takes public notes', async () => {
    await article();
    const editor = await signedInAs('沈编', 'editor');
    expect(await change(editor, { visibility: 'signed-in', publicNotes: false })).toMatchObject({
      status: 200,
      data: { visibility: 'signed-in', publicNotes: false, published: true },
    });
    expect((await new Browser().send('GET /api/articles/biaoxiang')).status).toBe(404);
  });

  it('withdraw it, which is on record once, and publish it again', async () => {
    await article();
    const editor = await signedInAs('沈编', 'editor');
    await Promise.all([change(editor, { published: false }), change(editor, { published: false })]);
    expect((await (await signedInAs('林晚')).send('GET /api/articles/biaoxiang')).status).toBe(404);
    expect((await editor.ask('GET /api/articles/biaoxiang')).data).toMatchObject({ published: false, canEdit: true });
    await change(editor, { published: true });
    expect((await new Browser().send('GET /api/articles/biaoxiang')).status).toBe(200);
    const record = await db().auditEvent.findMany({ orderBy: { createdAt: 'asc' } });
    expect(record.map(({ action, actorId }) => [action, actorId])).toEqual([
      ['article.unpublish', editor.id],
      ['article.publish', editor.id],
    ]);
  });

  it('are its importer and the site’s editors: nobody else learns that there is something to change', async () => {
    const owner = await signedInAs('沈编');
    await article({ ownerId: owner.id });
    const lin = await signedInAs('林晚');
    expect((await change(owner, { publicNotes: false })).status).toBe(200);
    expect((await change(lin, { published: false })).status).toBe(404);
    expect((await change(new Browser(), { published: false })).status).toBe(404);
    expect((await new Browser().send('GET /api/articles/biaoxiang')).status).toBe(200);
  });
});

describe('the blocks of an article', () => {
  it('come in pages that say where the next begins', async () => {
    await article({ texts: long(7) });
    const ask = (query: string) =>
      new Browser().ask<{ blocks: { number: number }[]; next: number | null }>(
        `GET /api/articles/biaoxiang/blocks${query}`,
      );
    const first = await ask('?limit=4');
    expect(first.data).toMatchObject({ revision: 1, next: 5 });
    expect(first.data.blocks.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    expect((await ask('?from=5&limit=4')).data).toMatchObject({ next: null });
    expect((await ask('?limit=0')).status).toBe(422);
    expect((await ask('?revision=2')).status).toBe(404);
  });

  it('belong to editions that are listed', async () => {
    await article();
    const revision = { number: 1, title: '表象与概念', blockCount: 4 };
    const lin = new Browser();
    expect((await lin.ask('GET /api/articles/biaoxiang/revisions')).data).toMatchObject({ revisions: [revision] });
    expect((await lin.ask('GET /api/articles/biaoxiang/revisions/1')).data).toMatchObject(revision);
    expect((await lin.ask('GET /api/articles/biaoxiang/revisions/2')).status).toBe(404);
  });
});
