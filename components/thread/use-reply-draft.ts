import { useMemo } from 'react';
import { uuidv7 } from 'uuidv7';
import { useKeptDraft, type DraftKeeper, type DraftStore } from '@/components/editor/use-kept-draft';
import {
  dropReplyDraft,
  keepReplyDraft,
  readReplyDraft,
  type ReplyDraft,
  type ReplyPlace,
} from '@/lib/client/reply-drafts';
import type { AnnotationView, ReplyView } from '@/lib/contract/annotations';

/** The draft of a reply in one thread, or of changes to one. */
export function useReplyDraft(
  { user, article, thread, edits }: ReplyPlace,
  { layer }: Pick<AnnotationView, 'layer'>,
  reply: Pick<ReplyView, 'body' | 'version'> | null,
): DraftKeeper<ReplyDraft> {
  const store = useMemo((): DraftStore<ReplyDraft> => {
    const place: ReplyPlace = { user, article, thread, edits };
    return {
      read: () => readReplyDraft(place),
      keep: (draft) => keepReplyDraft(place, draft),
      drop: () => dropReplyDraft(place),
    };
  }, [user, article, thread, edits]);
  return useKeptDraft(store, () => ({
    id: edits ?? uuidv7(),
    thread,
    layer,
    content: { body: reply?.body ?? null },
    changes: reply?.version ?? null,
    was: reply && { body: reply.body },
    touched: Date.now(),
  }));
}
