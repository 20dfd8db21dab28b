/** Listing the notes of a window of blocks, by how many notes there are elsewhere. On a PostgreSQL of its own. */
import { db } from '@/lib/server/db';
import { listAnnotations } from '@/lib/server/annotations-in-article';
import { migrate } from '@/lib/server/migrate';
import { Problem } from '@/lib/server/problem';
import { planOf } from '@/lib/server/testing/plan';

import { figuresOf, show, table } from './measure';
import type { BenchOptions } from './options';
import { withPostgres } from './postgres';

/** As many as a novel has. */
const BLOCKS = 4000;
/** In the middle, where notes may reach in from before. */
const WINDOW = { from: 2001, to: 2200 };
/** Over how many blocks more the furthest-reaching notes go. */
const FAR = 40;
const ROUNDS = 41;
const SLUG = 'bench';

export const listing = ({ long }: BenchOptions): Promise<string> =>
  withPostgres(async (serverUrl) => {
    const databases: Filled[] = [];
    try {
      for (const notes of [1_000, 10_000, 100_000, ...(long ? [1_000_000] : [])])
        databases.push(await filled(serverUrl, notes));
      const times = await inTurn(databases);
      const [least = []] = times;
      return [
        `Blocks ${WINDOW.from}–${WINDOW.to} of an article of ${BLOCKS.toLocaleString('en')}, with 50 notes on them, asked for by somebody who is signed in; median (min–max) of ${ROUNDS} rounds over databases of their own, in turn. Half of the other notes stand elsewhere in the same article, half in a thousand others; one in a hundred reaches over two blocks, one in ten thousand over ${FAR + 1}.`,
        table(
          ['notes in the table', 'time', 'against the first, round by round'],
          databases.map(({ notes }, index) => [
            notes.toLocaleString('en'),
            show(figuresOf(times[index] ?? []), ' ms', 2),
            `**${show(figuresOf((times[index] ?? []).map((time, round) => time / (least[round] ?? Number.NaN))), '×', 2)}**`,
          ]),
        ),
        `How the longest of the queries was run with the most notes: what it read, and by which index.`,
        `\`\`\`\n${await planInLargest(databases)}\n\`\`\``,
      ].join('\n\n');
    } finally {
      for (const { client } of databases) await client.$disconnect();
    }
  });

/** `db()` is one client a process: here it changes hands. */
const shared = globalThis as typeof globalThis & { meipiPrisma?: ReturnType<typeof db> };

interface Filled {
  readonly notes: number;
  readonly client: ReturnType<typeof db>;
}

async function filled(serverUrl: string, notes: number): Promise<Filled> {
  const url = new URL(serverUrl);
  url.pathname = `/bench_${notes}`;
  process.env.DATABASE_URL = serverUrl;
  delete shared.meipiPrisma;
  await db().$executeRawUnsafe(`CREATE DATABASE bench_${notes}`);
  await db().$disconnect();
  process.env.DATABASE_URL = url.href;
  delete shared.meipiPrisma;
  await migrate(url.href);
  await prepare();
  await fillUpTo(notes);
  return { notes, client: db() };
}

/** @returns milliseconds, by database and round */
async function inTurn(databases: readonly Filled[]): Promise<number[][]> {
  const times: number[][] = databases.map(() => []);
  for (let round = -5; round < ROUNDS; round++)
    for (const [index, { client }] of databases.entries()) {
      shared.meipiPrisma = client;
      const time = await timed();
      if (round >= 0) times[index]?.push(time);
    }
  return times;
}

/** PostgreSQL's account of the query for the notes themselves, in the largest database. */
async function planInLargest(databases: readonly Filled[]): Promise<string> {
  shared.meipiPrisma = (databases.at(-1) as Filled).client;
  const plan = await planOf('FROM annotation a\n', timed);
  return plan
    .split('\n')
    .filter((line) => /Scan|Append|Time/.test(line))
    .join('\n');
}

const READER = '00000000-0000-7000-8000-00000000000a';
const uuid = (kind: number) => `'${kind}0000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0')`;

