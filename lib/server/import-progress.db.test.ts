import { beforeEach, describe, expect, it } from 'vitest';
import { IMPORT_STAGES, type ImportProgress } from '@/lib/contract/articles';
import type { ProblemDetails } from '@/lib/contract/problem';
import { db } from './db';
import { Browser, signedInAs } from './testing/browser';
import { freshDatabase } from './testing/fresh-database';

beforeEach(freshDatabase);

type Line = ImportProgress | { article: { slug: string; blockCount: number }; headings: number } | ProblemDetails;

/** Imports as an editor, and reads what is answered line by line. */
async function following(text: string, query = 'slug=book&filename=book.txt') {
  const editor = await signedInAs('编者', 'editor');
  const answer = await editor.send(`POST /api/articles?${query}`, {
    body: text,
    headers: { 'content-type': 'text/plain', accept: 'application/x-ndjson' },
  });
  const lines = (await answer.text())
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  return { answer, progress: lines.slice(0, -1) as ImportProgress[], last: lines.at(-1) };
}

const book = (chapters: number) =>
  Array.from({ length: chapters }, (_, i) => `第${i + 1}回 桥\n\n从前有一座桥。\n\n后来没有了。`).join('\n\n');
const rows = () => Promise.all([db().article.count(), db().revision.count(), db().block.count()]);

describe('an import that one follows', () => {
  it('says how far it is, never less than before, and at last what came of it', async () => {
    const { answer, progress, last } = await following(book(600));
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/x-ndjson']);
    const places = progress.map(({ stage, done, total }) => IMPORT_STAGES.indexOf(stage) + done / total);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(progress.filter(({ stage }) => stage === 'storing')).toEqual(
      [0, 500, 1000, 1500, 1800].map((done) => ({ stage: 'storing', done, total: 1800 })),
    );
    expect(last).toMatchObject({ article: { slug: 'book', blockCount: 1800 }, headings: 600, warnings: [] });
  });

  it('ends with the problem when the file is none', async () => {
    const { answer, last } = await following('\0');
    expect(answer.status).toBe(200);
    expect(last).toMatchObject({ code: 'import-failed', status: 422, type: '/problems/import-failed' });
    expect(await rows()).toEqual([0, 0, 0]);
  });

  it('ends with the problem when a new article’s address is taken, and changes nothing', async () => {
    await following(book(2));
    const { last } = await following(book(3), 'slug=book&filename=book.txt&base=0');
    expect(last).toMatchObject({ code: 'slug-taken', status: 409 });
    expect(await rows()).toEqual([1, 1, 6]);
  });

  it('leaves nothing half stored when the database fails in the middle', async () => {
    await db().$executeRawUnsafe('ALTER TABLE block ADD CONSTRAINT broken CHECK (number < 900)');
    const { progress, last } = await following(book(600));
    expect(progress.at(-1)).toEqual({ stage: 'storing', done: 500, total: 1800 });
    expect(last).toMatchObject({ code: 'unexpected', status: 500 });
    expect(await rows()).toEqual([0, 0, 0]);
  });

  it('is refused with a status like any other before it begins', async () => {
    const nobody = new Browser();
    const answer = await nobody.send('POST /api/articles', {
      body: '文',
      headers: { 'content-type': 'text/plain', accept: 'application/x-ndjson' },
    });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([401, 'application/problem+json']);
  });

  it('goes on when nobody listens any more', async () => {
    const editor = await signedInAs('编者', 'editor');
    const answer = await editor.send('POST /api/articles?slug=book', {
      body: book(600),
      headers: { 'content-type': 'text/plain', accept: 'text/html, Application/X-NDJSON;q=0.9' },
    });
    await answer.body?.cancel();
    await expect.poll(rows, { timeout: 30_000 }).toEqual([1, 1, 1800]);
  });

  it('waits for its turn when there are many at once, and comes to its end', async () => {
    const files = Array.from({ length: 5 }, (_, n) => `# 卷${n}\n\n${'从前有一座桥，后来没有了。\n\n'.repeat(3000)}`);
    const ends = await Promise.all(files.map((text, n) => following(text, `slug=book-${n}&filename=book.md`)));
    expect(ends.map(({ last }) => last)).toMatchObject(
      files.map((_, n) => ({ article: { slug: `book-${n}`, blockCount: 3000 } })),
    );
  });
});
