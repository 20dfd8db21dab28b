/**
 * Checks of the raw text, before anything is parsed: what PostgreSQL cannot store, and what would
 * keep a Markdown parser busy for hours. Each answers with the line it means.
 */
import { failure, type ParseOutcome } from './article';

type Refusal = Extract<ParseOutcome, { ok: false }>;

/** Containers (quotes, lists, items) in one another. */
export const MAX_DEPTH = 100;
/** Emphasis marks and brackets in one paragraph: the parser's time grows with their square (measured: 6,000 take 6 s). */
const MAX_DELIMITERS = 3000;

export const lineAt = (text: string, offset: number): number => {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
};

/** U+0000 and half surrogate pairs: no text has them, and no database takes them. */
export function refuseUnstorable(text: string): Refusal | null {
  const nul = text.indexOf('\0');
  if (nul !== -1) return failure('null-character', lineAt(text, nul));
  if (text.isWellFormed()) return null;
  const lone = text.search(/\p{Surrogate}/u);
  return failure('lone-surrogate', lineAt(text, lone));
}

/** Too deep, or too tangled. Lines inside fenced code are left alone. */
export function refuseHostile(text: string): Refusal | null {
  const indents: number[] = [];
  let fence: string | null = null;
  let delimiters = 0;
  let number = 0;
  for (const line of text.split('\n')) {
    number += 1;
    const mark: string | undefined = FENCE.exec(line)?.[1];
    if (mark && fence === null) fence = mark;
    else if (mark && fence !== null && mark.startsWith(fence)) fence = null;
    if (mark || fence !== null) continue;
    if (markersOf(line) + listDepth(line, indents) > MAX_DEPTH)
      return failure('too-deep', number, { limit: MAX_DEPTH });
    if (THEMATIC_BREAK.test(line)) delimiters = 0;
    else delimiters = STARTS_BLOCK.test(line) ? delimitersOf(line) : delimiters + delimitersOf(line);
    if (delimiters > MAX_DELIMITERS) return failure('too-tangled', number, { limit: MAX_DELIMITERS });
  }
  return null;
}

const FENCE = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}|~{3,})[^`]*$/;
/** A blank line or a line with which a new paragraph or row begins. */
const STARTS_BLOCK = /^[ \t>]*(?:$|[-*+][ \t]|\d{1,9}[.)][ \t]|#|\|)/;
const THEMATIC_BREAK = /^[ \t>]*(?:(?:-[ \t]*)+|(?:\*[ \t]*)+|(?:_[ \t]*)+)$/;

/** Quote and list markers at a line's head. */
function markersOf(line: string): number {
  if (!/^[ \t]*(?:>|[-*+][ \t]+[-*+>\d]|\d{1,9}[.)][ \t]+[-*+>\d])/.test(line) || THEMATIC_BREAK.test(line)) return 0;
  const marker = /[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]|$))/y;
  let count = 0;
  while (marker.test(line)) count += 1;
  return count;
}

/** How many list items, each indented deeper than the one before, lie open at this line. */
function listDepth(line: string, indents: number[]): number {
  const indent = /^[ \t]*(?=(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$))/.exec(line)?.[0].length;
  if (indent === undefined) return 0;
  while (indents.length > 0 && (indents.at(-1) ?? 0) + 2 > indent) indents.pop();
  indents.push(indent);
  return indents.length - 1;
}

/** Inside a word `_` opens nothing and costs a tenth: identifiers are full of it. */
const delimitersOf = (line: string): number =>
  (line.match(/\*+|~{2,}|[[\]]|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu)?.length ?? 0) +
  (line.match(/_+/g)?.length ?? 0) / 10;
