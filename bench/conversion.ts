/** Aligned conversion against opencc-js's plain one: the same text out of both, in one run. */
import { ConverterBuilder } from 'opencc-js/core';
import { configs, from, to } from 'opencc-js/preset';
import { convert } from '@/lib/domain/script/convert';
import { openccConversion, type OpenccConfig } from '@/lib/opencc';
import { compare, show, table } from './measure';
import { longText } from './texts';

/** By configuration: opencc-js's names of its ends. */
const ROADS: readonly (readonly [OpenccConfig, string, string])[] = [
  ['s2t', 'cn', 't'],
  ['s2tw', 'cn', 'tw'],
  ['s2twp', 'cn', 'twp'],
  ['s2hk', 'cn', 'hk'],
  ['t2s', 't', 'cn'],
  ['t2tw', 't', 'tw'],
  ['t2hk', 't', 'hk'],
  ['tw2s', 'tw', 'cn'],
  ['tw2sp', 'twp', 'cn'],
  ['hk2s', 'hk', 'cn'],
];

export async function conversion(): Promise<string> {
  const { name, text: simplified } = await longText();
  const converter = ConverterBuilder({ from, to, configs });
  const built = ROADS.map(([config, a, b]) => ({
    config,
    source: a,
    theirs: weighed(() => converter({ from: a, to: b })),
    ours: weighed(() => {
      const made = openccConversion(config);
      convert('头髮', made); // what is worked out on first use
      return made;
    }),
  }));
  const sources: Record<string, string> = { cn: simplified };
  for (const [config, , end] of ROADS)
    if (config.startsWith('s2')) sources[end] = convert(simplified, openccConversion(config)).text;
  const rows = built.map(({ config, source, ours, theirs }) => {
    const text = sources[source] ?? simplified;
    const result = convert(text, ours.value);
    if (result.text !== theirs.value(text)) throw new Error(`${config}: not the same text`);
    const times = compare(
      () => convert(text, ours.value),
      () => theirs.value(text),
    );
    const perThousand = (result.alignment.pieces.length / text.length) * 1000;
    return [
      config,
      show(times.ours),
      show(times.theirs),
      `**${show(times.ratio, '×', 2)}**`,
      perThousand.toFixed(2),
      `${ours.time.toFixed(0)} / ${theirs.time.toFixed(0)} ms`,
      `${ours.memory.toFixed(1)} / ${theirs.memory.toFixed(1)} MB`,
    ];
  });
  return [
    `${simplified.length.toLocaleString('en')} characters (${name}); both give the same text. Median (min–max) of 9 rounds in turn. Building and memory: ours / theirs, in the order of the rows; what an earlier row built is shared by ours.`,
    table(['', 'aligned', 'opencc-js', 'faster', 'pieces per 1,000', 'to build', 'memory'], rows),
  ].join('\n\n');
}

/** A value, the milliseconds it took, and the megabytes that stayed (run with --expose-gc). */
function weighed<T>(make: () => T): { value: T; time: number; memory: number } {
  const used = () => {
    globalThis.gc?.();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const before = used();
  const begun = performance.now();
  const value = make();
  const time = performance.now() - begun;
  return { value, time, memory: (used() - before) / 1e6 };
}
