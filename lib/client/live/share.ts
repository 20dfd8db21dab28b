/**
 * One stream a browser and account, whatever the number of tabs: browsers keep six connections to a server, and a
 * stream keeps one busy. A lock says who leads; the leader follows what all tabs read and passes on what it hears.
 * Without locks or channels each tab has a stream of its own.
 */
import type { LiveEvent } from '@/lib/contract/events';
import { follow, type News } from './follow';

/** A tab, and what it reads. */
export interface Reads {
  readonly member: string;
  readonly article: string;
  /** The event up to which it has been told everything. */
  readonly at: number;
}

type Message =
  | ({ readonly kind: 'reads' } & Reads)
  | { readonly kind: 'leaves'; readonly member: string }
  /** The new leader: who reads what? */
  | { readonly kind: 'asks' }
  | ({ readonly kind: 'news'; readonly articles: readonly string[] } & News);

interface Options {
  /** Whose browser it is: the id of an account; null: nobody's who has signed in. */
  readonly account: string | null;
  readonly article: string;
  readonly after: number;
  readonly onEvent: (event: LiveEvent) => void;
}

/** Milliseconds in which tabs answer a new leader. */
const ANSWERING = 150;
/** As many as the server follows at once; of more tabs than that the last to come are. */
const MOST_ARTICLES = 20;

/** What a stream has been asked for, and how far it has come. */
export interface Following {
  readonly articles: readonly string[];
  readonly at: number;
}

/** From where a stream for all of them begins. */
export function asked(members: Iterable<Reads>, at = Infinity): Following {
  const newest = [...members].toReversed();
  const articles = [...new Set(newest.map(({ article }) => article))].slice(0, MOST_ARTICLES);
  return { articles, at: Math.min(at, ...newest.map((member) => member.at)) };
}

/** Whether what a tab asks for has been told already, or will be. */
export const covers = (stream: Following, { article, at }: Reads): boolean =>
  stream.articles.includes(article) && at >= stream.at;

/** What of some news a tab has not heard yet, and how far it has then come. */
export function unheard(
  { article, at }: Pick<Reads, 'article' | 'at'>,
  { events, at: upTo, articles }: Extract<Message, { kind: 'news' }>,
): News {
  const fresh = events.filter((event) => event.kind === 'reset' || (event.article === article && event.id > at));
  if (fresh.some(({ kind }) => kind === 'reset')) return { events: fresh, at: upTo };
  // A stream that does not follow the article yet says nothing of it.
  return { events: fresh, at: articles.includes(article) ? Math.max(at, upTo) : at };
}

/** Follows an article for this tab. @returns ends it */
export function followArticle(options: Options): () => void {
  const ending = new AbortController();
  let at = options.after;
  let leave: (() => number) | null = null;
  const join = () => (leave ??= joined({ ...options, after: at }));
  const pause = () => {
    if (leave) at = leave();
    leave = null;
  };
  const { signal } = ending;
  // A page that is kept for going back to holds nothing meanwhile.
  addEventListener('pagehide', pause, { signal });
  addEventListener('pageshow', join, { signal });
  join();
  return () => {
    ending.abort();
    pause();
  };
}

/** @returns leaves; how far it has come */
function joined({ account, article, after, onEvent }: Options): () => number {
  const member = crypto.randomUUID();
  const name = `meipi-live ${account ?? ''}`;
  const leaving = new AbortController();
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(name);
  let at = after;
  let leader: ReturnType<typeof lead> | null = null;

  const say = (message: Message) => channel?.postMessage(message);
  const hear = (news: Extract<Message, { kind: 'news' }>) => {
    const { events, at: upTo } = unheard({ article, at }, news);
    at = upTo;
    for (const event of events) onEvent(event);
  };
  const mine = (): Reads => ({ member, article, at });
  const begin = () => {
    leader = lead(mine, (news) => {
      hear(news);
      say(news);
    });
    say({ kind: 'asks' });
  };
  channel?.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'news') hear(data);
    else if (data.kind === 'asks') say({ kind: 'reads', ...mine() });
    else if (data.kind === 'reads') leader?.add(data);
    else leader?.remove(data.member);
  });

  // Browsers have locks on secure pages only.
  const locks = 'locks' in navigator && channel ? navigator.locks : null;
  if (locks) {
    say({ kind: 'reads', ...mine() });
    const { signal } = leaving;
    locks
      .request(name, { signal }, () => {
        if (signal.aborted) return undefined;
        begin();
        return new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      })
      // Left before it was its turn.
      .catch(() => undefined);
  } else begin();
  return () => {
    say({ kind: 'leaves', member });
    leader?.end();
    leaving.abort();
    channel?.close();
    return at;
  };
}

/** Leads: one stream for all tabs, begun anew when one of them needs more than it tells. */
function lead(self: () => Reads, onNews: (news: Extract<Message, { kind: 'news' }>) => void) {
  const others = new Map<string, Reads>();
  let stream: Following | null = null;
  let stop: (() => void) | null = null;
  const open = () => {
    stop?.();
    const following = asked([...others.values(), self()], stream?.at);
    stream = following;
    stop = follow({
      articles: following.articles,
      after: following.at,
      onNews: ({ events, at }) => {
        stream = { ...following, at };
        onNews({ kind: 'news', articles: following.articles, events, at });
      },
    });
    // What they said then is told by the stream now.
    for (const [id, reads] of others) others.set(id, { ...reads, at: Infinity });
  };
  const answering = setTimeout(open, ANSWERING);
  return {
    add: (reads: Reads) => {
      others.delete(reads.member);
      others.set(reads.member, reads);
      if (stream && !covers(stream, reads)) open();
    },
    remove: (member: string) => void others.delete(member),
    end: () => {
      clearTimeout(answering);
      stop?.();
    },
  };
}
