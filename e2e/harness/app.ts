import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '@/lib/server/postgres/embedded.mjs';
import { gone, StartedApp } from '@/scripts/testing/started-app';

export const PASSWORD = 'a long enough password';

/** The production build on a database of its own, run by the start script as people run it. */
export class App {
  private running: StartedApp | null = null;
  private readonly port: number;
  private readonly folder: string;

  private constructor(port: number, folder: string) {
    this.port = port;
    this.folder = folder;
  }

  static async start(): Promise<App> {
    const app = new App(await freePort(), await mkdtemp(path.join(os.tmpdir(), 'meipi-e2e-')));
    await app.begin();
    await app.makeAdmin();
    return app;
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  readonly admin = { name: '苏禾', email: 'suhe@example.org', password: PASSWORD };

  private async begin(): Promise<void> {
    this.running = await new StartedApp({
      PORT: String(this.port),
      MEIPI_DATA: path.join(this.folder, 'data'),
      // Journeys come from made-up addresses, so that one’s attempts do not count for another.
      TRUST_PROXY: '1',
    }).ready();
  }

  /** Stops server and database, and starts them again. */
  async restart(): Promise<void> {
    await this.end();
    await this.begin();
  }

  private async end(): Promise<void> {
    const family = this.running?.family() ?? [];
    this.running?.kill('SIGTERM');
    await this.running?.exit;
    await gone(family);
  }

  async stop(): Promise<void> {
    await this.end();
    await rm(this.folder, { recursive: true, force: true });
  }

  private async makeAdmin(): Promise<void> {
    const token = /\/setup\/([\w-]+)/.exec(this.running?.output ?? '')?.[1];
    const response = await fetch(`${this.url}/api/setup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token, ...this.admin }),
    });
    if (!response.ok) throw new Error(`The first admin could not be made: ${await response.text()}`);
  }
}
