import 'server-only';
import pg from 'pg';
import { CHANNEL } from '../events';

/** Milliseconds between two tries to connect: the first, and at most. */
const PAUSE = { first: 100, most: 5_000 };

/**
 * Hears of every event that any process commits, on a connection of its own: LISTEN belongs to one, and the pool's come
 * and go. A connection that is lost is made again, for as long as it takes.
 */
export class EventListener {
  private client: pg.Client | null = null;
  private running = false;

  /** @param onNews something was committed, or, after a silence, may have been */
  constructor(private readonly onNews: () => void) {}

  start(): void {
    if (this.running) return;
    this.running = true;
    void this.keepConnected();
  }

  async stop(): Promise<void> {
    this.running = false;
    await this.client?.end().catch(() => undefined);
  }

  private async keepConnected(): Promise<void> {
    for (let failures = 0; this.running; failures++) {
      if (await this.listen()) failures = 0;
      if (!this.running) return;
      const pause = Math.min(PAUSE.most, PAUSE.first * 2 ** failures) * (0.5 + Math.random());
      await new Promise((resolve) => setTimeout(resolve, pause).unref());
    }
  }

  /** Listens until the connection ends. @returns whether there was one */
  private async listen(): Promise<boolean> {
    const client = new pg.Client({
      connectionString: process.env.DATABASE_URL,
      application_name: 'meipi live',
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
    });
    // `error` comes with a lost connection, and again, unasked, while it is put away.
    const ended = new Promise<void>((resolve) => client.on('error', () => resolve()).once('end', resolve));
    this.client = client;
    try {
      await client.connect();
      client.on('notification', () => this.onNews());
      await client.query(`LISTEN ${CHANNEL}`);
      this.onNews();
      await ended;
      return true;
    } catch {
      return false;
    } finally {
      void client.end().catch(() => undefined);
    }
  }
}
