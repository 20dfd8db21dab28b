import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import { api } from '@/lib/client/api';
import type { MarginState } from './margin-state';

/** What comes at once is counted once. Milliseconds. */
const PAUSE_MS = 400;

interface Counted {
  slug: string;
  revision: number;
  signedIn: boolean;
  state: MarginState;
}

/**
 * How many threads of the article are unread, in all layers and all of a long text: as the server counts them, less what
 * has been read since.
 */
export function useUnreadCount({ slug, revision, signedIn, state }: Counted): {
  count: number;
  refresh: () => void;
  lower: (by: number) => void;
} {
  const [count, setCount] = useState(0);
  const refresh = useCallback(() => {
    if (signedIn) void countUnread(slug, revision).then((found) => found !== null && setCount(found));
  }, [slug, revision, signedIn]);
  const lower = useCallback((by: number) => setCount((now) => Math.max(0, now - by)), []);

  // The first time, and whenever something was said that the page has heard of.
  const newest = state.notes.reduce((most, { unread, activity }) => (unread ? Math.max(most, activity) : most), 0);
  const ask = useEffectEvent(refresh);
  useEffect(() => {
    const timer = setTimeout(() => ask(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [newest]);
  return { count, refresh, lower };
}

async function countUnread(slug: string, revision: number): Promise<number | null> {
  const answer = await api('GET /api/articles/:slug/annotations/density', { params: { slug }, query: { revision } });
  if (!answer.ok) return null;
  return answer.data.blocks.reduce((sum, { unread }) => sum + unread, answer.data.whole.unread);
}
