import 'server-only';
import { Prisma } from '@/prisma/generated/client';

/** Numbers of the first and last block; default: all of them. */
interface Stretch {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/**
 * Notes that reach over more blocks than this are asked for wherever they begin; there are hardly any. Others begin at
 * most so many blocks before what they reach into. As the index `position_reaching_far` has it.
 */
const FAR_REACH = 16;

/**
 * Notes that touch the blocks from…to: those that start there, and those that start earlier and reach in, all by index:
 * `position_across_blocks` and `position_reaching_far`, which have what is asked of them in the index itself.
 *
 * An array, not a join or `IN`: the planner takes it for ten rows and goes by the indexes. Its own guess of
 * how many start and end in different blocks (nearly all, having compared nothing) made it read whole tables.
 */
export function inWindow(articleId: string, revisionId: string, { from = 1, to }: Stretch): Prisma.Sql[] {
  // Said of a window's notes, too, it would lead the planner astray: a file of ten thousand notes has just come, its
  // statistics know of none, and it takes a join of all with all for one of nothing with nothing.
  if (from === 1 && to === undefined)
    return [Prisma.sql`a.article_id = ${articleId}::uuid AND p.article_id = ${articleId}::uuid`];
  const last = to ?? 2 ** 31 - 1;
  const begins = (first: number, end: number) =>
    Prisma.sql`w.start_block = ANY (ARRAY(
        SELECT key FROM block WHERE revision_id = ${revisionId}::uuid AND number BETWEEN ${first} AND ${end}))`;
  const number = (key: Prisma.Sql) =>
    Prisma.sql`(SELECT number FROM block WHERE revision_id = ${revisionId}::uuid AND key = ${key})`;
  // Written into the statement: with a parameter the planner could not know that the index has them all.
  const far = Prisma.raw(String(FAR_REACH));
  const reachIn = Prisma.sql`UNION ALL
      SELECT w.annotation_id FROM position w
      WHERE w.article_id = ${articleId}::uuid AND w.start_block <> w.end_block
        AND ${begins(from - FAR_REACH, from - 1)} AND ${number(Prisma.sql`w.end_block`)} >= ${from}
      UNION ALL
      SELECT w.annotation_id FROM position w
      WHERE w.article_id = ${articleId}::uuid AND w.reach > ${far}
        AND ${number(Prisma.sql`w.start_block`)} < ${from} AND ${number(Prisma.sql`w.end_block`)} >= ${from}`;
  const wholeArticle = Prisma.sql`UNION ALL
      SELECT w.annotation_id FROM position w WHERE w.article_id = ${articleId}::uuid AND w.start_block IS NULL`;
  return [
    Prisma.sql`p.annotation_id = ANY (ARRAY(
      SELECT w.annotation_id FROM position w WHERE w.article_id = ${articleId}::uuid AND ${begins(from, last)}
      ${from === 1 ? wholeArticle : reachIn}
    ))`,
  ];
}
