import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { uuidv7 } from 'uuidv7';
import {
  dropReplyDraft,
  keepReplyDraft,
  readReplyDraft,
  type ReplyDraft,
  type ReplyPlace,
} from '@/lib/client/reply-drafts';
import type { AnnotationView, ReplyView } from '@/lib/contract/annotations';

export interface ReplyDraftKeeper {
  /** Null while this device is asked for an earlier one. */
  readonly first: ReplyDraft | null;
  current: () => ReplyDraft;
  /** Takes a change on; it is on its way to this device's store when this returns. */
  change: (changes: Partial<ReplyDraft>) => Promise<void>;
  /** Away with it. */
  drop: () => Promise<unknown>;
}

/** The draft of a reply in one thread, or of changes to one: found, and written down at every change. As `useDraft`. */
export function useReplyDraft(
  { user, article, thread, edits }: ReplyPlace,
  { layer }: Pick<AnnotationView, 'layer'>,
  reply: Pick<ReplyView, 'body' | 'version'> | null,
): ReplyDraftKeeper {
  const place = useMemo(() => ({ user, article, thread, edits }), [user, article, thread, edits]);
  const [first, setFirst] = useState<ReplyDraft | null>(null);
  const draft = useRef<ReplyDraft | null>(null);
  const writing = useRef<Promise<unknown> | null>(null);

  useEffect(() => {
    let gone = false;
    void readReplyDraft(place).then((earlier) => {
      if (gone) return;
      draft.current = earlier ?? {
        id: edits ?? uuidv7(),
        thread,
        layer,
        body: reply?.body ?? null,
        changes: reply?.version ?? null,
        touched: Date.now(),
      };
      setFirst(draft.current);
    });
    return () => {
      gone = true;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- what is found first stays: later versions of the reply do not touch what is being written
  }, [place]);

  const current = useCallback((): ReplyDraft => {
    if (!draft.current) throw new Error('The draft is not read yet');
    return draft.current;
  }, []);
  const change = useCallback(
    async (changes: Partial<ReplyDraft>) => {
      draft.current = { ...current(), ...changes, touched: Date.now() };
      // One write at a time; what changes meanwhile goes with the next.
      if (writing.current) return;
      let written: ReplyDraft | null = null;
      while (draft.current && written !== draft.current) {
        written = draft.current;
        writing.current = keepReplyDraft(place, written);
        await writing.current;
      }
      writing.current = null;
    },
    [place, current],
  );
  const drop = useCallback(async () => {
    draft.current = null;
    await writing.current;
    return dropReplyDraft(place);
  }, [place]);
  return { first, current, change, drop };
}
