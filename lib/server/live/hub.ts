import 'server-only';
import { deliver, viewersOf, type Receiver } from './deliver';
import { touchPresence } from '../presence';
import { EventListener } from './listener';

/** Somebody with an open stream. */
export interface Streaming extends Receiver {
  /** Keeps the connection, and tells the client from where to go on. */
  readonly beat: () => void;
}

/** Milliseconds. The log is read without a call, too: notifications are lost with their connection. */
const TICK = 10_000;
const TICKS_A_BEAT = 2;
const AFTER_FAILURE = 1_000;

/** Open streams a process, and those of people who have not signed in: they never keep the others out. */
const MOST = { all: 2_000, signedOut: 1_000 };
/** A person's: a browser has one. */
const MOST_OF_ONE = 12;

/** The open streams of this process, and what keeps them told. */
export class LiveHub {
  private readonly streams = new Set<Streaming>();
  private readonly listener = new EventListener(() => void this.wake());
  private timer: NodeJS.Timeout | undefined;
  private ticks = 0;
  private waking = false;
  private news = false;
  private closed = false;

  /** Why there is no room for one more; null: there is. */
  refusal(userId: string | null): 'process' | 'person' | null {
    const all = [...this.streams];
    const theirs = all.filter(({ session }) => (session?.userId ?? null) === userId);
    if (this.closed || all.length >= MOST.all) return 'process';
    if (userId === null) return theirs.length >= MOST.signedOut ? 'process' : null;
    return theirs.length >= MOST_OF_ONE ? 'person' : null;
  }

  get size(): number {
    return this.streams.size;
  }

  add(stream: Streaming): void {
    this.streams.add(stream);
    this.listener.start();
    this.timer ??= setInterval(() => void this.tick(), TICK).unref();
    void this.wake();
  }

  remove(stream: Streaming): void {
    this.streams.delete(stream);
  }

  /** Ends all streams, and takes no more. */
  async close(): Promise<void> {
    this.closed = true;
    clearInterval(this.timer);
    for (const stream of [...this.streams]) stream.end();
    await this.listener.stop();
  }

  /** Tells everybody what is new. Calls that come meanwhile are one. */
  async wake(): Promise<void> {
    this.news = true;
    if (this.waking) return;
    this.waking = true;
    while (this.news && !this.closed) {
      this.news = false;
      try {
        await deliver([...this.streams]);
      } catch (error) {
        if (this.closed) break;
        console.error('Live events wait for the database:', error instanceof Error ? error.message : error);
        setTimeout(() => void this.wake(), AFTER_FAILURE).unref();
        break;
      }
    }
    this.waking = false;
  }

  private async tick(): Promise<void> {
    if (this.size === 0) return;
    await this.wake();
    this.ticks += 1;
    if (this.ticks % TICKS_A_BEAT === 0) await this.beat();
  }

  /** Keeps the connections. Where nothing happens an ended session is noticed here. */
  async beat(): Promise<void> {
    const streams = [...this.streams];
    const people = streams.flatMap(({ session }) => session?.userId ?? []);
    const [viewers] = await Promise.all([
      viewersOf(streams).catch(() => null),
      touchPresence(people).catch(() => undefined),
    ]);
    for (const stream of streams) {
      const { session } = stream;
      if (viewers && session && !viewers.has(session.id)) stream.end();
      else stream.beat();
    }
  }
}

const shared = globalThis as typeof globalThis & { meipiHub?: LiveHub };

/** One a process, made with its first stream. Streams that are open would keep a server that is told to end from ending. */
export function liveHub(): LiveHub {
  if (!shared.meipiHub) {
    const hub = (shared.meipiHub = new LiveHub());
    process.once('SIGTERM', () => void hub.close());
    process.once('SIGINT', () => void hub.close());
  }
  return shared.meipiHub;
}
