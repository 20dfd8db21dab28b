import 'server-only';
import { REPLY_RIGHTS, type AnnotationView, type ReplyView } from '@/lib/contract/annotations';
import { can, type AnnotationFacts, type Viewer } from '@/lib/domain/permissions/can';
import { nameOf } from './name-of';
import type { ReplyRow, ThreadParts } from './thread-parts';

export const hiddenView = (row: {
  readonly hiddenAt: Date | null;
  readonly hiddenById: string | null;
  readonly hiddenByName: string | null;
  readonly hiddenReason: string | null;
}): AnnotationView['hidden'] =>
  row.hiddenAt && {
    at: row.hiddenAt.toISOString(),
    reason: row.hiddenReason ?? '',
    by: nameOf(row.hiddenById, row.hiddenByName),
  };

interface Around {
  readonly viewer: Viewer;
  readonly thread: AnnotationFacts;
  readonly parts: ThreadParts;
}

export function replyView(row: ReplyRow, { viewer, thread, parts }: Around): ReplyView {
  const { authorId } = row;
  const facts = { thread, authorId, imported: row.origin !== null, hidden: row.hiddenAt !== null };
  return {
    id: row.id,
    ...parts.authorShown(row.annotationId, row),
    originAuthor: row.originAuthor,
    body: { ...row.body },
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    mine: viewer !== null && authorId === viewer.id,
    hidden: hiddenView(row),
    flagged: parts.isFlagged(row.id, can(viewer, 'reply: hide', facts)),
    reactions: parts.reactions(row.id),
    may: REPLY_RIGHTS.filter((right) => can(viewer, `reply: ${right}`, facts)),
  };
}
