import { useCallback, useEffect, useRef, useState } from 'react';

/** Where one draft lies on this device. The same value as long as it is the same place. */
export interface DraftStore<D> {
  read: () => Promise<D | undefined>;
  keep: (draft: D) => Promise<unknown>;
  drop: () => Promise<unknown>;
}

export interface DraftKeeper<D> {
  /** Null while this device is asked for an earlier one. */
  readonly first: D | null;
  /** Whether that had been written before and was found. */
  readonly restored: boolean;
  current: () => D;
  /** Takes a change on; it is on its way to this device's store when this returns. */
  change: (changes: Partial<D>) => Promise<void>;
  /** Away with it. */
  drop: () => Promise<unknown>;
}

/**
 * The draft of one place: what is found there, and what becomes of it, written down at every change.
 *
 * @param fresh what it is when nothing is found
 */
export function useKeptDraft<D extends { readonly touched: number }>(
  store: DraftStore<D>,
  fresh: () => D,
): DraftKeeper<D> {
  const [found, setFound] = useState<{ draft: D; restored: boolean } | null>(null);
  const draft = useRef<D | null>(null);
  const writing = useRef<Promise<unknown> | null>(null);

  useEffect(() => {
    let gone = false;
    void store.read().then((earlier) => {
      if (gone) return;
      draft.current = earlier ?? fresh();
      setFound({ draft: draft.current, restored: earlier !== undefined });
    });
    return () => {
      gone = true;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- what is found first stays: later versions of what it changes do not touch what is being written
  }, [store]);

  const current = useCallback((): D => {
    if (!draft.current) throw new Error('The draft is not read yet');
    return draft.current;
  }, []);
  const change = useCallback(
    async (changes: Partial<D>) => {
      draft.current = { ...current(), ...changes, touched: Date.now() };
      // One write at a time; what changes meanwhile goes with the next.
      if (writing.current) return;
      let written: D | null = null;
      while (draft.current && written !== draft.current) {
        written = draft.current;
        writing.current = store.keep(written);
        await writing.current;
      }
      writing.current = null;
    },
    [store, current],
  );
  const drop = useCallback(async () => {
    draft.current = null;
    await writing.current;
    return store.drop();
  }, [store]);
  return { first: found?.draft ?? null, restored: found?.restored ?? false, current, change, drop };
}
