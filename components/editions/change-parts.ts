import { graphemeAround } from '@/lib/domain/anchoring/graphemes';
import type { Span } from '@/lib/domain/text/offset';

/** A stretch of a block's text as its change is shown. */
export type ChangePart =
  | { readonly kind: 'same' | 'changed'; readonly text: string }
  /** Left out: unchanged, this many UTF-16 code units. */
  | { readonly kind: 'folded'; readonly length: number };

/** What stays visible beside a change, in UTF-16 code units. */
const AROUND = 28;
/** Leaving out less than this hides words and saves no line. */
const WORTH_FOLDING = 24;

/** @param changed in order, none overlapping, some empty; UTF-16 code units of `text` */
export function changeParts(text: string, changed: readonly Span<number>[]): ChangePart[] {
  const parts: ChangePart[] = [];
  let at = 0;
  for (const { start, end } of changed) {
    parts.push(...unchanged(text, at, start, parts.length > 0, true));
    // At a place where the other side has more, what stands around it is shown.
    if (start < end) parts.push({ kind: 'changed', text: text.slice(start, end) });
    at = end;
  }
  // Where nothing changed, its beginning and its end tell which paragraph it is.
  return [...parts, ...unchanged(text, at, text.length, true, changed.length === 0)];
}

/** @param head whether its beginning stays visible; its end does between two changes and where `tail` says so */
function unchanged(text: string, start: number, end: number, head: boolean, tail = end < text.length): ChangePart[] {
  const from = head ? graphemeAround(text, Math.min(start + AROUND, end)).end : start;
  const to = tail ? graphemeAround(text, Math.max(end - AROUND, start)).start : end;
  if (to - from < WORTH_FOLDING) return same(text.slice(start, end));
  return [...same(text.slice(start, from)), { kind: 'folded', length: to - from }, ...same(text.slice(to, end))];
}

const same = (text: string): ChangePart[] => (text === '' ? [] : [{ kind: 'same', text }]);