/** The article, a thousand others of 20 blocks, their writers, and what stands in the window. */
async function prepare(): Promise<void> {
  await db().$executeRawUnsafe(`
    INSERT INTO "user" (id, email, name)
    SELECT (${uuid(1)})::uuid, n || '@example.org', '读者' || n FROM generate_series(0, 99) n
    UNION ALL SELECT '${READER}', 'reader@example.org', '林晚'`);
  await db().$executeRawUnsafe(`
    INSERT INTO article (id, slug, updated_at)
    SELECT (${uuid(2)})::uuid, CASE n WHEN 0 THEN '${SLUG}' ELSE 'other-' || n END, now() FROM generate_series(0, 1000) n`);
  await db().$executeRawUnsafe(`
    INSERT INTO revision (id, article_id, number, title, source_script, source, source_format, block_count, length)
    SELECT (${uuid(3)})::uuid, (${uuid(2)})::uuid, 1, '文', 'zh-Hans', '', 'plain-text',
           CASE n WHEN 0 THEN ${BLOCKS} ELSE 20 END, 0 FROM generate_series(0, 1000) n`);
  await db().$executeRawUnsafe(`
    INSERT INTO block (revision_id, number, key, kind, text, marks, path, attrs)
    SELECT (${uuid(3)})::uuid, b, 'key' || lpad(b::text, 5, '0'), 'paragraph', repeat('山重水复疑无路，', 20), '[]', '[]', '{}'
    FROM generate_series(0, 1000) n, LATERAL generate_series(1, CASE n WHEN 0 THEN ${BLOCKS} ELSE 20 END) b`);
  await addNotes(0, 50, `0`, `${WINDOW.from} + n * 4`);
}

/** @param article a number, and @param block a block's number in it, as SQL over `n` */
async function addNotes(from: number, to: number, article: string, block: string): Promise<void> {
  const rows = `(SELECT n AS i, ${article} AS at, ${block} AS b FROM generate_series(${from}, ${to - 1}) n) x, LATERAL (SELECT x.at AS n) y`;
  const id = `('40000000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid`;
  await db().$executeRawUnsafe(`
    INSERT INTO annotation (id, article_id, author_id, layer, motivation, body, body_text, tags, quote, made_on, request_hash)
    SELECT ${id}, (${uuid(2)})::uuid, ('10000000-0000-7000-8000-' || lpad(to_hex(i % 100), 12, '0'))::uuid,
           (CASE i % 5 WHEN 0 THEN 'private' ELSE 'public' END)::layer_kind, 'commenting',
           '{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"休谟不会同意这一句。"}]}]}',
           '休谟不会同意这一句。', '{}', '山重水复', 1, '' FROM ${rows}`);
  await db().$executeRawUnsafe(`
    INSERT INTO position (annotation_id, article_id, first_revision, start_block, end_block, start_offset, end_offset)
    SELECT ${id}, (${uuid(2)})::uuid, 1, 'key' || lpad(b::text, 5, '0'),
           'key' || lpad((b + CASE WHEN at <> 0 OR i % 100 <> 7 THEN 0 WHEN i % 10000 = 7 AND b NOT BETWEEN ${WINDOW.from - FAR - 1} AND ${BLOCKS - FAR} THEN ${FAR} ELSE 1 END)::text, 5, '0'), 0, 4 FROM ${rows}`);
}

async function fillUpTo(wanted: number): Promise<void> {
  const have = await db().annotation.count();
  const half = have + Math.floor((wanted - have) / 2);
  // Before the window and behind it.
  const outside = `CASE WHEN n % 2 = 0 THEN 1 + n % ${WINDOW.from - 3} ELSE ${WINDOW.to + 1} + n % ${BLOCKS - WINDOW.to - 1} END`;
  await addNotes(have, half, '0', outside);
  await addNotes(half, wanted, '1 + n % 1000', '1 + n % 20');
  await db().$executeRawUnsafe('VACUUM ANALYZE');
}

async function timed(): Promise<number> {
  const viewer = { id: READER, role: 'reader' as const };
  const begun = performance.now();
  const notes = await listAnnotations(viewer, SLUG, WINDOW);
  const time = performance.now() - begun;
  // A fifth of them is other people's own.
  if (notes instanceof Problem || notes.annotations.length !== 40)
    throw new Error('These are not the notes of the window.');
  return time;
}
