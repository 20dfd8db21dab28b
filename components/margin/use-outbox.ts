import { useEffect, useMemo, useSyncExternalStore, useState } from 'react';
import type { Outbox } from '@/lib/client/outbox';
import type { Entry, ReplyEntry } from '@/lib/client/outbox-entry';
import { persistently } from './persistently';

const NONE: readonly Entry[] = [];
const never = () => () => undefined;

/** Sending is loaded when the page is at rest, or with the first thing to send. */
export const loadOutbox = async (user: string): Promise<Outbox> =>
  (await persistently(() => import('@/lib/client/outbox'))).outboxOf(user);

/** The reader's outbox, once it is loaded. Null: nobody has signed in. */
export function useOutbox(user: string | null): Outbox | null {
  const [loaded, setLoaded] = useState<{ user: string; outbox: Outbox } | null>(null);
  useEffect(() => {
    if (user === null) return;
    let gone = false;
    void loadOutbox(user).then((outbox) => !gone && setLoaded({ user, outbox }));
    return () => {
      gone = true;
    };
  }, [user]);
  return loaded && loaded.user === user ? loaded.outbox : null;
}

/** All that waits, whichever article it belongs to. */
export const useEntries = (outbox: Outbox | null): readonly Entry[] =>
  useSyncExternalStore(outbox?.subscribe ?? never, outbox?.entries ?? (() => NONE), () => NONE);

/** The replies to a note that wait, and changes of such. */
export function usePendingReplies(outbox: Outbox | null, note: string): readonly ReplyEntry[] {
  const entries = useEntries(outbox);
  return useMemo(
    () => entries.filter((entry) => entry.kind === 'reply' && entry.note === note && entry.state !== 'discarded'),
    [entries, note],
  ) as readonly ReplyEntry[];
}
