import { uuidv7 } from 'uuidv7';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AnnotationView } from '@/lib/contract/annotations';
import { bodyOfText } from '@/lib/richtext/body';
import { db } from './db';
import { freshDatabase } from './testing/fresh-database';
import { planOf } from './testing/plan';
import {
  article,
  as,
  codeOf,
  idsOf,
  key,
  newNote,
  nobody,
  person,
  words,
  write,
  type Person,
} from './testing/notes-cast';

let lin: Person;
let shen: Person;

beforeEach(async () => {
  await freshDatabase();
  [lin, shen] = await Promise.all([person('林晚'), person('沈砚')]);
  await article();
});

const json = async (response: Response) => (await response.json()) as AnnotationView;

/** So many highlights more, where the only note there is stands. */
async function copyNotes(count: number): Promise<void> {
  await db().$executeRaw`
    INSERT INTO annotation (id, article_id, author_id, layer, motivation, tags, made_on, request_hash)
    SELECT gen_random_uuid(), article_id, author_id, layer, 'highlighting', '{}', made_on, ''
    FROM annotation, generate_series(1, ${count}::int)`;
  await db().$executeRaw`
    INSERT INTO position (annotation_id, article_id, first_revision, start_block, end_block, start_offset, end_offset)
    SELECT a.id, p.article_id, 1, p.start_block, p.end_block, p.start_offset, p.end_offset
    FROM annotation a, position p WHERE a.id <> p.annotation_id`;
}

describe('a note on exact words', () => {
  it('comes back with its anchor, quote and context', async () => {
    const id = uuidv7();
    const response = await as(lin).put(id, newNote({ tags: ['休谟', ' 休谟 ', '心智'] }));
    expect(response.status).toBe(201);
    expect(response.headers.get('etag')).toBe('"1"');
    const note = await json(response);
    expect(note).toMatchObject({
      id,
      article: 'biaoxiang',
      revision: 1,
      author: { id: lin.id, name: '林晚' },
      target: {
        start: { block: key(2), offset: 5 },
        end: { block: key(2), offset: 7 },
        exact: '心智',
        prefix: '一、表象\n表象是一种',
        suffix: '状态，𠮷也是。\n概念是对表象的抽象。\n甲\t乙\n丙\t丁',
      },
      state: 'kept',
      tags: ['休谟', '心智'],
      mine: true,
      version: 1,
    });
    expect(await json(await as(lin).get(id))).toEqual(note);
  });

  it('may span paragraphs and table cells, sit on a whole paragraph, or on the whole article', async () => {
    await write(lin, { target: words(2, 10, 2, '𠮷也是。\n概念', 3) });
    await write(lin, { target: words(4, 0, 3, '甲\t乙') });
    await write(lin, { target: { block: key(3) } });
    await write(lin, { target: null });
    const targets = ((await (await as(lin).list()).json()) as { annotations: AnnotationView[] }).annotations.map(
      ({ target }) => target && ('start' in target ? target.exact : target.block),
    );
    expect(targets).toEqual([null, '𠮷也是。\n概念', key(3), '甲\t乙']);
  });

  it.each([
    ['other words than stand there', words(2, 5, 7, '心灵'), '422 words-differ'],
    ['a block that is not there', words(9, 0, 1, '一'), '422 words-differ'],
    ['an offset behind the end', words(1, 0, 99, '一、表象'), '422 words-differ'],
    ['nothing', words(2, 5, 5, '心'), '422 invalid'],
    ['an end before its start', words(3, 0, 1, '概', 2), '422 invalid'],
    ['half a character', words(2, 11, 12, '\ud842'), '422 invalid'],
    ['a whole block that is not there', { block: key(9) }, '422 words-differ'],
  ])('is refused on %s', async (_, target, code) => {
    expect(await codeOf(await as(lin).put(uuidv7(), newNote({ target })))).toBe(code);
    expect(await db().annotation.count()).toBe(0);
  });

  it.each([
    ['a comment without words', { body: null }],
    ['a comment of white space', { body: bodyOfText('　 ') }],
    ['a highlight with words', { motivation: 'highlighting' }],
    ['an unknown layer', { layer: 'group:1' }],
    ['an edition that is not there', { revision: 2 }],
    ['a tag with U+0000', { tags: ['a\0'] }],
    ['a hostile body', { body: { type: 'doc', content: [{ type: 'iframe' }] } }],
    [
      'a body a thousand deep',
      { body: JSON.parse(`${'{"type":"doc","content":['.repeat(1000)}${']}'.repeat(1000)}`) as object },
    ],
    ['a body that is too long', { body: bodyOfText('长'.repeat(100_001)) }],
  ])('is refused with %s', async (_, changes) => {
    expect(await codeOf(await as(lin).put(uuidv7(), newNote(changes)))).toBe('422 invalid');
  });

  it('a body larger than the door is refused before it is read', async () => {
    expect(await codeOf(await as(lin).put(uuidv7(), newNote({ body: bodyOfText('长'.repeat(400_000)) })))).toBe(
      '413 too-large',
    );
  });

  it('a highlight needs no words, a question may have some', async () => {
    await write(lin, { motivation: 'highlighting', body: null });
    await write(lin, { motivation: 'questioning', body: null });
    await write(lin, { motivation: 'questioning' });
    expect(await db().annotation.count()).toBe(3);
  });

  it('stays private where the article takes no public notes', async () => {
    await article({ slug: 'quiet', publicNotes: false });
    const open = newNote({ article: 'quiet', layer: 'public' });
    const refused = await as(lin).put(uuidv7(), open);
    expect(((await refused.json()) as { errors: { field: string }[] }).errors[0]?.field).toBe('layer');
    const id = await write(lin, { article: 'quiet' });
    expect((await as(lin).patch(id, { layer: 'public' })).status).toBe(422);
  });
});

