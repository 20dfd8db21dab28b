/**
 * Texts that are edited as authors edit, with the truth about every character: each has an identity that survives wherever it
 * goes. What a rebase says is judged by that.
 */
import { sourceOffset } from '@/lib/domain/text/offset';
import { isWords, type Standing, type WordsTarget } from '../anchor';
import { carriedKeys } from '../carried-keys';
import { compareEditions, type Comparison, type EditionBlock } from '../compare-editions';
import { quoteOf } from '../quote';
import type { Anchored } from '../rebase';
import { survivors } from '../text-diff';

interface Character {
  /** Its own; a copy's is that of what it was copied from. */
  readonly id: number;
  readonly unit: string;
}

export interface TracedBlock {
  readonly key: string;
  readonly characters: readonly Character[];
}
export type TracedText = readonly TracedBlock[];

type EditKind = (typeof EDIT_KINDS)[number];
export const EDIT_KINDS = [
  'insert',
  'delete',
  'replace',
  'split',
  'merge',
  'move',
  'swap',
  'duplicate',
  'add',
  'remove',
] as const;

/** Places are shares of what there is, 0…1; lengths are characters. */
export interface Edit {
  readonly kind: EditKind;
  readonly block: number;
  readonly at: number;
  readonly length: number;
  readonly other: number;
}

/** The same numbers for the same seed (mulberry32). */
export function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const COMMON = '的了是在不有这个人我他们来到上大着地和说就去得也里子年';

/** Sentences with the habits of Chinese: a few characters everywhere, words that recur, some beyond the BMP. */
export function words(random: () => number, length: number): string {
  let text = '';
  let clause = 0;
  while (text.length < length) {
    const roll = random();
    if (clause > 5 && roll < 0.12) {
      text += random() < 0.6 ? '，' : '。';
      clause = 0;
      continue;
    }
    if (roll < 0.35) text += COMMON[Math.floor(random() * COMMON.length)];
    else if (roll < 0.36) text += '𠮷';
    else {
      const word = Math.floor(random() ** 2 * 900);
      text += String.fromCharCode(0x4e00 + ((word * 37) % 8000), 0x4e00 + ((word * 101 + 13) % 8000));
    }
    clause++;
  }
  return text;
}

let lastId = 0;
const traced = (text: string): Character[] => [...text].map((unit) => ({ id: (lastId += 1), unit }));

export const tracedText = (texts: readonly string[]): TracedText =>
  texts.map((text, index) => ({ key: `k${String(index).padStart(6, '0')}`, characters: traced(text) }));

export const textOf = ({ characters }: TracedBlock): string => characters.map(({ unit }) => unit).join('');

export const editionOf = (text: TracedText): EditionBlock[] =>
  text.map((block) => ({ key: block.key, kind: 'paragraph', text: textOf(block) }));

let lastKey = 0;
/** As an importer makes them: other than any before. */
const freshKey = (): string => `n${(lastKey += 1).toString(36).padStart(7, '0')}`;

