import { beforeEach, describe, expect, it } from 'vitest';
import { db } from './db';
import { Browser, signedInAs } from './testing/browser';
import { freshDatabase } from './testing/fresh-database';
import { article, as, key, person, write } from './testing/notes-cast';

beforeEach(freshDatabase);

const long = (blocks: number) => Array.from({ length: blocks }, (_, index) => `第${index + 1}段，头发。`);

interface Page {
  page: number;
  rules: number;
  html: string;
}
const ask = (who: Browser, slug = 'biaoxiang', query = '') =>
  who.ask<Page>(`GET /api/articles/${slug}/page?script=source&${query}`);

describe('a page of a long article', () => {
  it('is the one with a block, by its number or its key', async () => {
    await article({ texts: long(450) });
    const anyone = new Browser();
    const { status, data } = await ask(anyone, 'biaoxiang', 'from=205');
    expect([status, data.page, data.rules]).toEqual([200, 1, 0]);
    expect(data.html).toMatch(/^<div data-page="1" data-from="201" data-to="400">/);
    expect(data.html).toContain('第201段，头发。');
    expect(data.html).toContain(`id="b-${key(400)}"`);
    expect(data.html).not.toContain(`id="b-${key(401)}"`);
    expect((await ask(anyone, 'biaoxiang', `block=${key(7)}`)).data.page).toBe(0);
    expect((await ask(anyone, 'biaoxiang', 'from=99999')).data.page).toBe(2);
  });

  it('is in the reader’s script and language', async () => {
    await article({ texts: long(3) });
    const english = new Browser({ 'accept-language': 'en' });
    const { data } = await english.ask<Page>('GET /api/articles/biaoxiang/page?script=zh-Hant');
    expect(data.html).toContain('第1段，頭髮。');
    expect(data.html).toContain('aria-label="Paragraph 1"');
    expect((await ask(new Browser())).data.html).toContain('aria-label="第 1 段"');
  });

  it('escapes what an author wrote', async () => {
    await article({ texts: ['<img src=x onerror=alert(1)> & "它"'] });
    const { html } = (await ask(new Browser())).data;
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt; &amp; ');
    expect(html).not.toContain('<img');
  });

  it('is there for those who may read the article, and for nobody else', async () => {
    const owner = await signedInAs('沈编');
    await article({ slug: 'hidden', visibility: 'private', ownerId: owner.id });
    await article({ slug: 'members', visibility: 'signed_in' as never });
    const [lin, editor] = [await signedInAs('林晚'), await signedInAs('陈编', 'editor')];
    const statuses = async (slug: string) =>
      Promise.all([new Browser(), lin, owner, editor].map(async (who) => (await ask(who, slug)).status));
    expect(await statuses('hidden')).toEqual([404, 404, 200, 200]);
    expect(await statuses('members')).toEqual([404, 200, 200, 200]);
    await db().article.update({ where: { slug: 'members' }, data: { publishedAt: null } });
    expect(await statuses('members')).toEqual([404, 404, 404, 200]);
    expect(await statuses('nowhere')).toEqual([404, 404, 404, 404]);
  });

  it('is not found by a block that is not in it, and malformed wishes are refused', async () => {
    await article({ texts: long(3) });
    const status = async (query: string) => (await ask(new Browser(), 'biaoxiang', query)).status;
    expect(await status('block=nowhere1')).toBe(404);
    expect(await status('revision=2')).toBe(404);
    expect(await status('block=../etc')).toBe(422);
    expect(await status('from=0')).toBe(422);
    expect((await new Browser().send('GET /api/articles/biaoxiang/page?script=zh-Oops')).status).toBe(422);
  });
});

describe('how many notes there are, block by block', () => {
  const density = async (who: Browser, slug = 'biaoxiang') =>
    (await who.ask<{ blocks?: unknown }>(`GET /api/articles/${slug}/annotations/density`)).data.blocks;

  it('counts those that one may see, in reading order', async () => {
    await article();
    await article({ slug: 'other' });
    const [lin, chen] = [await person('林晚'), await person('陈默')];
    const on = (block: number, changes: object = {}) => ({ target: { block: key(block) }, ...changes });
    await write(lin, on(3, { layer: 'public' }));
    await write(lin, on(3));
    await write(chen, on(2));
    await write(chen, on(2, { layer: 'public', article: 'other' }));
    await write(lin, { target: null, layer: 'public' });
    await as(lin).delete(await write(lin, on(1, { layer: 'public' })));

    const browserOf = (who: typeof lin) => new Browser({ cookie: who.cookie ?? '' });
    expect(await density(new Browser())).toEqual([{ block: key(3), number: 3, count: 1, unread: 0 }]);
    expect(await density(browserOf(lin))).toEqual([{ block: key(3), number: 3, count: 2, unread: 0 }]);
    expect(await density(browserOf(chen))).toEqual([
      { block: key(2), number: 2, count: 1, unread: 0 },
      { block: key(3), number: 3, count: 1, unread: 0 },
    ]);
  });

  it('is told to nobody who may not read the article', async () => {
    await article({ visibility: 'private' });
    expect((await new Browser().send('GET /api/articles/biaoxiang/annotations/density')).status).toBe(404);
    const lin = await signedInAs('林晚');
    expect((await lin.send('GET /api/articles/biaoxiang/annotations/density')).status).toBe(404);
  });
});
