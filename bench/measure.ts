/** Times in pairs: what is compared runs in turn, in one process, so that a busy machine slows both alike. */

export interface Figures {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export const figuresOf = (values: readonly number[]): Figures => {
  const sorted = [...values].sort((a, b) => a - b);
  return {
    median: sorted[sorted.length >> 1] ?? Number.NaN,
    min: sorted[0] ?? Number.NaN,
    max: sorted.at(-1) ?? Number.NaN,
  };
};

const timed = (run: () => unknown): number => {
  const begun = performance.now();
  run();
  return performance.now() - begun;
};

/**
 * Runs two ways of doing the same in turn.
 *
 * @returns times in milliseconds, and how many times faster `ours` is, pair by pair
 */
export function compare(
  ours: () => unknown,
  theirs: () => unknown,
  rounds = 9,
): Record<'ours' | 'theirs' | 'ratio', Figures> {
  const times: { ours: number; theirs: number }[] = [];
  for (let warm = 0; warm < 2; warm++) [ours, theirs].forEach((run) => run());
  for (let round = 0; round < rounds; round++) {
    const [first, second] = round % 2 ? [theirs, ours] : [ours, theirs];
    const [a, b] = [timed(first), timed(second)];
    times.push(round % 2 ? { ours: b, theirs: a } : { ours: a, theirs: b });
  }
  return {
    ours: figuresOf(times.map((pair) => pair.ours)),
    theirs: figuresOf(times.map((pair) => pair.theirs)),
    ratio: figuresOf(times.map((pair) => pair.theirs / pair.ours)),
  };
}

export const show = ({ median, min, max }: Figures, unit = ' ms', digits = 1): string =>
  `${median.toFixed(digits)}${unit} (${min.toFixed(digits)}–${max.toFixed(digits)})`;

/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}
