import 'server-only';
import type { Viewer } from '@/lib/domain/permissions/can';
import { SECTION_IN_SQL } from './assignments-progress';
import { seenAssignment } from './assignments-rows';
import { db } from './db';
import { Problem } from './problem';

/** Key and number of the first block of a section that the viewer has not read yet; null: they have read all of it. */
export async function firstUnread(viewer: Viewer, id: string): Promise<{ key: string; number: number } | null> {
  const row = await seenAssignment(viewer, id);
  if (row instanceof Problem || !viewer) return null;
  const [block] = await db().$queryRaw<{ key: string; number: number }[]>`
    SELECT block.key, block.number
    ${SECTION_IN_SQL}
    JOIN block ON block.revision_id = r.id AND block.number BETWEEN opening.number AND closing.number
    LEFT JOIN block_read done
      ON done.article_id = s.article_id AND done.block_key = block.key AND done.user_id = ${viewer.id}::uuid
    WHERE s.id = ${id}::uuid AND done.block_key IS NULL
    ORDER BY block.number LIMIT 1`;
  return block ?? null;
}
