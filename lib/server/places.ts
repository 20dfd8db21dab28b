import 'server-only';
import type { Viewer } from '@/lib/domain/permissions/can';
import type { Place } from '@/lib/domain/text/outline';
import { openArticle } from './articles';
import { db } from './db';
import { Problem } from './problem';

export async function savePlace(
  viewer: Viewer,
  slug: string,
  { block, progress }: { block: string; progress: number },
): Promise<undefined | Problem> {
  if (!viewer) return new Problem('not-signed-in');
  const open = await openArticle(viewer, slug);
  if (open instanceof Problem) return open;
  const known = await db().block.count({ where: { revisionId: open.revision.id, key: block } });
  if (known === 0) return new Problem('invalid', { errors: [{ field: 'block', code: 'invalid' }] });
  const place = { blockKey: block, progress };
  await db().readingPlace.upsert({
    where: { userId_articleId: { userId: viewer.id, articleId: open.article.id } },
    create: { userId: viewer.id, articleId: open.article.id, ...place },
    update: place,
  });
  return undefined;
}

/** Where `viewer` stopped in an article; null when nowhere, or when that block is in it no more. */
export async function placeIn(viewer: Viewer, articleId: string, revisionId: string): Promise<Place | null> {
  if (!viewer) return null;
  const place = await db().readingPlace.findUnique({ where: { userId_articleId: { userId: viewer.id, articleId } } });
  if (!place) return null;
  const block = await db().block.findUnique({
    where: { revisionId_key: { revisionId, key: place.blockKey } },
    select: { number: true },
  });
  return block && { block: place.blockKey, number: block.number, progress: place.progress };
}

/** All places of `viewer`, by article id, each with its block's number in the newest edition. */
export async function placesOf(viewer: Viewer): Promise<Map<string, Place>> {
  if (!viewer) return new Map();
  const places = await db().$queryRaw<(Place & { articleId: string })[]>`
    select place.article_id as "articleId", block.key as block, block.number, place.progress
    from reading_place place
    join article on article.id = place.article_id
    join revision on revision.article_id = article.id and revision.number = article.revision
    join block on block.revision_id = revision.id and block.key = place.block_key
    where place.user_id = ${viewer.id}::uuid`;
  return new Map(places.map(({ articleId, ...place }) => [articleId, place]));
}
