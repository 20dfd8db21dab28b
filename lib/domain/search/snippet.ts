/** The words around what was found. */
import { graphemeAround } from '../anchoring/graphemes';
import { ATOM } from '../text/block';
import type { Span } from '../text/offset';

export interface SnippetPart {
  readonly text: string;
  /** Whether it is what was looked for. */
  readonly hit: boolean;
}

/** In UTF-16 code units. */
const BEFORE = 18;
const LENGTH = 90;

/**
 * The first place with what stands around it, and the others that lie in the same stretch.
 *
 * @param spans in order, none overlapping, UTF-16 code units of `text`; none: the text's beginning
 * @param length of the whole, about
 */
export function snippetOf(text: string, spans: readonly Span<number>[], length = LENGTH): SnippetPart[] {
  const first = spans[0]?.start ?? 0;
  // A text that ends soon shows more of what comes before.
  const from = graphemeAround(text, Math.max(0, Math.min(first - BEFORE, text.length - length))).start;
  const to = graphemeAround(text, Math.min(text.length, from + length)).end;
  const parts: SnippetPart[] = from > 0 ? [{ text: '…', hit: false }] : [];
  const put = (start: number, end: number, hit: boolean) => {
    const words = text.slice(start, end).replaceAll(ATOM, '').replace(/\s+/g, ' ');
    const last = parts.at(-1);
    if (words === '') return;
    if (last && last.hit === hit) parts[parts.length - 1] = { text: last.text + words, hit };
    else parts.push({ text: words, hit });
  };
  let at = from;
  for (const { start, end } of spans) {
    if (start >= to) break;
    put(at, start, false);
    put(start, Math.min(end, to), true);
    at = Math.min(end, to);
  }
  put(at, to, false);
  if (to < text.length) parts.push({ text: '…', hit: false });
  return parts;
}
