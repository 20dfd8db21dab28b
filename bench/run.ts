/**
 * `npm run bench [-- painting load … --long --write]`: ratios in one run, as Markdown. `--long` measures what
 * takes minutes, too; `--write` puts each result in its place in docs/performance.md.
 */
import { readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { stampOf, withSection } from './page';
import type { BenchOptions } from './options';

/** Loaded when wanted: some need the peers' packages, most a built app. In the order of the page. */
const BENCHES: Record<string, (options: BenchOptions) => Promise<string>> = {
  conversion: async () => (await import('./conversion')).conversion(),
  glossary: async () => (await import('./glossary')).glossary(),
  opening: async (options) => (await import('./opening')).opening(options),
  javascript: async () => (await import('./javascript')).javascript(),
  painting: async (options) => (await import('./painting')).painting(options),
  rebasing: async (options) => (await import('./rebasing')).rebasing(options),
  publishing: async () => (await import('./publishing')).publishing(),
  progress: async () => (await import('./progress')).progress(),
  listing: async (options) => (await import('./listing')).listing(options),
  toggle: async () => (await import('./toggle')).toggle(),
  importing: async (options) => (await import('./importing')).importing(options),
  streams: async () => (await import('./streams')).streams(),
  load: async (options) => (await import('./load')).load(options),
};
const PAGE = path.resolve(import.meta.dirname, '../docs/performance.md');

function wishes() {
  const { values, positionals } = parseArgs({
    options: { long: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const unknown = positionals.filter((name) => !(name in BENCHES));
  if (unknown.length === 0) return { ...values, names: positionals.length > 0 ? positionals : Object.keys(BENCHES) };
  console.error(`No bench called ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}.`);
  return process.exit(2);
}

const { names, long, write } = wishes();
const [cpu] = os.cpus();
console.log(stampOf({ cores: os.availableParallelism(), model: cpu?.model ?? '', bytes: os.totalmem() }), '\n');
const failed: string[] = [];
for (const name of names) {
  try {
    const load = os.loadavg()[0] ?? 0;
    const result = (await BENCHES[name]?.({ long })) ?? '';
    console.log(`## ${name}\n\n${result}\n`);
    if (write) await writeFile(PAGE, withSection(await readFile(PAGE, 'utf8'), name, result, load));
  } catch (error) {
    console.error(`${name} failed:`, error);
    failed.push(name);
  }
}
process.exit(failed.length > 0 ? 1 : 0);
