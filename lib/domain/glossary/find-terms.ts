/**
 * Where terms stand in a text. Matching runs over the folded text (`../search/fold.ts`): Latin by whole words, Han in
 * every script at once. Of what overlaps the longest counts, then a group's term, then the one given earlier.
 */
import type { Folding } from '../search/fold';

/** What a term is for finding it. */
export interface FindableTerm {
  readonly id: string;
  readonly scope: 'article' | 'group';
  readonly headword: string;
  readonly aliases: readonly string[];
}

/** UTF-16 code units of the source. */
export interface TermSpan {
  readonly start: number;
  readonly end: number;
  /** Its id. */
  readonly term: string;
}

interface Node {
  readonly next: Map<number, Node>;
  /** Which of the terms ends here, by order of precedence; −1: none. */
  term: number;
}
const node = (): Node => ({ next: new Map(), term: -1 });

/** @returns finds them in one text: sorted, none overlapping */
export function termFinder(terms: readonly FindableTerm[], folding: Folding): (text: string) => TermSpan[] {
  const ordered = [
    ...terms.filter(({ scope }) => scope === 'group'),
    ...terms.filter(({ scope }) => scope !== 'group'),
  ];
  const root = node();
  for (const [index, { headword, aliases }] of ordered.entries())
    for (const form of [headword, ...aliases])
      for (const pattern of patternsOf(folding.text(form))) put(root, pattern, index);
  return (text) => {
    const folded = folding.withMap(text);
    return chosen(candidates(root, folded, text)).map(({ start, end, term }) => ({
      start,
      end,
      term: ordered[term]?.id ?? '',
    }));
  };
}

function put(root: Node, pattern: string, term: number): void {
  if (pattern === '') return;
  let at = root;
  for (let i = 0; i < pattern.length; i++) {
    const unit = pattern.charCodeAt(i);
    let next = at.next.get(unit);
    if (!next) at.next.set(unit, (next = node()));
    at = next;
  }
  if (at.term < 0) at.term = term;
}

/** With the plural of a last Latin word, or its singular. */
function patternsOf(folded: string): string[] {
  const [, before = '', word = ''] = /^([\s\S]*?)([a-z]{3,}) $/.exec(folded) ?? [];
  if (word === '') return [folded];
  return [word, ...pluralsOf(word), ...singularsOf(word)].map((form) => `${before}${form} `);
}
const pluralsOf = (word: string): string[] => {
  if (/[^aeiou]y$/.test(word)) return [word.replace(/y$/, 'ies')];
  return /(?:[sxz]|ch|sh)$/.test(word) ? [`${word}es`] : [`${word}s`];
};
const singularsOf = (word: string): string[] => {
  if (word.length < 5 || !/[^siu]s$/.test(word)) return [];
  if (word.endsWith('ies')) return [word.replace(/ies$/, 'y')];
  return /(?:[sxz]|ch|sh)es$/.test(word) ? [word.slice(0, -2)] : [word.slice(0, -1)];
};

interface Candidate {
  readonly start: number;
  readonly end: number;
  /** Folded units. */
  readonly from: number;
  readonly to: number;
  readonly term: number;
}

function candidates(root: Node, folded: ReturnType<Folding['withMap']>, text: string): Candidate[] {
  const found: Candidate[] = [];
  const { text: units, starts, ends } = folded;
  for (let from = 0; from < units.length; from++) {
    let at: Node | undefined = root.next.get(units.charCodeAt(from));
    for (let to = from + 1; at; to++) {
      if (at.term >= 0) found.push({ start: starts[from] ?? 0, end: ends[to - 1] ?? 0, from, to, term: at.term });
      if (to >= units.length || !runsOn(to, folded, text)) break;
      at = at.next.get(units.charCodeAt(to));
    }
  }
  return found;
}

const SPACE = 0x20;
/** Nothing that is read: what stands for a footnote or a formula, and what is not seen. */
const UNREAD = /^[\uFFFC\p{M}\p{Cf}]*$/u;
/** What may stand within a term of several words, or in a name. */
const JOINS = /^[\uFFFC\p{M}\p{Cf}\s\-‐‑'’·・‧•]*$/u;

/** Whether a term can go on with unit `to` of the folded text: not across punctuation. */
function runsOn(to: number, { text: units, starts, ends }: ReturnType<Folding['withMap']>, text: string): boolean {
  const [gapStart, gapEnd] = [ends[to - 1] ?? 0, starts[to] ?? 0];
  if (gapEnd <= gapStart) return true;
  const gap = text.slice(gapStart, gapEnd);
  const isLatin = units.charCodeAt(to - 1) === SPACE || units.charCodeAt(to) === SPACE;
  return (isLatin ? JOINS : UNREAD).test(gap) || /^[·・‧•]$/u.test(gap);
}

/** The longest first; what overlaps one that is chosen is out. */
function chosen(found: readonly Candidate[]): Candidate[] {
  const kept: Candidate[] = [];
  const byLength = [...found].sort((a, b) => b.to - b.from - (a.to - a.from) || a.term - b.term || a.from - b.from);
  const covered = new Set<number>();
  for (const one of byLength) {
    let free = true;
    // Two words of letters stand with a space of each between them: units are never shared.
    for (let at = one.from; free && at < one.to; at++) free = !covered.has(at);
    if (!free) continue;
    for (let at = one.from; at < one.to; at++) covered.add(at);
    kept.push(one);
  }
  return kept.sort((a, b) => a.start - b.start);
}
