import 'server-only';
import { chunksOf, type Chunk } from '@/lib/domain/search/chunks';
import { BREAK, foldingBy, type Folding } from '@/lib/domain/search/fold';
import { lexemesOf } from '@/lib/domain/search/lexemes';
import { characterRoot, OPENCC_VERSION } from '@/lib/opencc';
import { Prisma, type Annotation, type Revision } from '@/prisma/generated/client';
import { db, type Database } from './db';

/*
 * The words of texts and notes as one looks for them: written with what they are made of, in the same
 * transaction, and caught up with where they are missing or were folded by an older version of this code.
 */

/** To be raised with whatever changes how texts are folded, cut into chunks or told apart by lexemes. */
export const FOLDING_VERSION = `1 ${OPENCC_VERSION}`;

const global = globalThis as typeof globalThis & { meipiFolding?: Folding };
export const folding = (): Folding => (global.meipiFolding ??= foldingBy(characterRoot));

/** The chunk of what a revision says about itself has this number; blocks begin at 1. */
export const HEAD = 0;

type Head = Pick<Revision, 'title' | 'author' | 'description' | 'tags' | 'categories'>;
type Numbered = Iterable<{ readonly number: number; readonly text: string }>;

const together = (texts: readonly (string | null)[]): string =>
  texts
    .filter((text) => text !== null)
    .map((text) => folding().text(text))
    .join(BREAK);

/** About a quarter of a million characters a statement. */
const BATCH = 60;

/** Writes what the search needs of a revision. The caller's transaction makes it, or its text, all or nothing. */
async function indexRevision(tx: Database, revision: Head & { readonly id: string }, blocks: Numbered): Promise<void> {
  const { title, author, description, tags, categories } = revision;
  const head = together([title, author, description, ...tags, ...categories]);
  const folded = function* () {
    yield* chunksOf([{ number: HEAD, folded: head }]);
    yield* chunksOf(foldedBlocks(blocks));
  };
  let batch: Chunk[] = [];
  for (const chunk of folded()) {
    batch.push(chunk);
    if (batch.length < BATCH) continue;
    await putOffIndexing(tx);
    await insertChunks(tx, revision.id, batch);
    batch = [];
  }
  if (batch.length > 0) await insertChunks(tx, revision.id, batch);
  await tx.$executeRaw`UPDATE revision SET folding = ${FOLDING_VERSION} WHERE id = ${revision.id}::uuid`;
}

/**
 * A GIN index takes in what is new in heaps: for one novel, in one heap at the end instead of half a dozen on the way.
 * {@link takeIn} sees to it; until then a search looks through the heap, too.
 */
const putOffIndexing = (tx: Database) => tx.$queryRaw`SELECT set_config('gin_pending_list_limit', '64MB', true)`;

/**
 * After a long text: half a second that nobody needs to wait for. Where the app does not own the index,
 * PostgreSQL does it by itself, later.
 */
export async function takeIn(): Promise<void> {
  await db().$queryRaw`SELECT gin_clean_pending_list('search_chunk_lexemes_idx')`.catch(() => undefined);
}

/** In UTF-16 code units. */
export const LONG = 100_000;

function* foldedBlocks(blocks: Numbered) {
  for (const { number, text } of blocks) yield { number, folded: folding().text(text) };
}

async function insertChunks(tx: Database, revisionId: string, chunks: readonly Chunk[]): Promise<void> {
  const rows = chunks.map(
    ({ first, last, piece, folded }) =>
      Prisma.sql`(${revisionId}::uuid, ${first}, ${last}, ${piece}, ${folded}, ${lexemeArray(lexemesOf(folded))}::int4[])`,
  );
  await tx.$executeRaw`INSERT INTO search_chunk (revision_id, first, last, piece, folded, lexemes)
    VALUES ${Prisma.join(rows)}`;
}

/** As PostgreSQL reads an array: a parameter a number would be hundreds of thousands. */
export const lexemeArray = (lexemes: Iterable<number>): string => `{${[...lexemes].join(',')}}`;

/** A long novel takes a second. */
const PATIENT = { maxWait: 15_000, timeout: 120_000 };

/** Indexes a revision that is not, or not by this version. Of several who need it at once, one does. */
export async function ensureIndexed(revision: { readonly id: string; readonly folding: string | null }): Promise<void> {
  if (revision.folding === FOLDING_VERSION) return;
  await db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM revision WHERE id = ${revision.id}::uuid FOR NO KEY UPDATE`;
    const now = await tx.revision.findUniqueOrThrow({ where: { id: revision.id }, omit: { source: true } });
    if (now.folding === FOLDING_VERSION) return;
    await tx.searchChunk.deleteMany({ where: { revisionId: revision.id } });
    await indexStored(tx, now);
  }, PATIENT);
}

/** Indexes a revision whose blocks are stored. */
export async function indexStored(tx: Database, revision: Omit<Revision, 'source'>): Promise<void> {
  const blocks = await tx.block.findMany({
    where: { revisionId: revision.id },
    select: { number: true, text: true },
    orderBy: { number: 'asc' },
  });
  await indexRevision(tx, revision, blocks);
}

/** What somebody may look for in a note. */
type NoteWords = Pick<Annotation, 'id' | 'quote' | 'bodyText' | 'tags'>;

/** Writes what the search needs of notes, in place of what there is. */
export async function indexNotes(tx: Database, notes: readonly NoteWords[]): Promise<void> {
  if (notes.length === 0) return;
  const rows = notes.map(({ id, quote, bodyText, tags }) => {
    const folded = together([quote, bodyText, ...tags]);
    return Prisma.sql`(${id}::uuid, ${FOLDING_VERSION}, ${folded}, ${lexemeArray(lexemesOf(folded))}::int4[])`;
  });
  await tx.$executeRaw`INSERT INTO annotation_words (annotation_id, folding, folded, lexemes)
    VALUES ${Prisma.join(rows)}
    ON CONFLICT (annotation_id) DO UPDATE
      SET folding = excluded.folding, folded = excluded.folded, lexemes = excluded.lexemes`;
}

/**
 * Indexes everything that is not, or not by this version: after a migration, or a new version of the
 * dictionaries. A text at a time, so that memory stays as small as the longest of them.
 *
 * @returns how many texts and notes that were
 */
export async function catchUpWithSearch(): Promise<{ readonly texts: number; readonly notes: number }> {
  const revisions = await db().revision.findMany({
    where: { OR: [{ folding: null }, { folding: { not: FOLDING_VERSION } }] },
    select: { id: true, folding: true },
    orderBy: { createdAt: 'desc' },
  });
  for (const revision of revisions) await ensureIndexed(revision);
  if (revisions.length > 0) await takeIn();
  let notes = 0;
  for (let batch = await staleNotes(); batch.length > 0; batch = await staleNotes()) {
    notes += batch.length;
    await db().$transaction(async (tx) => {
      // Whoever edits one meanwhile waits, and writes the newer words.
      await tx.$queryRaw`SELECT 1 FROM annotation WHERE id = ANY (${batch}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
      await indexNotes(tx, await tx.annotation.findMany({ where: { id: { in: batch } } }));
    }, PATIENT);
  }
  return { texts: revisions.length, notes };
}

const NOTES = 500;

const staleNotes = async (): Promise<string[]> =>
  (
    await db().annotation.findMany({
      where: { OR: [{ words: null }, { words: { folding: { not: FOLDING_VERSION } } }] },
      select: { id: true },
      orderBy: { id: 'asc' },
      take: NOTES,
    })
  ).map(({ id }) => id);
