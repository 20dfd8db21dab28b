import 'server-only';
import type { Stay } from '@/lib/contract/annotations';
import type { AnchorState } from '@/lib/domain/anchoring/anchor';
import type { Viewer } from '@/lib/domain/permissions/can';
import { wordsOfPlace } from './annotations-view';
import { db } from './db';
import { nameOf } from './name-of';
import { notFound, type Problem } from './problem';
import { visibleAnnotations } from './visible';

interface Row {
  from: number;
  to: number | null;
  since: Date;
  state: AnchorState;
  block: number | null;
  startOffset: number | null;
  words: string | null;
  repairerId: string | null;
  repairerName: string | null;
}

/** Where a note has stood, edition by edition, newest first, for whoever may see the note. */
export async function annotationHistory(viewer: Viewer, id: string): Promise<Stay[] | Problem> {
  const note = await db().annotation.findFirst({
    where: { AND: [{ id }, visibleAnnotations(viewer)] },
    select: { quote: true, filed: { select: { assignmentId: true } } },
  });
  if (!note) return notFound();
  const isNameless = note.filed.some(({ assignmentId }) => viewer?.nameless?.includes(assignmentId));
  const rows = await db().$queryRaw<Row[]>`
    SELECT p.first_revision AS "from", p.last_revision AS "to", r.created_at AS since, p.state, b.number AS block,
           p.start_offset AS "startOffset", p.words, u.id AS "repairerId", u.name AS "repairerName"
    FROM position p
    JOIN revision r ON r.article_id = p.article_id AND r.number = p.first_revision
    LEFT JOIN block b ON b.revision_id = r.id AND b.key = p.start_block
    LEFT JOIN "user" u ON u.id = p.repaired_by_id
    WHERE p.annotation_id = ${id}::uuid
    ORDER BY p.first_revision DESC`;
  return rows.map(({ since, startOffset, words, repairerId, repairerName, ...row }) => ({
    ...row,
    since: since.toISOString(),
    words: wordsOfPlace({ state: row.state, startOffset, words }, note.quote),
    // Of a note that has no public layer only its author says where it stands; where peers don't know them, nor this.
    repairedBy:
      repairerId === null || (isNameless && repairerId !== viewer?.id) ? null : nameOf(repairerId, repairerName),
  }));
}