describe('sent again', () => {
  it('the same note is the same note, in whatever order its keys come', async () => {
    const id = uuidv7();
    const first = await json(await as(lin).put(id, newNote()));
    const again = await as(lin).put(id, Object.fromEntries(Object.entries(newNote()).reverse()));
    expect(again.status).toBe(200);
    expect(await json(again)).toEqual(first);
  });

  it('fifty at once make one note', async () => {
    const id = uuidv7();
    const answers = await Promise.all(Array.from({ length: 50 }, () => as(lin).put(id, newNote())));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(49);
    expect(await db().annotation.count()).toBe(1);
    expect(await db().position.count()).toBe(1);
  });

  it('after it was changed, it answers the note as it is now', async () => {
    const id = await write(lin);
    await as(lin).patch(id, { tags: ['改'] });
    expect(await json(await as(lin).put(id, newNote()))).toMatchObject({ version: 2, tags: ['改'] });
  });

  it('after the article was withdrawn, it still answers its author', async () => {
    const id = await write(lin);
    await db().article.updateMany({ data: { publishedAt: null } });
    expect((await as(lin).put(id, newNote())).status).toBe(200);
  });

  it('another note under the same id is refused', async () => {
    const id = await write(lin);
    expect(await codeOf(await as(lin).put(id, newNote({ tags: ['别'] })))).toBe('409 id-taken');
    expect(await codeOf(await as(shen).put(id, newNote()))).toBe('409 id-taken');
  });

  it('a deleted note is not revived, until it is restored', async () => {
    const id = await write(lin);
    expect((await as(lin).delete(id)).status).toBe(204);
    expect(await codeOf(await as(lin).put(id, newNote()))).toBe('409 note-deleted');
    expect(await codeOf(await as(lin).patch(id, { tags: [] }))).toBe('409 note-deleted');
    expect((await as(lin).get(id)).status).toBe(404);
    expect(await idsOf(await as(lin).list())).toEqual([]);
    expect((await as(lin).restore(id)).status).toBe(200);
    expect((await as(lin).put(id, newNote())).status).toBe(200);
    expect(await idsOf(await as(lin).list())).toEqual([id]);
  });
});

