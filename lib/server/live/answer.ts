import 'server-only';
import type { ParsedOf, ResponseOf } from '@/lib/contract/endpoint';
import type { Endpoints } from '@/lib/contract/endpoints';
import type { LiveEvent } from '@/lib/contract/events';

import { Problem, wrong } from '../problem';
import { readSession } from '../sessions';
import { deliver, type Receiver } from './deliver';
import { liveHub } from './hub';
import { logRange } from './log';
import { eventStream } from './stream';

type Query = ParsedOf<Endpoints['GET /api/events']>['query'];
type Events = ResponseOf<Endpoints['GET /api/events']>;

const MOST_ARTICLES = 20;
/** Seconds after which to ask again. */
const RETRY = { process: 5, person: 60 };

/** What happened to notes of articles that somebody reads: as it happens to who accepts a stream, else up to now. */
export async function answerEvents(request: Request, { article, after }: Query): Promise<Response | Events | Problem> {
  const articles = new Set(article.split(',').filter(Boolean));
  if (articles.size === 0 || articles.size > MOST_ARTICLES) return wrong('article', 'invalid');
  const found = await readSession(request.headers.get('cookie'));
  const session = found && { id: found.id, userId: found.user.id };
  const at = lastEvent(request) ?? after ?? (await logRange()).newest;
  const start = { session, articles, at };
  if (!/\btext\/event-stream\b/.test(request.headers.get('accept') ?? '')) return eventsUpToNow(start);
  const hub = liveHub();
  const refusal = hub.refusal(session?.userId ?? null);
  return refusal ? refused(refusal) : eventStream(hub, start, request.signal);
}

async function eventsUpToNow(start: Pick<Receiver, 'session' | 'articles' | 'at'>): Promise<Events> {
  const events: LiveEvent[] = [];
  const receiver: Receiver = { ...start, tell: (told) => void events.push(...told), end: () => undefined };
  await deliver([receiver]);
  return { events, upTo: receiver.at };
}

function refused(why: 'process' | 'person'): Problem {
  const headers = { 'retry-after': String(RETRY[why]) };
  return why === 'process'
    ? new Problem('unavailable', { headers })
    : new Problem('too-many', { values: { seconds: RETRY.person }, headers });
}

/** `Last-Event-ID`: where an EventSource goes on by itself. */
function lastEvent(request: Request): number | null {
  const id = request.headers.get('last-event-id') ?? '';
  return /^\d{1,15}$/.test(id) ? Number(id) : null;
}
