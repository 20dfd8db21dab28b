import 'server-only';
import { uuidv7 } from 'uuidv7';
import type { ArticleSummary, ImportProgress } from '@/lib/contract/articles';
import { can, type Viewer, type Visibility } from '@/lib/domain/permissions/can';
import { slugOf } from '@/lib/domain/text/slug';
import type { ImportWarning } from '@/lib/markdown/article';
import type { Encoding } from '@/lib/markdown/decode';
import { isPlainText } from '@/lib/markdown/parse-article';
import type { ParsedFile, ParsedHead } from '@/lib/markdown/parse-file';
import { titleOfFile } from '@/lib/markdown/title';
import { Prisma } from '@/prisma/generated/client';
import { articleSummary } from './articles';
import { AssetShelf, type AssetSource, type StorableAsset } from './assets';
import { db, type Database } from './db';
import { ImportProblem } from './import-words';
import { parseSource } from './parse-source';
import { notFound, Problem } from './problem';
import { ensureIndexed, indexStored, LONG, takeIn } from './search-index';
import { storedVisibility } from './visible';

/** A novel of ten million bytes fits. */
export const MAX_FILE_BYTES = 12_000_000;

/** `system`: the command line and the seed, which nobody signs in to. */
export type Importer = Viewer | 'system';

export interface ImportInput {
  /** The file as it is, or its text. */
  readonly content: Uint8Array | string;
  /** Decides the format (`.txt`: plain text), and is the slug and title of last resort. */
  readonly filename: string;
  readonly slug?: string;
  readonly visibility?: Visibility;
  readonly assets?: AssetSource;
}

export interface ImportedArticle {
  readonly article: ArticleSummary;
  readonly headings: number;
  readonly warnings: readonly ImportWarning[];
}

/** Null: may import. */
export function refuseImporter(importer: Importer): Problem | null {
  if (importer === 'system' || can(importer, 'article: import')) return null;
  return importer === null ? new Problem('not-signed-in') : notFound();
}

/** How far an import has come. Stages follow one another as {@link IMPORT_STAGES} has them. */
type Report = (progress: ImportProgress) => void;

/**
 * Makes an article, with its first revision, of one file: whole, or not at all.
 *
 * @param report hears how it goes; a long file's batches of blocks one by one
 */
export async function importArticle(
  importer: Importer,
  input: ImportInput,
  report: Report = () => undefined,
): Promise<ImportedArticle | Problem> {
  const refusal = refuseImporter(importer) ?? refuseSize(input.content);
  if (refusal) return refusal;
  const size = sizeOf(input.content);
  report({ stage: 'reading', done: 0, total: size });
  const { content, filename } = input;
  const shelf = new AssetShelf(input.assets ?? []);
  const parsed = await parseSource({ content, filename, shelf }, () => {
    report({ stage: 'reading', done: size, total: size });
    report({ stage: 'structuring', done: 0, total: 1 });
  });
  if (!parsed.ok) return new ImportProblem(filename, parsed.error);
  try {
    report({ stage: 'structuring', done: 1, total: 1 });
    return await storeParsed(importer, input, parsed, shelf.stored(parsed.head.images), report);
  } finally {
    parsed.end();
  }
}

async function storeParsed(
  importer: Importer,
  { filename, slug, visibility = 'public' }: ImportInput,
  parsed: ParsedFile,
  assets: readonly StorableAsset[],
  report: Report,
): Promise<ImportedArticle | Problem> {
  const { head } = parsed;
  const format = isPlainText(filename) ? 'plain-text' : 'markdown';
  const made = { parsed, format, slug: slug ?? automaticSlug(head, filename), visibility, assets };
  const article = await store(importer, made, report);
  if (article instanceof Problem) return article;
  return { article, headings: head.headings, warnings: [...encodingWarning(head.encoding), ...head.warnings] };
}

const sizeOf = (content: Uint8Array | string): number =>
  typeof content === 'string' ? Buffer.byteLength(content) : content.length;

const refuseSize = (content: Uint8Array | string): Problem | null =>
  sizeOf(content) > MAX_FILE_BYTES ? new Problem('too-large', { values: { limit: MAX_FILE_BYTES / 1_000_000 } }) : null;

