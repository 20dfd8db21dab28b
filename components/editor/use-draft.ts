import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { uuidv7 } from 'uuidv7';
import {
  draftAt,
  dropDraft,
  keepDraft,
  readDraft,
  type Draft,
  type DraftPlace,
  type KeptDraft,
  type NewNote,
} from '@/lib/client/drafts';

interface Begin {
  readonly user: string;
  readonly article: string;
  readonly revision: number;
  readonly target: NewNote['target'];
  readonly content: Draft['content'];
  /** What the note that is edited says. */
  readonly was: Draft['was'];
  /** The note that is edited. */
  readonly note: { readonly id: string; readonly version: number } | null;
  /** What had been begun on an earlier visit, perhaps on an earlier edition. */
  readonly resumed: KeptDraft | undefined;
}

export interface DraftKeeper {
  /** Null while this device is asked for an earlier one. */
  readonly first: Draft | null;
  /** Whether that had been written before and was found. */
  readonly restored: boolean;
  current: () => Draft;
  /** Takes a change on; it is on its way to this device's store when this returns. */
  change: (changes: Partial<Draft>) => Promise<void>;
  /** Away with it. */
  drop: () => Promise<unknown>;
}

/** The draft of one place: what is found there, and what becomes of it, written down at every change. */
export function useDraft({ user, article, revision, target, content, was, note, resumed }: Begin): DraftKeeper {
  const at = resumed?.at ?? draftAt(target, revision, note?.id);
  const place = useMemo((): DraftPlace => ({ user, article, at }), [user, article, at]);
  const [found, setFound] = useState<{ draft: Draft; restored: boolean } | null>(null);
  const draft = useRef<Draft | null>(null);
  const writing = useRef<Promise<unknown> | null>(null);

  useEffect(() => {
    let gone = false;
    void readDraft(place).then((earlier) => {
      if (gone) return;
      const fresh: Draft = {
        id: note?.id ?? uuidv7(),
        article,
        revision: resumed?.revision ?? revision,
        target: resumed ? resumed.target : target,
        content,
        changes: note?.version ?? null,
        was,
        touched: Date.now(),
      };
      draft.current = earlier ?? fresh;
      setFound({ draft: draft.current, restored: earlier !== undefined });
    });
    return () => {
      gone = true;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- what is found first stays: later versions of the note do not touch what is being written
  }, [place]);

  const current = useCallback((): Draft => {
    if (!draft.current) throw new Error('The draft is not read yet');
    return draft.current;
  }, []);

  const change = useCallback(
    async (changes: Partial<Draft>) => {
      draft.current = { ...current(), ...changes, touched: Date.now() };
      // One write at a time; what changes meanwhile goes with the next.
      if (writing.current) return;
      let written: Draft | null = null;
      while (draft.current && written !== draft.current) {
        written = draft.current;
        writing.current = keepDraft(place, written);
        await writing.current;
      }
      writing.current = null;
    },
    [place, current],
  );

  const drop = useCallback(async () => {
    draft.current = null;
    await writing.current;
    return dropDraft(place);
  }, [place]);

  return { first: found?.draft ?? null, restored: found?.restored ?? false, current, change, drop };
}
