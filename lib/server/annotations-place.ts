import 'server-only';
import { carry, type Stay } from '@/lib/domain/anchoring/carry';
import { rebaserAcross } from '@/lib/domain/anchoring/across-scripts';
import type { Anchored } from '@/lib/domain/anchoring/rebase';
import type { Viewer } from '@/lib/domain/permissions/can';
import { OF_ARTICLE, type Article } from './articles';
import { db, type Database } from './db';
import { editionStep } from './edition-step';
import { notFound, type Problem } from './problem';
import { readableArticles } from './visible';

/*
 * Where notes stand, edition by edition. Rows are computed outside of any transaction; whoever stores them locks the
 * article, and computes again when another edition was published meanwhile.
 */

/** The article, kept as it is until the transaction ends: publishing an edition must wait for the note, or the note for it. */
export async function lockArticle(tx: Database, viewer: Viewer, slug: string): Promise<Article | Problem> {
  await tx.$queryRaw`SELECT 1 FROM article WHERE slug = ${slug} FOR SHARE`;
  return openForNotes(tx, viewer, slug);
}

export const openForNotes = async (database: Database, viewer: Viewer, slug: string): Promise<Article | Problem> =>
  (await database.article.findFirst({
    where: { AND: [{ slug }, readableArticles(viewer)] },
    include: OF_ARTICLE,
  })) ?? notFound();

export const editionOf = (article: Article, number: number) =>
  db().revision.findUnique({
    where: { articleId_number: { articleId: article.id, number } },
    omit: { source: true },
  });

/** Where an anchor stands from an edition on, up to the article's newest. */
export async function carriedOn(article: Article, from: number, anchor: Anchored): Promise<Stay[]> {
  // The whole article is the whole article in every edition.
  if (anchor.target === null) return carry(anchor, from, []);
  const editions = await db().revision.findMany({
    where: { articleId: article.id, number: { gte: from, lte: article.revision } },
    select: { id: true },
    orderBy: { number: 'asc' },
  });
  const steps = [];
  for (const [index, { id }] of editions.slice(0, -1).entries()) {
    const { comparison, root } = await editionStep(id, editions[index + 1]?.id ?? id);
    steps.push(rebaserAcross(comparison, root));
  }
  return carry(anchor, from, steps);
}