const encodingWarning = (encoding: Encoding): ImportWarning[] =>
  encoding === 'utf-8' ? [] : [{ code: 'converted', line: null, values: { encoding: encoding.toUpperCase() } }];

/** As the front matter asks, else by the file's name, else by the title. */
function automaticSlug(article: ParsedHead, filename: string): string {
  const named = slugOf(titleOfFile(filename) ?? '');
  return slugOf(article.slug ?? '') ?? named ?? slugOf(article.title) ?? `article-${article.firstKey}`;
}

interface NewArticle {
  readonly parsed: ParsedFile;
  readonly format: string;
  readonly slug: string;
  readonly visibility: Visibility;
  readonly assets: readonly StorableAsset[];
}

/** A long novel takes seconds. */
const TRANSACTION = { maxWait: 10_000, timeout: 120_000 };

async function store(importer: Importer, made: NewArticle, report: Report): Promise<ArticleSummary | Problem> {
  const viewer = importer === 'system' ? null : importer;
  const { assets, slug, visibility } = made;
  try {
    const opened = await db().$transaction(async (tx) => {
      const article = await tx.article.create({
        data: { id: uuidv7(), slug, visibility: storedVisibility(visibility), ownerId: viewer?.id ?? null },
      });
      const row = revisionRow(article.id, viewer, made);
      const revision = await tx.revision.create({ data: { ...row, source: '' }, omit: { source: true } });
      await storeSource(tx, revision.id, made.parsed.source);
      if (assets.length > 0) {
        await tx.asset.createMany({
          data: assets.map((asset) => ({ ...asset, bytes: new Uint8Array(asset.bytes) })),
          skipDuplicates: true,
        });
        await tx.revisionAsset.createMany({ data: assets.map(({ hash }) => ({ revisionId: revision.id, hash })) });
      }
      await storeBlocks(tx, revision.id, made.parsed, report);
      if (revision.length <= LONG) await indexStored(tx, revision);
      return { article, revision };
    }, TRANSACTION);
    if (opened.revision.length > LONG) {
      // Nobody waits for it but a process that ends; whoever searches before has it done then.
      const indexing = ensureIndexed(opened.revision).then(takeIn, (error: unknown) => console.error(error));
      if (importer === 'system') await indexing;
    }
    return articleSummary(opened, viewer);
  } catch (error) {
    const taken = error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
    if (taken) return new Problem('slug-taken', { values: { slug } });
    throw error;
  }
}

const revisionRow = (articleId: string, viewer: Viewer, { parsed: { head }, format }: NewArticle) => ({
  id: uuidv7(),
  articleId,
  number: 1,
  title: head.title,
  author: head.author,
  date: head.date,
  description: head.description,
  tags: [...head.tags],
  categories: [...head.categories],
  sourceScript: head.sourceScript,
  sourceFormat: format,
  encoding: head.encoding,
  blockCount: head.blockCount,
  length: head.length,
  createdById: viewer?.id ?? null,
});

/** As it is: through Prisma's query compiler 12 MB hold up other requests for half a second. */
const storeSource = (tx: Database, revisionId: string, source: string) =>
  tx.$executeRaw`UPDATE revision SET source = ${source} WHERE id = ${revisionId}::uuid`;

/** Batch by batch; their JSON, which nobody here reads, becomes rows in the database. */
async function storeBlocks(tx: Database, revisionId: string, parsed: ParsedFile, report: Report): Promise<void> {
  const total = parsed.head.blockCount;
  let done = 0;
  report({ stage: 'storing', done, total });
  for await (const { count, rows } of parsed.batches) {
    await tx.$executeRaw`
      INSERT INTO block (revision_id, number, key, kind, text, marks, path, attrs)
      SELECT ${revisionId}::uuid, number, key, kind, text, marks, path, attrs
      FROM json_to_recordset(${rows}::json)
        AS b(number int, key text, kind text, text text, marks jsonb, path jsonb, attrs jsonb)`;
    done += count;
    report({ stage: 'storing', done, total });
  }
}
