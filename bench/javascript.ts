/** First-load JavaScript: what the reading page names, gzipped as hard as a server in front might. */
import { gzipSync } from 'node:zlib';
import { startBenchApp } from './app';
import { table } from './measure';

const BUDGET = 160;
/** Measured once, on an empty page of the same Next version. */
const BARE_NEXT = 135;

export async function javascript(): Promise<string> {
  const app = await startBenchApp();
  try {
    await app.import('essay', '# 短文\n\n一段文字。');
    const html = await (await fetch(`${app.url}/read/essay`)).text();
    const scripts = [...html.matchAll(/<script\b[^>]*>/g)]
      .map(([tag]) => tag)
      .filter((tag) => !/\bnomodule\b/i.test(tag));
    const sources = [...new Set(scripts.flatMap((tag) => /\bsrc="([^"]+)"/.exec(tag)?.[1] ?? []))];
    const sizes = await Promise.all(
      sources.map(async (source) => {
        const answer = await fetch(new URL(source.replaceAll('&amp;', '&'), app.url));
        return gzipSync(Buffer.from(await answer.arrayBuffer()), { level: 9 }).length;
      }),
    );
    const total = sizes.reduce((sum, size) => sum + size, 0) / 1000;
    return [
      `The scripts that its HTML names (${sources.length}), without those for browsers that know no modules, by gzip -9.`,
      table(
        ['', 'kB'],
        [
          ['the reading page', `**${total.toFixed(1)}**`],
          ['budget', String(BUDGET)],
          ['an empty page of bare Next', String(BARE_NEXT)],
        ],
      ),
    ].join('\n\n');
  } finally {
    await app.stop();
  }
}
