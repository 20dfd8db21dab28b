import 'server-only';
import { cache } from 'react';
import type { ArticleSummary } from '@/lib/contract/articles';
import { can, type ArticleFacts, type OpenVisibility, type Viewer } from '@/lib/domain/permissions/can';
import type { Block } from '@/lib/domain/text/block';
import type { Block as BlockRow, Prisma, Revision, Visibility as StoredVisibility } from '@/prisma/generated/client';

import { audit } from './audit';
import { db } from './db';
import { recordArticle } from './events';
import { notFound, Problem, wrong } from './problem';
import { readableArticles, storedVisibility, visibilityOf } from './visible';

/** What belongs to an {@link Article}, wherever one is fetched. */
export const OF_ARTICLE = { shares: { select: { groupId: true } } } as const satisfies Prisma.ArticleInclude;
/** Its row, and what else decides who may read it. */
export type Article = Prisma.ArticleGetPayload<{ include: typeof OF_ARTICLE }>;

export const articleFacts = (article: Article): ArticleFacts => ({
  visibility: visibilityOf(article.visibility),
  published: article.publishedAt !== null,
  ownerId: article.ownerId,
  groupId: article.groupId,
  sharedWith: article.shares.map(({ groupId }) => groupId),
  publicNotes: article.publicNotes,
});

/** Whether whoever is a member of a group and nothing else reads an article. */
export const isReadByMembers = (article: Article, group: string): boolean =>
  can({ id: '', role: 'reader', groups: { [group]: 'member' } }, 'article: read', articleFacts(article));

/** Whether an article is for a group: its own, or shared with it. */
export const isForGroup = ({ visibility, groupId, shares }: Article, group: string): boolean =>
  visibility === 'group' && (groupId === group || shares.some((share) => share.groupId === group));

/** Everything of a revision but its source file, which may be megabytes. */
const REVISION = { omit: { source: true } } as const;
type RevisionHead = Omit<Revision, 'source'>;

/** An article with the edition that is looked at. */
export interface OpenArticle {
  readonly article: Article;
  readonly revision: RevisionHead;
}

/** Number of the edition that is looked at, where it is not the newest. */
export const oldNumber = ({ article, revision }: OpenArticle): number | undefined =>
  revision.number === article.revision ? undefined : revision.number;

export const articleSummary = ({ article, revision }: OpenArticle, viewer: Viewer): ArticleSummary => ({
  slug: article.slug,
  title: revision.title,
  author: revision.author,
  date: revision.date,
  description: revision.description,
  tags: revision.tags,
  sourceScript: revision.sourceScript,
  revision: article.revision,
  blockCount: revision.blockCount,
  length: revision.length,
  visibility: visibilityOf(article.visibility),
  group: article.groupId,
  sharedWith: article.visibility === 'group' ? sharesKnown(viewer, article) : [],
  published: article.publishedAt !== null,
  publicNotes: article.publicNotes,
  canEdit: can(viewer, 'article: edit', articleFacts(article)),
  createdAt: article.createdAt.toISOString(),
});

/** Ids of the groups with which it is shared: all for who edits it, for others those that they belong to. */
function sharesKnown(viewer: Viewer, article: Article): string[] {
  const groups = article.shares.map(({ groupId }) => groupId);
  if (can(viewer, 'article: edit', articleFacts(article))) return groups;
  return groups.filter((group) => can(viewer, 'group: see', group));
}

/** The articles `viewer` may read, newest first, each with its newest edition. */
export async function listArticles(viewer: Viewer): Promise<OpenArticle[]> {
  const articles = await db().article.findMany({
    where: readableArticles(viewer),
    orderBy: { createdAt: 'desc' },
    include: { ...OF_ARTICLE, revisions: { ...REVISION, orderBy: { number: 'desc' }, take: 1 } },
  });
  return articles.flatMap(({ revisions, ...article }) => revisions.map((revision) => ({ article, revision })));
}

