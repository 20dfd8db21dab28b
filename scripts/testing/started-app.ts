import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import path from 'node:path';
import { isAlive } from '@/lib/server/postgres/processes.mjs';

const SCRIPT = path.resolve(import.meta.dirname, '../start.mjs');

/** The start script, run as an operator runs it. For tests. */
export class StartedApp {
  output = '';
  readonly exit: Promise<number | null>;
  private readonly process: ChildProcess;

  constructor(environment: Record<string, string>) {
    // Not what the test run itself was given: DATABASE_URL, AUTH_URL, npm's parent watch.
    const { PATH = '', HOME = '/tmp' } = process.env;
    const env = { PATH, HOME, NODE_ENV: 'production', ...environment } as const;
    this.process = spawn(process.execPath, [SCRIPT], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.process.stdout, this.process.stderr])
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    // 'exit', not 'close': an orphaned server keeps the pipes open.
    this.exit = new Promise((resolve) => this.process.on('exit', resolve));
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }

  /** Resolves when it serves; rejects when it ended instead. */
  async ready(): Promise<this> {
    const ended = this.exit.then((code) => {
      throw new Error(`The start ended with ${code}:\n${this.output}`);
    });
    await Promise.race([ended, this.says(/Meipi is at/)]);
    return this;
  }

  async says(words: RegExp): Promise<void> {
    while (!words.test(this.output)) await new Promise((resolve) => setTimeout(resolve, 30));
  }

  kill(signal: NodeJS.Signals): void {
    this.process.kill(signal);
  }

  /** Every process that it started and that still runs, by command. */
  family(): { pid: number; command: string }[] {
    const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
      .split('\n')
      .flatMap((line) => [...line.matchAll(/^\s*(\d+)\s+(\d+)\s+(.*)$/g)])
      .map(([, pid, parent, command = '']) => ({ pid: Number(pid), parent: Number(parent), command }));
    const below = (pid: number): typeof rows =>
      rows.filter(({ parent }) => parent === pid).flatMap((row) => [row, ...below(row.pid)]);
    return below(this.pid);
  }
}

/** Waits until none of these processes runs. */
export async function gone(family: readonly { pid: number }[], patience = 8_000): Promise<boolean> {
  for (const until = Date.now() + patience; Date.now() < until;) {
    if (!family.some(({ pid }) => isAlive(pid))) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}
