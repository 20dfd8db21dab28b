import 'server-only';
import { can, type Viewer } from '@/lib/domain/permissions/can';
import { articleFacts, isForGroup, isReadByMembers, OF_ARTICLE, openArticle, type Article } from './articles';
import { lockArticle } from './assignments';
import { audit } from './audit';
import { now } from './clock';
import { db, type Database } from './db';
import { recordArticle } from './events';
import { openGroup } from './groups-open';
import { notFound, Problem, wrong } from './problem';

/*
 * A group's article that another group reads too. The first stays its home: who leads that edits it.
 */

type SignedIn = NonNullable<Viewer>;

interface Sharing {
  readonly slug: string;
  /** Id of the other group. */
  readonly group: string;
}

/** Who edits the article and leads the other group. What that group reads already stays as it is. */
export async function shareArticle(viewer: Viewer, { slug, group }: Sharing): Promise<Problem | undefined> {
  if (!viewer) return new Problem('not-signed-in');
  const open = await openArticle(viewer, slug);
  if (open instanceof Problem) return open;
  if (!can(viewer, 'article: share', { article: articleFacts(open.article), group })) return notFound();
  const target = await openGroup(viewer, group);
  if (target instanceof Problem) return target;
  return db().$transaction(async (tx) => {
    const article = await lockedArticle(tx, open.article.id);
    if (article.visibility !== 'group') return wrong('group', 'not-a-groups');
    if (isForGroup(article, group)) return undefined;
    await storeShare(tx, article, { group, by: viewer.id });
    await recordArticle(tx, article.id);
    return undefined;
  });
}

/** Who edits the article, or leads the other group. Its members don't read it from the next request on. */
export async function unshareArticle(viewer: Viewer, { slug, group }: Sharing): Promise<Problem | undefined> {
  if (!viewer) return new Problem('not-signed-in');
  const open = await openArticle(viewer, slug);
  if (open instanceof Problem) return open;
  if (!can(viewer, 'article: unshare', { article: articleFacts(open.article), group })) return notFound();
  return db().$transaction(async (tx) => {
    // Whoever is writing a note there has the row, and is waited for.
    const { id } = await lockedArticle(tx, open.article.id);
    const { count } = await tx.articleShare.deleteMany({ where: { articleId: id, groupId: group } });
    if (count === 0) return notFound();
    await audit(tx, viewer.id, 'article.unshare', id, { slug, group });
    await recordArticle(tx, id);
    return undefined;
  });
}

/**
 * What is copied to a group brings its article along: one that its members don't read is shared with them, by who may.
 * The caller has locked it.
 */
export async function shareAlong(tx: Database, viewer: SignedIn, article: Article, group: string): Promise<void> {
  if (isForGroup(article, group) || !mayShare(viewer, article, group)) return;
  await storeShare(tx, article, { group, by: viewer.id });
}

/** Whether the members of a group read an article, once what is copied to them has brought it along. */
export const comesAlong = (viewer: SignedIn, article: Article, group: string): boolean =>
  isReadByMembers(article, group) || (article.publishedAt !== null && mayShare(viewer, article, group));

const mayShare = (viewer: SignedIn, article: Article, group: string): boolean =>
  article.visibility === 'group' && can(viewer, 'article: share', { article: articleFacts(article), group });

async function storeShare(
  tx: Database,
  { id, slug }: Article,
  { group, by }: { readonly group: string; readonly by: string },
): Promise<void> {
  await tx.articleShare.create({ data: { articleId: id, groupId: group, createdById: by, createdAt: now() } });
  await audit(tx, by, 'article.share', id, { slug, group });
}

/** The article as it is by now, until the transaction ends. */
export async function lockedArticle(tx: Database, id: string): Promise<Article> {
  await lockArticle(tx, id);
  return tx.article.findUniqueOrThrow({ where: { id }, include: OF_ARTICLE });
}
