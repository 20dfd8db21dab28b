import type { Draft, DraftContent } from '@/lib/client/drafts';
import { mergeContent } from '@/lib/client/merge-content';
import type { AnnotationView } from '@/lib/contract/annotations';
import type { Sendable } from './use-sending';

/** How a note's draft is sent. @param title of its article */
export const noteToSend = (title: string): Sendable<Draft, DraftContent, AnnotationView> => ({
  kind: 'note',
  toSend: ({ id, article, revision, target, content, changes, was, decided }) => ({
    kind: 'note',
    id,
    article,
    title,
    revision,
    target,
    content,
    changes,
    was,
    decided,
  }),
  saved: (arrived) => (arrived.kind === 'note' ? arrived.note : null),
  merge: mergeContent,
});
