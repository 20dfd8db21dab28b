/**
 * Blocks that somebody has read, on their way to the server: kept on this device until it has answered, sent a few at a
 * time, and sent again when that failed.
 */
import type { AssignmentView } from '@/lib/contract/assignments';
import { api } from './api';

/** Whoever reads, reads on: this long blocks are gathered, in milliseconds. */
export const GATHER_MS = 1_000;
/** Between two tries after a failure; each failure doubles it. */
export const AGAIN_MS = 4_000;
const MOST_AGAIN_MS = 60_000;
/** As many as the server takes at once. */
export const MOST_SENT = 500;

export interface Kept {
  readonly load: () => readonly string[];
  readonly save: (keys: readonly string[]) => void;
}

/** What came of sending: `refused`: the server will never take them. */
export type Sent = 'taken' | 'failed' | 'refused';

interface Sending {
  readonly kept: Kept;
  /** @param leaving the page goes, and the request must outlive it */
  readonly send: (keys: readonly string[], leaving: boolean) => Promise<Sent>;
}

export class BlocksRead {
  private readonly waiting: Set<string>;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private sending = false;
  private failures = 0;
  private ended = false;

  constructor(private readonly options: Sending) {
    this.waiting = new Set(options.kept.load());
    if (this.waiting.size > 0) this.plan(0);
  }

  readonly add = (keys: readonly string[]): void => {
    for (const key of keys) this.waiting.add(key);
    this.keep();
    if (this.failures === 0) this.plan(GATHER_MS);
  };

  /** The network is back, or somebody looks again: now, not later. */
  readonly hurry = (): void => {
    if (this.waiting.size > 0) this.plan(0);
  };

  /** The page may go at any moment. What arrives twice changes nothing. */
  readonly leave = (): void => {
    if (this.waiting.size > 0) void this.options.send(this.batch(), true);
  };

  /** What waits stays on the device. */
  end(): void {
    this.ended = true;
    clearTimeout(this.timer);
  }

  private plan(delay: number): void {
    if (this.ended) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.send(), delay);
  }

  private batch = (): string[] => [...this.waiting].slice(0, MOST_SENT);

  private keep = (): void => this.options.kept.save([...this.waiting]);

  private async send(): Promise<void> {
    if (this.sending || this.waiting.size === 0) return;
    this.sending = true;
    const batch = this.batch();
    const sent = await this.options.send(batch, false);
    this.sending = false;
    this.failures = sent === 'failed' ? this.failures + 1 : 0;
    if (sent !== 'failed') for (const key of batch) this.waiting.delete(key);
    this.keep();
    if (this.waiting.size === 0) return;
    this.plan(this.failures > 0 ? Math.min(MOST_AGAIN_MS, AGAIN_MS * 2 ** (this.failures - 1)) : GATHER_MS);
  }
}

/** On this device: by account and article, for others may read here too. */
export function keptBlocks(account: string, slug: string): Kept {
  const name = `meipi:blocks-read:${account}:${slug}`;
  return {
    load() {
      try {
        const kept: unknown = JSON.parse(localStorage.getItem(name) ?? '[]');
        return Array.isArray(kept) ? kept.filter((key): key is string => typeof key === 'string') : [];
      } catch {
        return [];
      }
    },
    save(keys) {
      // Where the device keeps nothing they live as long as the page.
      try {
        if (keys.length > 0) localStorage.setItem(name, JSON.stringify(keys));
        else localStorage.removeItem(name);
      } catch {
        return;
      }
    },
  };
}

/** @param begin called when a request goes out; what it gives takes what is assigned, as it stands by the answer */
export function sendBlocks(
  slug: string,
  begin: () => (assignments: readonly AssignmentView[]) => void,
): Sending['send'] {
  return async (blocks, leaving) => {
    const take = begin();
    const answer = await api('PUT /api/articles/:slug/blocks-read', {
      params: { slug },
      body: { blocks: [...blocks] },
      keepalive: leaving,
    });
    if (answer.ok) take(answer.data.assignments);
    if (answer.ok) return 'taken';
    // Who is signed out, or asks too often, may send them later.
    const mayLater = answer.status === 0 || answer.status === 401 || answer.status === 429 || answer.status >= 500;
    return mayLater ? 'failed' : 'refused';
  };
}
