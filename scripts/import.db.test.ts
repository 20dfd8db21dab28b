import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { db } from '@/lib/server/db';
import { importArticle } from '@/lib/server/import';
import { publishEdition } from '@/lib/server/publish';
import { freshDatabase } from '@/lib/server/testing/fresh-database';

beforeEach(freshDatabase);

const folder = mkdtempSync(path.join(os.tmpdir(), 'meipi-import-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FIRST = ['从前有一座石桥，桥下没有水。', '后来桥断了，没有人去修。', '再后来，人们忘了那里有过桥。'];
const CORRECTED = [FIRST[0]!, FIRST[2]!];

function fileOf(paragraphs: readonly string[]): string {
  const file = path.join(folder, 'bridge.md');
  writeFileSync(file, paragraphs.join('\n\n'));
  return file;
}

/** The command as one types it, without a terminal. */
class Command {
  output = '';
  readonly exit: Promise<number | null>;
  readonly process: ChildProcess;

  constructor(...words: string[]) {
    const script = path.resolve(import.meta.dirname, 'import.ts');
    const { PATH = '', DATABASE_URL = '' } = process.env;
    this.process = spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', script, ...words], {
      env: { PATH, DATABASE_URL, LANG: 'zh_CN.UTF-8', NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.process.stdout, this.process.stderr])
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.exit = new Promise((resolve) => this.process.on('exit', resolve));
  }
}

async function run(...words: string[]): Promise<{ code: number | null; output: string }> {
  const command = new Command(...words);
  return { code: await command.exit, output: command.output };
}

const importBridge = () =>
  importArticle('system', { content: FIRST.join('\n\n'), filename: 'bridge.md', slug: 'bridge' });

/** A note on 「没有人去修」, and one on 「石桥」. */
async function writeNotes(): Promise<void> {
  const { articleId, id } = await db().revision.findFirstOrThrow();
  for (const [quote, number] of [
    ['没有人去修', 2],
    ['石桥', 1],
  ] as const) {
    const { key, text } = await db().block.findUniqueOrThrow({
      where: { revisionId_number: { revisionId: id, number } },
    });
    const annotationId = uuidv7();
    const at = text.indexOf(quote);
    const facts = { layer: 'public', motivation: 'highlighting', madeOn: 1, requestHash: '', quote } as const;
    await db().annotation.create({ data: { id: annotationId, articleId, ...facts } });
    await db().position.create({
      data: {
        ...{ annotationId, articleId, firstRevision: 1, startBlock: key, endBlock: key },
        ...{ startOffset: at, endOffset: at + quote.length },
      },
    });
  }
}

/** All that an edition consists of, and where notes stand. */
const everything = () =>
  Promise.all([
    db().article.findMany({ select: { slug: true, revision: true } }),
    db().revision.findMany({ select: { number: true, reason: true, outcome: true }, orderBy: { number: 'asc' } }),
    db().block.findMany({ select: { text: true }, orderBy: [{ revision: { number: 'asc' } }, { number: 'asc' }] }),
    db().position.findMany({ orderBy: [{ annotationId: 'asc' }, { firstRevision: 'asc' }] }),
    db().searchChunk.count(),
    db().auditEvent.count(),
  ]);

describe('npm run import', () => {
  it('imports under a slug, then says what a next edition would do, and publishes it when told to', async () => {
    expect(await run(fileOf(FIRST), '--slug', 'bridge')).toMatchObject({ code: 0 });
    await writeNotes();
    const before = await everything();

    const previewed = await run(fileOf(CORRECTED), '--slug', 'bridge');
    expect(previewed.code).toBe(2);
    expect(previewed.output).toContain('删去 1 段');
    expect(previewed.output).toMatch(/已删去：.*没有人去修/);
    expect(previewed.output).toContain('1 条留在原处');
    expect(previewed.output).toContain('--publish');
    expect(await everything()).toEqual(before);

    const published = await run(fileOf(CORRECTED), '--slug', 'bridge', '--publish', '--reason', '删去一段');
    expect([published.code, published.output]).toEqual([0, expect.stringContaining('/read/bridge 第 2 版')]);
    expect(await db().revision.findFirst({ where: { number: 2 } })).toMatchObject({
      reason: '删去一段',
      createdById: null,
    });

    const again = await run(fileOf(CORRECTED), '--slug', 'bridge', '--publish');
    expect([again.code, again.output]).toEqual([1, expect.stringContaining('完全相同')]);
  });

  it('makes no next edition of what only happens to be called the same', async () => {
    await importBridge();
    const { code, output } = await run(fileOf(CORRECTED));
    expect([code, output]).toEqual([1, expect.stringContaining('bridge')]);
    expect(await db().revision.count()).toBe(1);
  });

  it.each([
    ['--publish without an article', ['--publish']],
    ['a reason without one', ['--reason', '因为']],
    ['a reason that is too long', ['--slug', 'bridge', '--reason', '字'.repeat(501)]],
  ])('refuses %s', async (_, words) => {
    expect((await run(fileOf(FIRST), ...words)).code).toBe(1);
    expect(await db().article.count()).toBe(0);
  });
});

describe('publishing that is killed', () => {
  /** Where it is held, and killed: by what it does in the database. */
  const MOMENTS = [
    ['while it stores blocks', 'INSERT ON block'],
    ['while it makes them findable', 'INSERT ON search_chunk'],
    ['while it ends positions', 'UPDATE ON position'],
    ['while it begins others', 'INSERT ON position'],
    ['while it puts the article on the new edition', 'UPDATE ON article'],
  ] as const;

  it.each(MOMENTS)('%s leaves the edition before, whole, and can be done again', async (_, doing) => {
    await importBridge();
    await writeNotes();
    await db().$executeRawUnsafe(`CREATE FUNCTION wait_there() RETURNS trigger LANGUAGE plpgsql AS
      'BEGIN PERFORM pg_advisory_xact_lock(7); RETURN NEW; END'`);
    await db().$executeRawUnsafe(`CREATE TRIGGER held BEFORE ${doing} FOR EACH ROW EXECUTE FUNCTION wait_there()`);
    const before = await everything();

    const holder = new pg.Client(process.env.DATABASE_URL);
    await holder.connect();
    await holder.query('SELECT pg_advisory_lock(7)');
    const publishing = new Command(fileOf(CORRECTED), '--slug', 'bridge', '--publish');
    await expect.poll(() => waiting(holder), { timeout: 60_000 }).toBe(1);
    publishing.process.kill('SIGKILL');
    await publishing.exit;
    await holder.query('SELECT pg_advisory_unlock(7)');
    // The server ends its statement, finds nobody there, and takes everything back.
    await expect.poll(() => others(holder), { timeout: 60_000 }).toBe(0);
    await holder.end();

    expect(await everything()).toEqual(before);
    await publishEdition('system', 'bridge', { content: CORRECTED.join('\n\n'), filename: 'bridge.md' });
    expect((await everything())[0]).toEqual([{ slug: 'bridge', revision: 2 }]);
  });

  it('when it is done leaves the new edition, whole', async () => {
    await importBridge();
    await writeNotes();
    const publishing = new Command(fileOf(CORRECTED), '--slug', 'bridge', '--publish');
    await expect.poll(() => db().article.count({ where: { revision: 2 } }), { timeout: 60_000, interval: 5 }).toBe(1);
    publishing.process.kill('SIGKILL');
    await publishing.exit;
    const [, revisions, blocks, positions] = await everything();
    expect(revisions.map(({ number, outcome }) => [number, outcome !== null])).toEqual([
      [1, false],
      [2, true],
    ]);
    expect(blocks.map(({ text }) => text)).toEqual([...FIRST, ...CORRECTED]);
    expect(positions.map(({ state }) => state).sort()).toEqual(['kept', 'kept', 'removed']);
  });

  const waiting = async (client: pg.Client): Promise<number> =>
    (
      await client.query(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND wait_event = 'advisory'`,
      )
    ).rows.length;

  /** Transactions of others than this test's own process. */
  const others = async (client: pg.Client): Promise<number> =>
    (
      await client.query(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL`,
      )
    ).rows.length;
});
