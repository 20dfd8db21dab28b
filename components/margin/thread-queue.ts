/** At once; browsers keep six connections to a server. */
const AT_ONCE = 3;
/** Milliseconds until what could not be had is asked for again. */
const PAUSE = 3_000;

interface ThreadQueue {
  /** Fetches a thread; said again meanwhile, once more. */
  readonly want: (id: string) => void;
  /** Forgets what is still to be fetched. */
  readonly clear: () => void;
  /** How many are to be fetched. */
  readonly size: () => number;
  readonly end: () => void;
}

/**
 * Fetches threads that have changed, a few at once and each by itself in order: what comes is never older than what
 * came before.
 *
 * @param fetchThread `failed`: it is not known; it is tried again
 */
export function threadQueue<T>(
  fetchThread: (id: string) => Promise<T | 'failed'>,
  onThread: (id: string, thread: T) => void,
): ThreadQueue {
  const wanted = new Set<string>();
  /** By thread that is being fetched: whether it has changed meanwhile. */
  const fetching = new Map<string, boolean>();
  let ended = false;

  const next = () => {
    for (const id of wanted) {
      if (fetching.size >= AT_ONCE) return;
      if (fetching.has(id)) continue;
      wanted.delete(id);
      void run(id);
    }
  };
  const run = async (id: string) => {
    fetching.set(id, false);
    const thread = await fetchThread(id);
    const isStale = fetching.get(id);
    fetching.delete(id);
    if (ended) return;
    if (thread === 'failed') setTimeout(() => want(id), PAUSE);
    else onThread(id, thread);
    if (isStale) wanted.add(id);
    next();
  };
  const want = (id: string) => {
    if (ended) return;
    if (fetching.has(id)) fetching.set(id, true);
    else wanted.add(id);
    next();
  };
  return {
    want,
    clear: () => wanted.clear(),
    size: () => wanted.size,
    end: () => {
      ended = true;
      wanted.clear();
    },
  };
}
