/** The production build for a bench: on a port and a database of its own, with an admin who imports. Linux only. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { freePort, runningUrl } from '@/lib/server/postgres/embedded.mjs';
import { gone, StartedApp } from '@/scripts/testing/started-app';

const PASSWORD = '山重水复疑无路，又一村';

export interface BenchApp {
  /** Without a slash at its end. */
  readonly url: string;
  /** The admin's `Cookie` header. */
  readonly cookie: string;
  readonly databaseUrl: string;
  /** Process id of the server. */
  readonly server: number;
  /** @throws when the text is refused */
  readonly import: (slug: string, text: string, type?: 'text/markdown' | 'text/plain') => Promise<ImportedFacts>;
  readonly stop: () => Promise<void>;
}

interface ImportedFacts {
  readonly blockCount: number;
  /** UTF-16 code units. */
  readonly length: number;
}

export async function startBenchApp(environment: Record<string, string> = {}): Promise<BenchApp> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'meipi-bench-'));
  const data = path.join(folder, 'data');
  const port = await freePort();
  const started = new StartedApp({ PORT: String(port), MEIPI_DATA: data, ...environment });
  const stop = async () => {
    const family = started.family();
    started.kill('SIGTERM');
    await started.exit;
    await gone(family);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await started.ready();
    const url = `http://localhost:${port}`;
    const cookie = await firstAdmin(url, started.output);
    const server = started.family().find(({ command }) => command.startsWith('next-server'))?.pid;
    if (!server) throw new Error('The server is not among the processes.');
    return {
      ...{ url, cookie, server, stop },
      databaseUrl: runningUrl(data) ?? '',
      import: (slug, text, type = 'text/markdown') => importText(url, cookie, slug, text, type),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function firstAdmin(url: string, log: string): Promise<string> {
  const token = /\/setup\/([\w-]{20,})/.exec(log)?.[1];
  const answer = await fetch(`${url}/api/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, name: '掌柜', email: 'admin@example.org', password: PASSWORD }),
  });
  if (!answer.ok) throw new Error(`No admin: ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

async function importText(
  url: string,
  cookie: string,
  slug: string,
  text: string,
  type: string,
): Promise<ImportedFacts> {
  const answer = await fetch(`${url}/api/articles?slug=${slug}&visibility=public`, {
    method: 'POST',
    headers: { 'content-type': type, cookie },
    body: text,
  });
  if (!answer.ok) throw new Error(`${slug} was not imported: ${await answer.text()}`);
  return ((await answer.json()) as { article: ImportedFacts }).article;
}

/** Megabytes that a process held at most since {@link forgetPeak}; 0 when it is gone. */
export async function peakMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1000;
}

/** Megabytes that a process holds. */
export async function memoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1000;
}

/** Lets the kernel's record of a process's peak begin anew (proc(5), clear_refs). */
export const forgetPeak = (pid: number): Promise<void> => writeFile(`/proc/${pid}/clear_refs`, '5');

export async function childrenOf(pid: number): Promise<number[]> {
  const list = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  return list.split(' ').filter(Boolean).map(Number);
}

/** Milliseconds of processor time that a process has used, its threads together. */
export async function cpuTime(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const [user = 0, system = 0] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return (user + system) * TICK_MS;
}
/** USER_HZ is 100 on every Linux that Node runs on. */
const TICK_MS = 10;
