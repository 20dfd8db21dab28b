/** docs/performance.md: each bench's result stands between two marks of its own. */

interface Machine {
  readonly cores: number;
  readonly model: string;
  /** Of memory. */
  readonly bytes: number;
}

export const stampOf = ({ cores, model, bytes }: Machine): string =>
  `${cores} × ${model.trim() || 'unknown processor'}, ${Math.round(bytes / 2 ** 30)} GiB, Node ${process.version}`;

/**
 * The page with a bench's result in its place.
 *
 * @param load how busy the machine was before: processes that wanted to run, of the last minute
 * @throws when the page has no such place
 */
export function withSection(page: string, name: string, result: string, load: number): string {
  const [open, close] = [`<!-- bench: ${name} -->`, `<!-- /bench: ${name} -->`];
  const [start, end] = [page.indexOf(open), page.indexOf(close)];
  if (start === -1 || end < start) throw new Error(`docs/performance.md has no place for ${name}: ${open} … ${close}`);
  const date = new Date().toISOString().slice(0, 10);
  const note = `_${date}; load of the machine before: ${load.toFixed(1)}._`;
  return `${page.slice(0, start + open.length)}\n\n${result}\n\n${note}\n\n${page.slice(end)}`;
}