describe('a change', () => {
  it('names the version it was made to', async () => {
    const id = await write(lin);
    expect(await codeOf(await as(lin).patch(id, { tags: ['一'] }, null))).toBe('428 version-required');
    const changed = await as(lin).patch(id, { body: bodyOfText('康德会。'), layer: 'public' });
    expect(changed.headers.get('etag')).toBe('"2"');
    expect(await json(changed)).toMatchObject({ version: 2, layer: 'public', body: bodyOfText('康德会。') });
    const stale = await as(lin).patch(id, { tags: ['一'] });
    expect(stale.headers.get('etag')).toBe('"2"');
    expect(await codeOf(stale)).toBe('412 stale-version');
    expect((await as(lin).patch(id, { tags: ['一'] }, 'W/"2"')).status).toBe(200);
    expect(await codeOf(await as(lin).patch(id, { tags: ['二'] }, 'nonsense'))).toBe('412 stale-version');
    expect((await as(lin).patch(id, { tags: ['二'] }, '*')).status).toBe(200);
  });

  it('of two at once, one wins', async () => {
    const id = await write(lin);
    const answers = await Promise.all(['甲', '乙', '丙'].map((tag) => as(lin).patch(id, { tags: [tag] })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  });

  it('turns a highlight into a comment, never a comment into an empty one', async () => {
    const id = await write(lin, { motivation: 'highlighting', body: null });
    expect((await as(lin).patch(id, { motivation: 'commenting' })).status).toBe(422);
    expect((await as(lin).patch(id, { motivation: 'commenting', body: bodyOfText('嗯') })).status).toBe(200);
    expect((await as(lin).patch(id, { body: null }, '"2"')).status).toBe(422);
  });
});

describe('a window of blocks', () => {
  it('lists what touches it, by place, the whole article with the first', async () => {
    const whole = await write(lin, { target: null });
    const second = await write(lin, { target: words(2, 0, 2, '表象') });
    const across = await write(lin, { target: words(2, 12, 8, '也是。\n概念是对表象的抽', 3) });
    const block = await write(lin, { target: { block: key(3) } });
    const third = await write(lin, { target: words(3, 0, 2, '概念') });
    const fourth = await write(lin, { target: words(4, 0, 1, '甲') });
    expect(await idsOf(await as(lin).list())).toEqual([whole, second, across, block, third, fourth]);
    expect(await idsOf(await as(lin).list('biaoxiang', '?from=3&to=3'))).toEqual([across, block, third]);
    expect(await idsOf(await as(lin).list('biaoxiang', '?from=1&to=2'))).toEqual([whole, second, across]);
    expect(await idsOf(await as(lin).list('biaoxiang', '?from=4'))).toEqual([fourth]);
    expect(await idsOf(await as(lin).list('biaoxiang', '?layer=public'))).toEqual([]);
    expect((await as(lin).list('biaoxiang', '?from=0')).status).toBe(422);
    expect((await as(lin).list('biaoxiang', '?revision=7')).status).toBe(404);
  });

  it('finds blocks in an edition that is named to PostgreSQL, which knows how long that is', async () => {
    await write(lin);
    const { id } = await db().revision.findFirstOrThrow();
    const plan = await planOf('FROM annotation a\n', () => as(lin).list());
    for (const name of ['s', 'e'])
      expect(plan).toMatch(new RegExp(`on block ${name} [^\\n]*\\n[^\\n]*revision_id = '${id}'`));
  });

  it('is one query, and no full scan, among many notes', async () => {
    await write(lin);
    await copyNotes(20_000);
    const third = await write(lin, { target: words(3, 0, 2, '概念') });
    await db().$executeRaw`ANALYZE`;
    expect(await idsOf(await as(lin).list('biaoxiang', '?from=3&to=3'))).toEqual([third]);
    const [{ plan }] = await db().$queryRaw<[{ plan: string }]>`
      SELECT indexdef AS plan FROM pg_indexes WHERE indexname = 'position_across_blocks'`;
    expect(plan).toContain('WHERE (start_block <> end_block)');
  });
});

describe('my notes', () => {
  it('come newest first, fifty a page', async () => {
    const written: string[] = [];
    for (let n = 0; n < 53; n++) written.unshift(await write(lin, { tags: [`第${n}`] }));
    await write(shen);
    const first = (await (await as(lin).mine()).json()) as { annotations: AnnotationView[]; cursor: string };
    expect(first.annotations.map(({ id }) => id)).toEqual(written.slice(0, 50));
    expect(first.annotations[0]).toMatchObject({ articleTitle: '表象与概念', blockNumber: 2 });
    const rest = (await (await as(lin).mine(`?cursor=${first.cursor}`)).json()) as typeof first;
    expect(rest.annotations.map(({ id }) => id)).toEqual(written.slice(50));
    expect(rest.cursor).toBeNull();
  });

  it('are found by quote, words and tags, where % and _ are but themselves', async () => {
    const first = await write(lin, { body: bodyOfText('涨了 50%_ 左右'), tags: ['Hume'] });
    const second = await write(lin, { target: words(3, 0, 2, '概念'), tags: ['康德'] });
    const search = async (q: string) => idsOf(await as(lin).mine(`?q=${encodeURIComponent(q)}`));
    expect(await search('概念')).toEqual([second]);
    expect(await search('hume')).toEqual([first]);
    expect(await search('50%_')).toEqual([first]);
    expect(await search('%')).toEqual([first]);
    expect(await search('_')).toEqual([first]);
    expect(await search('\\')).toEqual([]);
    expect(await search('a\0b')).toEqual([]);
    expect(await search('心智 hume')).toEqual([first]);
    expect(await search('概念 hume')).toEqual([]);
  });

  it('stay with their author when the article is withdrawn, and go with nobody else', async () => {
    const id = await write(lin, { layer: 'public' });
    await db().article.updateMany({ data: { publishedAt: null } });
    expect(await idsOf(await as(lin).mine())).toEqual([id]);
    expect((await as(lin).list()).status).toBe(404);
    expect((await as(shen).get(id)).status).toBe(404);
    expect((await as(lin).get(id)).status).toBe(200);
  });

  it('leave as Markdown and as JSON', async () => {
    await write(lin, { tags: ['休谟'] });
    await write(lin, { target: null, body: bodyOfText('*读完了*') });
    await write(shen, { body: bodyOfText('别人的') });
    const markdown = await as(lin).export('markdown');
    expect(markdown.headers.get('content-disposition')).toMatch(/^attachment; filename="meipi-notes-[\d-]+\.md"$/);
    const text = await markdown.text();
    expect(text).toContain('> 心智\n\n休谟不会同意。\n\n—— [《表象与概念》¶2](http://meipi.test/read/biaoxiang?note=');
    expect(text).toContain('\\*读完了\\*');
    expect(text).toContain('#休谟');
    expect(text).not.toContain('别人的');
    const exported = (await (await as(lin).export('json')).json()) as { annotations: AnnotationView[] };
    expect(exported.annotations.map(({ author }) => author?.name)).toEqual(['林晚', '林晚']);
    expect((await as(lin).export('csv')).status).toBe(422);
  });
});

describe('who sees and changes what', () => {
  it('everywhere: roles × endpoints, with decoys', async () => {
    const [editor, admin] = await Promise.all([person('顾言', 'editor'), person('苏禾', 'admin')]);
    const closed = await write(lin);
    const open = await write(lin, { layer: 'public' });
    const deleted = await write(lin, { layer: 'public' });
    await as(lin).delete(deleted);
    const decoy = await write(shen);
    const others = { nobody, shen, editor, admin };
    for (const [name, who] of Object.entries(others)) {
      const door = as(who);
      const seen = name === 'shen' ? [open, decoy] : [open];
      expect([name, (await idsOf(await door.list())).sort()]).toEqual([name, seen.sort()]);
      expect([name, (await door.get(closed)).status]).toEqual([name, 404]);
      expect([name, (await door.get(deleted)).status]).toEqual([name, 404]);
      expect([name, (await door.get(open)).status]).toEqual([name, 200]);
      expect((await json(await door.get(open))).mine).toBe(false);
      const refused = who.cookie ? 404 : 401;
      for (const id of [closed, open, deleted, uuidv7()]) {
        expect([name, (await door.patch(id, { tags: ['改'] })).status]).toEqual([name, refused]);
        expect([name, (await door.delete(id)).status]).toEqual([name, refused]);
        expect([name, (await door.restore(id)).status]).toEqual([name, refused]);
      }
      expect([name, (await door.put(uuidv7(), newNote())).status]).toEqual([name, who.cookie ? 201 : 401]);
      const mine = await door.mine();
      if (who.cookie) expect(await idsOf(mine)).not.toContain(open);
      else expect(mine.status).toBe(401);
      expect(await (await door.export('json')).text()).not.toContain(closed);
    }
    expect(await json(await as(lin).get(closed))).toMatchObject({ version: 1, tags: [] });
    expect((await idsOf(await as(lin).list())).sort()).toEqual([closed, open].sort());
  });

  it('nobody writes on what they may not read', async () => {
    await article({ slug: 'secret', visibility: 'private', ownerId: shen.id });
    await article({ slug: 'members', visibility: 'signed_in' });
    expect((await as(lin).put(uuidv7(), newNote({ article: 'secret' }))).status).toBe(404);
    expect((await as(lin).list('secret')).status).toBe(404);
    expect((await as(nobody).list('members')).status).toBe(404);
    await write(shen, { article: 'secret', layer: 'public' });
    await write(lin, { article: 'members', layer: 'public' });
    expect(await idsOf(await as(shen).list('secret'))).toHaveLength(1);
  });

  it('a note outlives its author’s account where they left it standing', async () => {
    const id = await write(lin, { layer: 'public' });
    await db().user.delete({ where: { id: lin.id } });
    expect(await json(await as(shen).get(id))).toMatchObject({ author: null, mine: false });
    expect(await json(await as(nobody).get(id))).toMatchObject({ author: null, mine: false });
  });
});
