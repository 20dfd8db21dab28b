import 'server-only';
import { uuidv7 } from 'uuidv7';
import type { ArticleSummary } from '@/lib/contract/articles';
import { can, type Viewer, type Visibility } from '@/lib/domain/permissions/can';
import type { Block } from '@/lib/domain/text/block';
import { slugOf } from '@/lib/domain/text/slug';
import type { ImportFailure, ImportWarning, ParsedArticle } from '@/lib/markdown/article';
import { decodeFile, type Encoding } from '@/lib/markdown/decode';
import { isPlainText } from '@/lib/markdown/parse-article';
import { titleOfFile } from '@/lib/markdown/title';
import { Prisma } from '@/prisma/generated/client';
import { articleSummary, storedJson } from './articles';
import { AssetShelf, type AssetSource, type StorableAsset } from './assets';
import { db } from './db';
import { ImportProblem } from './import-words';
import { parseSource } from './parse-source';
import { notFound, Problem } from './problem';
import { indexRevision, LONG, takeIn } from './search-index';
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

/** Makes an article, with its first revision, of one file: whole, or not at all. */
export async function importArticle(importer: Importer, input: ImportInput): Promise<ImportedArticle | Problem> {
  const refusal = refuseImporter(importer) ?? refuseSize(input.content);
  if (refusal) return refusal;
  const failed = (failure: ImportFailure) => new ImportProblem(input.filename, failure);
  const decoded = decodeInput(input.content);
  if (!decoded.ok) return failed(decoded.error);
  const shelf = new AssetShelf(input.assets ?? []);
  const parsed = await parseSource(decoded.text, input.filename, shelf);
  if (!parsed.ok) return failed(parsed.error);
  const stored = await store(importer, {
    parsed: parsed.article,
    source: decoded.text,
    encoding: decoded.encoding,
    format: isPlainText(input.filename) ? 'plain-text' : 'markdown',
    slug: input.slug ?? automaticSlug(parsed.article, input.filename),
    visibility: input.visibility ?? 'public',
    assets: shelf.shownBy(parsed.article.blocks),
  });
  if (stored instanceof Problem) return stored;
  return {
    article: stored,
    headings: parsed.article.blocks.filter((block) => block.kind === 'heading').length,
    warnings: [...encodingWarning(decoded.encoding), ...parsed.article.warnings],
  };
}

function refuseSize(content: Uint8Array | string): Problem | null {
  const size = typeof content === 'string' ? Buffer.byteLength(content) : content.length;
  return size > MAX_FILE_BYTES ? new Problem('too-large', { values: { limit: MAX_FILE_BYTES / 1_000_000 } }) : null;
}

const decodeInput = (content: Uint8Array | string) =>
  typeof content === 'string' ? ({ ok: true, text: content, encoding: 'utf-8' } as const) : decodeFile(content);

const encodingWarning = (encoding: Encoding): ImportWarning[] =>
  encoding === 'utf-8' ? [] : [{ code: 'converted', line: null, values: { encoding: encoding.toUpperCase() } }];

/** As the front matter asks, else by the file's name, else by the title. */
function automaticSlug(article: ParsedArticle, filename: string): string {
  const named = slugOf(titleOfFile(filename) ?? '');
  return slugOf(article.slug ?? '') ?? named ?? slugOf(article.title) ?? `article-${article.blocks[0]?.key ?? ''}`;
}

interface NewArticle {
  readonly parsed: ParsedArticle;
  readonly source: string;
  readonly encoding: Encoding;
  readonly format: string;
  readonly slug: string;
  readonly visibility: Visibility;
  readonly assets: readonly StorableAsset[];
}

/** A long novel takes seconds. */
const TRANSACTION = { maxWait: 10_000, timeout: 120_000 };

async function store(importer: Importer, made: NewArticle): Promise<ArticleSummary | Problem> {
  const viewer = importer === 'system' ? null : importer;
  const { assets, slug, visibility } = made;
  try {
    const opened = await db().$transaction(async (tx) => {
      const article = await tx.article.create({
        data: { id: uuidv7(), slug, visibility: storedVisibility(visibility), ownerId: viewer?.id ?? null },
      });
      const revision = await tx.revision.create({
        data: revisionRow(article.id, viewer, made),
        omit: { source: true },
      });
      if (assets.length > 0) {
        await tx.asset.createMany({
          data: assets.map((asset) => ({ ...asset, bytes: new Uint8Array(asset.bytes) })),
          skipDuplicates: true,
        });
        await tx.revisionAsset.createMany({ data: assets.map(({ hash }) => ({ revisionId: revision.id, hash })) });
      }
      for (const rows of chunks(made.parsed.blocks.map((block) => blockRow(revision.id, block)))) {
        await tx.block.createMany({ data: rows });
      }
      await indexRevision(tx, revision, made.parsed.blocks);
      return { article, revision };
    }, TRANSACTION);
    if (opened.revision.length > LONG) void takeIn();
    return articleSummary(opened, viewer);
  } catch (error) {
    const taken = error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
    if (taken) return new Problem('slug-taken', { values: { slug } });
    throw error;
  }
}

const revisionRow = (articleId: string, viewer: Viewer, { parsed, ...file }: NewArticle) => ({
  id: uuidv7(),
  articleId,
  number: 1,
  title: parsed.title,
  author: parsed.author,
  date: parsed.date,
  description: parsed.description,
  tags: [...parsed.tags],
  categories: [...parsed.categories],
  sourceScript: parsed.sourceScript,
  source: file.source,
  sourceFormat: file.format,
  encoding: file.encoding,
  blockCount: parsed.blocks.length,
  length: parsed.blocks.reduce((length, block) => length + block.text.length, 0),
  createdById: viewer?.id ?? null,
});

const blockRow = (revisionId: string, { key, number, kind, text, marks, path, attrs }: Block) => ({
  revisionId,
  number,
  key,
  kind,
  text,
  marks: storedJson(marks),
  path: storedJson(path),
  attrs: storedJson(attrs),
});

/** Eight parameters a row: PostgreSQL takes 65,535 a statement. */
const CHUNK = 2000;

const chunks = <T>(rows: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(rows.length / CHUNK) }, (_, i) => rows.slice(i * CHUNK, (i + 1) * CHUNK));