export function edited(text: TracedText, edit: Edit, random: () => number): TracedText {
  if (text.length === 0) return text;
  const place = Math.min(text.length - 1, Math.floor(edit.block * text.length));
  const block = text[place] as TracedBlock;
  const { characters } = block;
  const at = Math.floor(edit.at * (characters.length + 1));
  const end = Math.min(characters.length, at + edit.length);
  const withCharacters = (next: readonly Character[]) => text.with(place, { ...block, characters: next });
  const written = () => traced(words(random, edit.length));
  switch (edit.kind) {
    case 'insert':
      return withCharacters([...characters.slice(0, at), ...written(), ...characters.slice(at)]);
    case 'delete':
      return withCharacters([...characters.slice(0, at), ...characters.slice(end)]);
    case 'replace':
      return withCharacters([...characters.slice(0, at), ...written(), ...characters.slice(end)]);
    case 'split':
      // Of one or two characters that were cut off nobody can say where they came from.
      if (at < 4 || at > characters.length - 4) return text;
      return text.toSpliced(
        place,
        1,
        { key: freshKey(), characters: characters.slice(0, at) },
        { key: freshKey(), characters: characters.slice(at) },
      );
    case 'merge': {
      const next = text[place + 1];
      if (!next) return text;
      return text.toSpliced(place, 2, { key: freshKey(), characters: [...characters, ...next.characters] });
    }
    case 'move': {
      const rest = text.toSpliced(place, 1);
      return rest.toSpliced(Math.floor(edit.other * (rest.length + 1)), 0, block);
    }
    case 'swap': {
      const other = Math.min(text.length - 1, Math.floor(edit.other * text.length));
      return text.with(place, text[other] as TracedBlock).with(other, block);
    }
    case 'duplicate':
      return text.toSpliced(Math.floor(edit.other * (text.length + 1)), 0, {
        key: freshKey(),
        characters,
      });
    case 'add':
      return text.toSpliced(Math.floor(edit.other * (text.length + 1)), 0, {
        key: freshKey(),
        characters: traced(words(random, 20 + edit.length * 4)),
      });
    case 'remove':
      return text.toSpliced(place, 1);
  }
}

/** A comparison of two editions, and the later one's blocks under the keys they get. */
export function published(before: TracedText, after: TracedText): { comparison: Comparison; after: TracedText } {
  const compared = compareEditions(editionOf(before), editionOf(after));
  const keys = carriedKeys(compared);
  const keyed = after.map((block, index) => ({ ...block, key: keys[index] ?? '' }));
  return { comparison: { ...compared, after: editionOf(keyed) }, after: keyed };
}

/**
 * An anchor on `length` characters from share `at` of a block, into the following ones where it is long.
 *
 * @param edition of the text: where many are made
 */
export function anchorIn(
  text: TracedText,
  { block, at, length }: Pick<Edit, 'block' | 'at' | 'length'>,
  edition: readonly EditionBlock[] = editionOf(text),
): Anchored | null {
  const index = Math.min(text.length - 1, Math.floor(block * text.length));
  const first = text[index];
  if (!first || first.characters.length === 0) return null;
  const from = Math.min(first.characters.length - 1, Math.floor(at * first.characters.length));
  let [last, left] = [index, from + Math.max(1, length)];
  while (left > (text[last]?.characters.length ?? 0)) {
    if (last + 1 >= text.length) {
      left = text[last]?.characters.length ?? 0;
      break;
    }
    left -= text[last]?.characters.length ?? 0;
    last += 1;
  }
  const units = (place: number, count: number) =>
    (text[place]?.characters ?? []).slice(0, count).reduce((sum, { unit }) => sum + unit.length, 0);
  if (left <= 0) return null;
  const target: WordsTarget = {
    start: { block: first.key, offset: sourceOffset(units(index, from)) },
    end: { block: text[last]?.key ?? '', offset: sourceOffset(units(last, left)) },
  };
  return { target, state: 'kept', words: null, quote: quoteOf(target, edition) };
}

/** The characters under words, in order; blocks' joints are none. */
export function charactersAt(text: TracedText, { start, end }: WordsTarget): Character[] {
  const first = text.findIndex(({ key }) => key === start.block);
  const last = text.findIndex(({ key }) => key === end.block);
  return text.slice(first, last + 1).flatMap(({ characters }, index) => {
    let offset = 0;
    return characters.filter(({ unit }) => {
      const at = offset;
      offset += unit.length;
      return (index > 0 || at >= start.offset) && (first + index < last || at + unit.length <= end.offset);
    });
  });
}

export type Verdict =
  /** On its words, or what became of them; or said to be gone, which they are. */
  | 'right'
  /** On words that are not its own. */
  | 'wrong'
  /** Said to be gone, though most of its words are there. */
  | 'missed'
  /** Asked about, though nothing happened to its words. */
  | 'needless';

