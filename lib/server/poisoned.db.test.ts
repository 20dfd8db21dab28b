import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import { HOSTILE_BODIES } from '@/lib/richtext/hostile-bodies';
import { checkBody } from '@/lib/richtext/check-body';
import { db } from './db';
import { Browser } from './testing/browser';
import { freshDatabase } from './testing/fresh-database';
import { article, person, write, type Person } from './testing/notes-cast';

/** Rows as a restored dump could hold them: nobody's request wrote these bodies. */
let [writer, editor]: Person[] = [];
let notes: string[] = [];
beforeAll(async () => {
  await freshDatabase();
  [writer, editor] = [await person('林晚'), await person('顾言', 'editor')];
  await article();
  notes = [];
  for (const body of Object.values(HOSTILE_BODIES)) {
    const id = await write(writer, { layer: 'public', tags: ['毒'] });
    const reply = uuidv7();
    const json = JSON.stringify(body);
    await db().$executeRaw`UPDATE annotation SET body = ${json}::jsonb WHERE id = ${id}::uuid`;
    await db().$executeRaw`
      INSERT INTO reply (id, annotation_id, author_id, body) VALUES
        (${reply}::uuid, ${id}::uuid, ${editor.id}::uuid, ${json}::jsonb)`;
    await db().flag.create({ data: { onId: id, annotationId: id, userId: editor.id, reason: '毒' } });
    await db().$executeRaw`
      INSERT INTO wording (id, annotation_id, version, layer, body, written_at) VALUES
        (${uuidv7()}::uuid, ${id}::uuid, 0, 'public', ${json}::jsonb, now()),
        (${uuidv7()}::uuid, ${id}::uuid, 0, 'public', ${json}::jsonb, now())`;
    notes.push(id);
  }
  const good = await write(writer, { layer: 'public', tags: ['毒'] });
  notes.push(good);
}, 60_000);

const get = async (who: Person | undefined, path: string): Promise<{ status: number; text: string }> => {
  const response = await new Browser(who?.cookie ? { cookie: who.cookie } : {}).send(`GET ${path}`);
  return { status: response.status, text: await response.text() };
};

/** Every value under this name, wherever it stands. */
function valuesOf(name: string, value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value as Record<string, unknown>).flatMap(([key, inside]) =>
    key === name ? [inside, ...valuesOf(name, inside)] : valuesOf(name, inside),
  );
}

describe('bodies that nothing of ours wrote', () => {
  it.each([
    ['the list of the reading page', '/api/articles/biaoxiang/annotations'],
    ['the same in another script', '/api/articles/biaoxiang/annotations?script=zh-Hant-TW-x-phrase'],
    ['one’s own notes', '/api/me/annotations'],
    ['the export that is plain JSON', '/api/me/annotations/export?format=json'],
  ])('are sound in %s, and keep no other note from it', async (_, path) => {
    const { status, text } = await get(writer, path);
    expect(status).toBe(200);
    const { annotations } = JSON.parse(text) as { annotations: { id: string; replies: unknown[] }[] };
    expect(annotations.map(({ id }) => id).sort()).toEqual(notes.toSorted());
    const bodies = ['body', 'shownBody'].flatMap((name) => valuesOf(name, annotations)).filter(Boolean);
    expect(bodies.length).toBeGreaterThan(notes.length);
    for (const body of bodies) expect(checkBody(body)).toEqual(body);
    expect(annotations.filter(({ replies }) => replies.length === 1)).toHaveLength(notes.length - 1);
  });

  it.each([
    ['the export as Markdown', '/api/me/annotations/export?format=markdown'],
    ['the export as W3C', '/api/me/annotations/export?format=w3c'],
    ['the article’s export', '/api/articles/biaoxiang/annotations/export'],
  ])('carry nothing into %s', async (_, path) => {
    const { status, text } = await get(writer, path);
    expect(status).toBe(200);
    for (const id of notes) expect(text).toContain(id);
    expect(text).not.toMatch(
      /(?<!\\)<(?:script|img|iframe)|\]\(\s*(?:javascript|data):|href=\\?"\s*(?:javascript|data):/i,
    );
  });

  it('are found by their tags', async () => {
    const found: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { status, text } = await get(
        writer,
        `/api/search?in=notes&q=${encodeURIComponent('毒')}${cursor && `&cursor=${cursor}`}`,
      );
      expect(status).toBe(200);
      const page = JSON.parse(text) as { notes: { id: string }[]; cursor: string | null };
      found.push(...page.notes.map(({ id }) => id));
      cursor = page.cursor;
    }
    expect(found.sort()).toEqual(notes.toSorted());
  });

  it('are read one by one, and judged', async () => {
    for (const id of notes) {
      expect([id, (await get(writer, `/api/annotations/${id}`)).status]).toEqual([id, 200]);
      const { status, text } = await get(writer, `/api/annotations/${id}/wordings`);
      expect([id, status]).toEqual([id, 200]);
      for (const body of valuesOf('body', JSON.parse(text)).filter(Boolean)) expect(checkBody(body)).toEqual(body);
    }
    const { status, text } = await get(editor, '/api/moderation');
    expect(status).toBe(200);
    const { waiting } = JSON.parse(text) as { waiting: { note: { body: unknown } }[] };
    expect(waiting).toHaveLength(20);
    for (const { note } of waiting) if (note.body) expect(checkBody(note.body)).toEqual(note.body);
  });
});
