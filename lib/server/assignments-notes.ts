import 'server-only';
import { Prisma } from '@/prisma/generated/client';
import type { Database } from './db';
import { recordMembership } from './events';
import { REVEALING_IN_SQL, STOOD_IN_SQL } from './group-standing';

/*
 * Which notes stand in whose section: rows that are derived from where notes stand in the newest edition and from what is
 * assigned there, by whoever changes either, in the same transaction. The article's row is locked by all of them:
 * shared by who writes a note, alone by who assigns or publishes.
 */

/** Files notes that were written. */
export async function fileNotes(tx: Database, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await file(tx, Prisma.sql`a.id = ANY (${[...ids]}::uuid[])`, Prisma.sql`TRUE`);
}

/** Files an article's notes anew: an edition was published, or notes came from elsewhere. */
export const fileArticle = (tx: Database, articleId: string): Promise<void> =>
  file(tx, Prisma.sql`a.article_id = ${articleId}::uuid`, Prisma.sql`TRUE`);

/** Files what stands in the section of one assignment: it is new, or has another section. */
export const fileAssignment = (tx: Database, id: string): Promise<void> =>
  file(
    tx,
    Prisma.sql`a.group_id = (SELECT group_id FROM assignment WHERE id = ${id}::uuid)`,
    Prisma.sql`s.id = ${id}::uuid`,
  );

/**
 * @param notes over `a` (annotation)
 * @param assignments over `s` (assignment)
 */
async function file(tx: Database, notes: Prisma.Sql, assignments: Prisma.Sql): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM assignment_note filed USING annotation a, assignment s
    WHERE a.id = filed.annotation_id AND s.id = filed.assignment_id AND ${notes} AND ${assignments}
      AND NOT ${KEPT_IN_SQL}`;
  const filed = await tx.$queryRaw<{ assignmentId: string }[]>`
    WITH filed AS (
      INSERT INTO assignment_note (assignment_id, annotation_id)
      SELECT s.id, a.id
      FROM annotation a
      JOIN assignment s ON s.article_id = a.article_id AND s.group_id = a.group_id AND NOT s.lost
      JOIN article t ON t.id = a.article_id
      JOIN revision r ON r.article_id = t.id AND r.number = t.revision
      JOIN position p ON p.annotation_id = a.id AND p.last_revision IS NULL
      JOIN block starts ON starts.revision_id = r.id AND starts.key = p.start_block
      JOIN block ends ON ends.revision_id = r.id AND ends.key = coalesce(p.end_block, p.start_block)
      JOIN block opening ON opening.revision_id = r.id AND opening.key = s.first_block
      JOIN block closing ON closing.revision_id = r.id AND closing.key = s.last_block
      WHERE a.layer = 'group' AND ${notes} AND ${assignments}
        AND starts.number <= closing.number AND ends.number >= opening.number
      ON CONFLICT DO NOTHING
      RETURNING assignment_id, annotation_id
    ), stood AS (
      INSERT INTO assignment_note_since (assignment_id, annotation_id, since)
      SELECT filed.assignment_id, a.id, coalesce(a.brought_at, a.created_at)
      FROM filed JOIN annotation a ON a.id = filed.annotation_id
      ON CONFLICT DO NOTHING
    )
    SELECT DISTINCT assignment_id AS "assignmentId" FROM filed`;
  await nameWriters(
    tx,
    filed.map(({ assignmentId }) => assignmentId),
  );
}

/**
 * Whether a note stays filed where it is, over `a` (annotation) and `s` (assignment): an edition took away its words, or
 * all of the section. Where it would stand now says nothing of what it was written for, and what peers were not to see
 * of it, or whose it is, they would see.
 */
const KEPT_IN_SQL = Prisma.sql`(a.layer = 'group' AND a.group_id = s.group_id AND (s.lost OR EXISTS (
  SELECT 1 FROM position gone
  WHERE gone.annotation_id = a.id AND gone.last_revision IS NULL AND gone.state = 'removed')))`;

/**
 * Tells who wrote a note to look at everything again, where its coming or going may have been what shows them their
 * peers' notes. Before the event of the note itself.
 */
export const tellIfRevealed = async (tx: Database, annotationId: string): Promise<void> =>
  tell(tx, await selectTurned(tx, annotationId));

/**
 * Files a note anew that its writer has moved, to another place or layer, and tells them if that shows them their peers'
 * notes, or does so no longer.
 */
export async function refileNote(tx: Database, annotationId: string): Promise<void> {
  const before = await selectTurned(tx, annotationId);
  await fileNotes(tx, [annotationId]);
  await tell(tx, [...before, ...(await selectTurned(tx, annotationId))]);
}

async function tell(tx: Database, people: readonly { readonly userId: string }[]): Promise<void> {
  for (const person of new Set(people.map(({ userId }) => userId))) await recordMembership(tx, person);
}

/** Who wrote it, where it makes the difference. */
const selectTurned = (tx: Database, annotationId: string): Promise<{ userId: string }[]> => tx.$queryRaw`
  SELECT DISTINCT wrote.author_id AS "userId"
  FROM assignment_note here
  JOIN annotation wrote ON wrote.id = here.annotation_id
  JOIN assignment s ON s.id = here.assignment_id AND s.reveal = 'after_own'
  WHERE here.annotation_id = ${annotationId}::uuid AND wrote.author_id IS NOT NULL
    AND (SELECT count(*) FROM assignment_note filed JOIN annotation a ON a.id = filed.annotation_id
         ${STOOD_IN_SQL}
         WHERE filed.assignment_id = s.id AND a.author_id = wrote.author_id AND ${REVEALING_IN_SQL})
      BETWEEN s.reveal_after - 1 AND s.reveal_after`;

/** Gives a number to everybody who has spoken in the section of an anonymous assignment and has none yet. */
export async function nameWriters(tx: Database, assignments: readonly string[]): Promise<void> {
  if (assignments.length === 0) return;
  // Two who speak for the first time at once would both be the next.
  const anonymous = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM assignment WHERE id = ANY (${[...assignments]}::uuid[]) AND anonymous ORDER BY id FOR NO KEY UPDATE`;
  if (anonymous.length === 0) return;
  const ids = anonymous.map(({ id }) => id);
  // In an order that says nothing of who spoke first.
  await tx.$executeRaw`
    INSERT INTO assignment_alias (assignment_id, user_id, number)
    SELECT spoke.assignment_id, spoke.user_id,
           (SELECT coalesce(max(number), 0) FROM assignment_alias known WHERE known.assignment_id = spoke.assignment_id)
             + row_number() OVER (PARTITION BY spoke.assignment_id
                                  ORDER BY md5(spoke.assignment_id::text || spoke.user_id::text))
    FROM (
      SELECT filed.assignment_id, a.author_id AS user_id
      FROM assignment_note filed JOIN annotation a ON a.id = filed.annotation_id
      WHERE filed.assignment_id = ANY (${ids}::uuid[])
      UNION
      SELECT filed.assignment_id, r.author_id
      FROM assignment_note filed JOIN reply r ON r.annotation_id = filed.annotation_id
      WHERE filed.assignment_id = ANY (${ids}::uuid[])
    ) spoke
    WHERE spoke.user_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM assignment_alias known
                      WHERE known.assignment_id = spoke.assignment_id AND known.user_id = spoke.user_id)`;
}
