import 'server-only';
import { uuidv7 } from 'uuidv7';
import type { ArticleSummary } from '@/lib/contract/articles';
import type { EditionOutcome } from '@/lib/contract/editions';
import type { OpenVisibility } from '@/lib/domain/permissions/can';
import { slugOf } from '@/lib/domain/text/slug';
import type { ImportWarning } from '@/lib/markdown/article';
import type { ParsedHead } from '@/lib/markdown/parse-file';
import { titleOfFile } from '@/lib/markdown/title';
import { Prisma } from '@/prisma/generated/client';
import { articleSummary, OF_ARTICLE, readersColumns } from './articles';
import { db } from './db';
import { openSource, refuseImporter, warningsOf } from './import-source';
import type { Importer, Report, Source, SourceInput } from './import-source';
import { Problem } from './problem';
import { indexLater, STORING, storeRevision } from './store-revision';

export interface ImportInput extends SourceInput {
  readonly slug?: string;
  readonly visibility?: OpenVisibility;
  /** Id: only for its members. */
  readonly group?: string;
}

export interface ImportedArticle {
  readonly article: ArticleSummary;
  readonly headings: number;
  readonly warnings: readonly ImportWarning[];
  /** Of a next edition: what it did to text and notes. */
  readonly outcome?: EditionOutcome;
}

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
  const refusal = refuseImporter(importer, input.group);
  if (refusal) return refusal;
  const source = await openSource(input, report);
  if (source instanceof Problem) return source;
  try {
    const article = await store(importer, input, source, report);
    if (article instanceof Problem) return article;
    return { article, headings: source.head.headings, warnings: warningsOf(source) };
  } finally {
    source.end();
  }
}

/** As the front matter asks, else by the file's name, else by the title. */
function automaticSlug(article: ParsedHead, filename: string): string {
  const named = slugOf(titleOfFile(filename) ?? '');
  return slugOf(article.slug ?? '') ?? named ?? slugOf(article.title) ?? `article-${article.firstKey}`;
}

async function store(
  importer: Importer,
  { filename, slug, visibility, group }: ImportInput,
  source: Source,
  report: Report,
): Promise<ArticleSummary | Problem> {
  const viewer = importer === 'system' ? null : importer;
  const address = slug ?? automaticSlug(source.head, filename);
  try {
    const opened = await db().$transaction(async (tx) => {
      const article = await tx.article.create({
        data: {
          ...{ id: uuidv7(), slug: address, ownerId: viewer?.id ?? null },
          ...readersColumns({ visibility: visibility ?? (group === undefined ? 'public' : undefined), group }),
        },
        include: OF_ARTICLE,
      });
      const facts = { articleId: article.id, number: 1, createdById: viewer?.id ?? null };
      return { article, revision: await storeRevision(tx, facts, { source, batches: source.batches }, report) };
    }, STORING);
    await indexLater(importer, opened.revision);
    return articleSummary(opened, viewer);
  } catch (error) {
    if (isTaken(error)) return new Problem('slug-taken', { values: { slug: address }, slug: address });
    throw error;
  }
}

/** Whether an insert met a row that is there already. */
export const isTaken = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
