/** The orders in which a glossary is read: as its terms come up, and by pinyin or alphabet. */

interface Named {
  readonly id: string;
  readonly headword: string;
}

/** Where a term first occurs: its block's number, and the offset in its source. */
export interface FirstPlace {
  readonly number: number;
  readonly start: number;
}

/** @param firstPlaces by id; terms that have none come last, by pinyin or alphabet */
export function inReadingOrder<T extends Named>(
  terms: readonly T[],
  firstPlaces: ReadonlyMap<string, FirstPlace>,
): T[] {
  const compare = byName();
  return [...terms].sort((a, b) => {
    const [here, there] = [firstPlaces.get(a.id), firstPlaces.get(b.id)];
    if (here && there) return here.number - there.number || here.start - there.start || compare(a, b);
    return here ? -1 : there ? 1 : compare(a, b);
  });
}

export interface InitialGroup<T> {
  /** A…Z, or # for what has no letter: digits, kana. */
  readonly initial: string;
  readonly terms: readonly T[];
}

/** Under the letters they begin with, written or in pinyin: Latin words first, then Chinese ones. */
export function byInitial<T extends Named>(terms: readonly T[]): InitialGroup<T>[] {
  const compare = byName();
  const initials = new Map<string, T[]>();
  for (const term of [...terms].sort(compare)) {
    const initial = initialOf(term.headword);
    const known = initials.get(initial);
    if (known) known.push(term);
    else initials.set(initial, [term]);
  }
  return [...initials].map(([initial, group]) => ({ initial, terms: group }));
}

const LOCALE = 'zh-Hans-u-co-pinyin';
/** Built when first wanted: it takes a while, and few pages sort. */
let pinyin: Intl.Collator | undefined;
const collator = (): Intl.Collator => (pinyin ??= new Intl.Collator(LOCALE, { numeric: true }));

function byName(): (a: Named, b: Named) => number {
  const keys = new Map<string, { initial: string; isHan: boolean }>();
  const keyOf = (headword: string) => {
    const key = keys.get(headword) ?? { initial: initialOf(headword), isHan: isHan(headword) };
    keys.set(headword, key);
    return key;
  };
  return (a, b) => {
    const [left, right] = [keyOf(a.headword), keyOf(b.headword)];
    if (left.initial !== right.initial) return orderOf(left.initial) - orderOf(right.initial);
    return Number(left.isHan) - Number(right.isHan) || collator().compare(a.headword, b.headword);
  };
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ#';
const orderOf = (initial: string): number => LETTERS.indexOf(initial);

const firstThatCounts = (headword: string): string =>
  /[\p{L}\p{N}]/u.exec(headword.normalize('NFKD'))?.[0].toUpperCase() ?? '';
const isHan = (headword: string): boolean => /^\p{Script=Han}/u.test(firstThatCounts(headword));

/** The first character, by pinyin, of those that begin with each letter; none do with I, U and V. */
const FIRST_BY_PINYIN = [
  ...['A吖', 'B八', 'C嚓', 'D哒', 'E妸', 'F发', 'G旮', 'H哈', 'J丌', 'K咔', 'L垃', 'M呣'],
  ...['N拏', 'O噢', 'P妑', 'Q七', 'R呥', 'S仨', 'T他', 'W屲', 'X夕', 'Y丫', 'Z帀'],
].map((pair) => [pair.charAt(0), pair.slice(1)] as const);

function initialOf(headword: string): string {
  const first = firstThatCounts(headword);
  if (/^[A-Z]/.test(first)) return first.charAt(0);
  if (!isHan(first)) return '#';
  return FIRST_BY_PINYIN.findLast(([, character]) => collator().compare(character, first) <= 0)?.[0] ?? '#';
}
