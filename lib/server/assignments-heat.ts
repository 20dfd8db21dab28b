import 'server-only';
import type { ResponseOf } from '@/lib/contract/endpoint';
import type { Endpoints } from '@/lib/contract/endpoints';
import type { Viewer } from '@/lib/domain/permissions/can';
import type { ShownScript } from '@/lib/domain/script/script';
import { snippetOf } from '@/lib/domain/search/snippet';
import { openArticle } from './articles';
import { SECTION_IN_SQL } from './assignments-progress';
import { ledAssignment } from './assignments-rows';
import { db } from './db';
import { Problem } from './problem';
import { displayOf, shownText } from './shown';

type Heat = ResponseOf<Endpoints['GET /api/assignments/:id/heat']>;

/** Of a block's words, in UTF-16 code units. */
const OPENING = 24;

/** Where the section was annotated, not understood and answered, block by block. Notes count where they begin. */
export async function heatOf(
  viewer: Viewer,
  id: string,
  { script }: { readonly script: ShownScript },
): Promise<Heat | Problem> {
  const row = await ledAssignment(viewer, id);
  if (row instanceof Problem) return row;
  const open = await openArticle(viewer, row.article.slug);
  if (open instanceof Problem) return open;
  const display = await displayOf(open, { script, quotes: true });
  if (display instanceof Problem) return display;
  const blocks = await db().$queryRaw<(Heat['blocks'][number] & { text: string })[]>`
    SELECT block.key, block.number, block.text,
           count(a.id)::int AS notes,
           (count(a.id) FILTER (WHERE a.motivation = 'questioning'))::int AS questions,
           (count(a.id) FILTER (WHERE a.motivation = 'questioning' AND a.resolved_at IS NULL))::int AS unanswered,
           coalesce(sum(answers.count), 0)::int AS replies,
           (SELECT count(*) FROM block_read done
            JOIN membership m ON m.user_id = done.user_id AND m.group_id = s.group_id AND m.role = 'member'
            WHERE done.article_id = s.article_id AND done.block_key = block.key)::int AS readers
    ${SECTION_IN_SQL}
    JOIN block ON block.revision_id = r.id AND block.number BETWEEN opening.number AND closing.number
    LEFT JOIN (assignment_note filed
      JOIN annotation a ON a.id = filed.annotation_id AND a.deleted_at IS NULL AND a.hidden_at IS NULL
      JOIN position p ON p.annotation_id = a.id AND p.last_revision IS NULL)
      ON filed.assignment_id = s.id
        AND (p.start_block = block.key OR (block.number = opening.number AND p.start_block IN (
          SELECT key FROM block before WHERE before.revision_id = r.id AND before.number < opening.number)))
    LEFT JOIN LATERAL (SELECT count(*) FROM reply
      WHERE reply.annotation_id = a.id AND reply.deleted_at IS NULL AND reply.hidden_at IS NULL) answers ON TRUE
    WHERE s.id = ${id}::uuid
    GROUP BY s.group_id, s.article_id, block.key, block.number, block.text ORDER BY block.number`;
  return {
    blocks: blocks.map(({ text, ...block }) => ({
      ...block,
      opening: snippetOf(shownText(text, display), [], OPENING)
        .map((part) => part.text)
        .join(''),
    })),
  };
}