/** What a standing is worth. Where a paragraph was copied either one will do, whatever became of the other. */
export function judge(anchor: Anchored, standing: Standing, before: TracedText, after: TracedText): Verdict {
  if (anchor.target === null || !isWords(anchor.target)) return 'right';
  const own = charactersAt(before, anchor.target);
  const ownIds = new Set(own.map(({ id }) => id));
  const everywhere = after.flatMap(({ characters }) => characters);
  const places = everywhere.flatMap(({ id }, index) => (ownIds.has(id) ? [index] : []));
  const wholeAt = places.filter((place) => own.every(({ id }, index) => everywhere[place + index]?.id === id));
  const copied = everywhere.length > new Set(everywhere.map(({ id }) => id)).size;
  if (standing.state === 'removed' || standing.target === null || !isWords(standing.target)) {
    const left = own.length >= 3 && places.length >= own.length * 0.6 && inOneStretch(places);
    return wholeAt.length > 0 || (left && !copied) ? 'missed' : 'right';
  }
  const there = charactersAt(after, standing.target);
  const exact = there.length === own.length && own.every(({ id }, index) => there[index]?.id === id);
  if (exact) return standing.state === 'uncertain' && !copied ? 'needless' : 'right';
  if (saying(there) === saying(own)) return 'right';
  const mine = there.filter(({ id }) => ownIds.has(id)).length;
  const inPart = mine === there.length && mine > 0 && standing.state === 'uncertain';
  if (wholeAt.length > 0 && !copied) {
    const unknowable = inPart && rewritten(anchor.target, before, everywhere);
    const crumbled = mine > 0 && mine === there.length && hasCrumbs(ownIds, before, after);
    return unknowable || crumbled ? 'right' : 'wrong';
  }
  const known = new Set(before.flatMap(({ characters }) => characters.map(({ id }) => id)));
  const foreign = there.filter(({ id }) => known.has(id) && !ownIds.has(id)).length;
  // What was written anew may by chance be the same characters.
  const similar = survivors(saying(own), saying(there)) * 2 >= own.length;
  if (copied && similar) return 'right';
  const asked = standing.state === 'uncertain' && mine * 2 >= own.length;
  return asked || ((mine > 0 || similar) && foreign <= Math.max(2, mine)) ? 'right' : 'wrong';
}

/** Whether little is left of a paragraph that the words lie in: that it is the same one nobody can say. */
export function rewritten({ start, end }: WordsTarget, before: TracedText, everywhere: readonly Character[]): boolean {
  const left = new Set(everywhere.map(({ id }) => id));
  const [first, last] = [start.block, end.block].map((key) => before.findIndex((block) => block.key === key));
  return before
    .slice(first, (last ?? 0) + 1)
    .some(({ characters }) => characters.filter(({ id }) => left.has(id)).length * 2 < characters.length);
}

/** Of one, two or three characters that were cut off alone nobody can say where they came from. */
const CRUMB = 4;

/** Whether words over several paragraphs have no more than a crumb of the first or the last of them. */
export function endsInCrumbs({ start, end }: WordsTarget, text: TracedText): boolean {
  if (start.block === end.block) return false;
  const first = text.find(({ key }) => key === start.block)?.characters ?? [];
  const length = first.reduce((sum, { unit }) => sum + unit.length, 0);
  return length - start.offset < CRUMB || end.offset < CRUMB;
}

/** Whether some of the words lie in a paragraph that has no more than a crumb of the one they were in. */
function hasCrumbs(ownIds: ReadonlySet<number>, before: TracedText, after: TracedText): boolean {
  const from = new Map(before.flatMap(({ key, characters }) => characters.map(({ id }) => [id, key] as const)));
  return after.some(({ characters }) => {
    const shared = new Map<string | undefined, number>();
    for (const { id } of characters) shared.set(from.get(id), (shared.get(from.get(id)) ?? 0) + 1);
    return characters.some(({ id }) => ownIds.has(id) && (shared.get(from.get(id)) ?? 0) < CRUMB);
  });
}

const saying = (characters: readonly Character[]): string => characters.map(({ unit }) => unit).join('');

const inOneStretch = (places: readonly number[]): boolean =>
  (places.at(-1) ?? 0) - (places[0] ?? 0) < places.length * 1.5;
