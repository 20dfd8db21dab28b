import 'server-only';
import type { LiveEvent } from '@/lib/contract/events';
import type { Viewer } from '@/lib/domain/permissions/can';
import { db } from '../db';
import { groupStandings } from '../group-standing';
import { happened, logRange, type Happened } from './log';
import { toldTo } from './told';

/** Somebody who is told what happens. */
export interface Receiver {
  /** Proves who they are, as long as it lasts; null: nobody who has signed in. */
  readonly session: { readonly id: string; readonly userId: string } | null;
  /** Slugs. */
  readonly articles: ReadonlySet<string>;
  /** The event up to which they have been told everything. */
  at: number;
  readonly tell: (events: readonly LiveEvent[]) => void;
  /** Their session has ended. */
  readonly end: () => void;
}

/** Events, of whatever kind, after which nobody is helped by reading through them. */
const FAR = 20_000;

/**
 * Tells each receiver what they may know of what happened since they were told last, up to one moment for all. What
 * they may know is what they may see now: neither the stream nor the event remembers it.
 */
export async function deliver(receivers: readonly Receiver[]): Promise<void> {
  const { oldest, newest } = await logRange();
  const behind = receivers.filter(({ at }) => at !== newest);
  if (behind.length === 0) return;
  const lost = new Set(behind.filter(({ at }) => at > newest || at < oldest - 1 || newest - at > FAR));
  const events = await since(
    behind.filter((receiver) => !lost.has(receiver)),
    newest,
  );
  const concerned = new Set(
    behind.filter((receiver) => lost.has(receiver) || events.some((event) => concerns(receiver, event))),
  );
  // After the events were read: somebody who was removed before one of them is known to have been.
  const viewers = await viewersOf([...concerned]);
  for (const receiver of behind) {
    const viewer = receiver.session === null ? null : viewers.get(receiver.session.id);
    if (!concerned.has(receiver)) receiver.at = newest;
    else if (viewer === undefined) receiver.end();
    else {
      const told: LiveEvent[] = lost.has(receiver)
        ? [{ kind: 'reset', id: newest }]
        : toldTo(viewer, receiver, events, newest);
      receiver.at = newest;
      if (told.length > 0) receiver.tell(told);
    }
  }
}

async function since(receivers: readonly Receiver[], newest: number): Promise<Happened[]> {
  if (receivers.length === 0) return [];
  return happened({
    after: Math.min(...receivers.map(({ at }) => at)),
    upTo: newest,
    articles: [...new Set(receivers.flatMap(({ articles }) => [...articles]))],
    users: [...new Set(receivers.flatMap(({ session }) => session?.userId ?? []))],
  });
}

const concerns = ({ at, session, articles }: Receiver, { id, kind, userId, article }: Happened): boolean =>
  id > at && (kind === 'membership' ? userId === session?.userId : article !== null && articles.has(article.slug));

/** Who the receivers are now, by the id of their session; without those whose session has ended. */
export async function viewersOf(
  receivers: readonly Pick<Receiver, 'session'>[],
): Promise<ReadonlyMap<string, NonNullable<Viewer>>> {
  const ids = [...new Set(receivers.flatMap(({ session }) => session?.id ?? []))];
  if (ids.length === 0) return new Map();
  const sessions = await db().session.findMany({
    where: { id: { in: ids }, expires: { gt: new Date() } },
    select: { id: true, user: { select: { id: true, role: true } } },
  });
  const standings = await groupStandings([...new Set(sessions.map(({ user }) => user.id))]);
  return new Map(sessions.map(({ id, user }) => [id, { ...user, ...standings.get(user.id) }]));
}