/**
 * One article by its slug, in its newest edition or in edition `number`. A page whose parts all ask
 * reads it once.
 */
export const openArticle = cache(async function openArticle(
  viewer: Viewer,
  slug: string,
  number?: number,
): Promise<OpenArticle | Problem> {
  const found = await db().article.findFirst({
    where: { AND: [{ slug }, readableArticles(viewer)] },
    include: {
      ...OF_ARTICLE,
      revisions: { ...REVISION, ...(number ? { where: { number } } : {}), orderBy: { number: 'desc' }, take: 1 },
    },
  });
  const revision = found?.revisions[0];
  if (!found || !revision) return notFound();
  const { revisions: _, ...article } = found;
  return { article, revision };
});

/** Blocks of a revision in order, from number `from`, at most `limit`. The caller has checked who reads. */
export async function readBlocks(revisionId: string, from = 1, limit?: number): Promise<Block[]> {
  const rows = await db().block.findMany({
    where: { revisionId, number: { gte: from } },
    orderBy: { number: 'asc' },
    ...(limit ? { take: limit } : {}),
  });
  return rows.map(blockOf);
}

/** The stored JSON was written from these very types by the importer. */
export const blockOf = (row: BlockRow): Block => ({
  key: row.key,
  number: row.number,
  kind: row.kind as Block['kind'],
  text: row.text,
  marks: row.marks as unknown as Block['marks'],
  path: row.path as unknown as Block['path'],
  attrs: row.attrs as unknown as Block['attrs'],
});

export const storedJson = (value: unknown): Prisma.InputJsonValue => value as Prisma.InputJsonValue;

/** What its editors decide about an article. Absent keys stay as they are. */
export interface ArticleChange {
  readonly visibility?: OpenVisibility;
  /** Id: only its members read it from now on. */
  readonly group?: string;
  readonly publicNotes?: boolean;
  readonly published?: boolean;
}

/** Publishing and withdrawing are on record. Who may not edit it is told what its readers are told: nothing. */
export async function changeArticle(
  viewer: Viewer,
  slug: string,
  { visibility, group, publicNotes, published }: ArticleChange,
): Promise<OpenArticle | Problem> {
  const open = await openArticle(viewer, slug);
  if (open instanceof Problem) return open;
  if (!viewer || !can(viewer, 'article: edit', articleFacts(open.article))) return notFound();
  if (group !== undefined && !can(viewer, 'group: lead', group)) return wrong('group', 'invalid');
  if (group !== undefined && visibility !== undefined) return wrong('visibility', 'invalid');
  const article = await db().$transaction(async (tx) => {
    // Told apart in the update itself: of two who withdraw it at once, one does.
    const turned =
      published === undefined
        ? 0
        : (
            await tx.article.updateMany({
              where: { id: open.article.id, publishedAt: published ? null : { not: null } },
              data: { publishedAt: published ? new Date() : null },
            })
          ).count;
    if (turned)
      await audit(tx, viewer.id, published ? 'article.publish' : 'article.unpublish', open.article.id, { slug });
    const changed = await tx.article.update({
      where: { id: open.article.id },
      data: { publicNotes, ...readersColumns({ visibility, group }) },
      include: OF_ARTICLE,
    });
    // The group that it belongs to now reads it in any case.
    if (group !== undefined)
      await tx.articleShare.deleteMany({ where: { articleId: open.article.id, groupId: group } });
    // Who may read it, or write on it, may be others now: open pages ask again.
    await recordArticle(tx, open.article.id);
    return changed;
  });
  return { article, revision: open.revision };
}

/** Who may read an article, as columns; absent: as it was. */
export const readersColumns = ({
  visibility,
  group,
}: Pick<ArticleChange, 'visibility' | 'group'>): { visibility?: StoredVisibility; groupId?: string | null } => {
  if (group !== undefined) return { visibility: 'group', groupId: group };
  return visibility === undefined ? {} : { visibility: storedVisibility(visibility), groupId: null };
};
