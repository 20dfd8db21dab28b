import { beforeAll, describe, expect, it } from 'vitest';
import { can, type Viewer } from '@/lib/domain/permissions/can';
import { bringCast, bringLibrary, bringTerms, type Cast } from '@/prisma/cast';
import { annotationFacts, OF_FACTS } from './annotation-facts';
import { articleFacts, OF_ARTICLE } from './articles';
import { db } from './db';
import { freshDatabase } from './testing/fresh-database';
import { TERM_PARTS, termFacts } from './terms-view';
import { readableArticles, readableInSql, visibleAnnotations, visibleInSql, visibleTerms } from './visible';

let cast: Cast;
beforeAll(async () => {
  await freshDatabase();
  cast = await bringCast();
  await bringLibrary(cast);
  await bringTerms(cast);
});

const VIEWERS = ['路人', '林晚', '沈砚', '阮青', '顾言', '苏禾'] as const;
const viewerOf = (name: (typeof VIEWERS)[number]): Viewer => (name === '路人' ? null : cast[name]);

/** The law: a list made by the database holds exactly what the table of rights allows, decoys and all. */
describe.each(VIEWERS)('what %s sees', (name) => {
  it('among articles is what the rules allow', async () => {
    const viewer = viewerOf(name);
    const all = await db().article.findMany({ include: OF_ARTICLE });
    const allowed = all.filter((article) => can(viewer, 'article: read', articleFacts(article)));
    const listed = await db().article.findMany({ where: readableArticles(viewer) });
    expect(listed.map(({ id }) => id).sort()).toEqual(allowed.map(({ id }) => id).sort());
    const inSql = await db().$queryRaw<{ id: string }[]>`SELECT t.id FROM article t WHERE ${readableInSql(viewer)}`;
    expect(inSql.map(({ id }) => id).sort()).toEqual(allowed.map(({ id }) => id).sort());
    // The cast must hold something to see and, but for editors, something not to.
    expect(listed.length).toBeGreaterThan(0);
    if (name !== '顾言' && name !== '苏禾') expect(listed.length).toBeLessThan(all.length);
  });

  it('among notes is what the rules allow, and never a deleted one that nobody answered', async () => {
    const viewer = viewerOf(name);
    const all = await db().annotation.findMany({ include: { ...OF_FACTS, replies: true } });
    const allowed = all.filter(
      (note) =>
        (note.deletedAt === null || note.replies.length > 0) && can(viewer, 'annotation: see', annotationFacts(note)),
    );
    const listed = await db().annotation.findMany({ where: visibleAnnotations(viewer) });
    expect(listed.map(({ id }) => id).sort()).toEqual(allowed.map(({ id }) => id).sort());
    const inSql = await db().$queryRaw<{ id: string }[]>`
      SELECT a.id FROM annotation a JOIN article t ON t.id = a.article_id WHERE ${visibleInSql(viewer)}`;
    expect(inSql.map(({ id }) => id).sort()).toEqual(allowed.map(({ id }) => id).sort());
    expect(listed.length).toBeGreaterThan(0);
    expect(listed.length).toBeLessThan(all.length);
  });

  it('among terms is what the rules allow', async () => {
    const viewer = viewerOf(name);
    const all = await db().term.findMany({ include: TERM_PARTS });
    const allowed = all.filter((term) => can(viewer, 'term: see', termFacts(term)));
    const listed = await db().term.findMany({ where: visibleTerms(viewer) });
    expect(listed.map(({ id }) => id).sort()).toEqual(allowed.map(({ id }) => id).sort());
    expect(listed.length).toBeGreaterThan(0);
    expect(listed.length).toBeLessThan(all.length);
  });

  it('of private notes is their own, in whatever role', async () => {
    const viewer = viewerOf(name);
    const listed = await db().annotation.findMany({
      where: { AND: [visibleAnnotations(viewer), { layer: 'private' }] },
    });
    expect(listed.every(({ authorId }) => authorId !== null && authorId === viewer?.id)).toBe(true);
    // 顾言 writes none in the cast; everybody else who is signed in has one in each article.
    expect(listed.length > 0).toBe(viewer !== null && name !== '顾言');
  });
});
