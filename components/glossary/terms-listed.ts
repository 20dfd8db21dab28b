import type { TermView } from '@/lib/contract/terms';
import { byInitial, inReadingOrder } from '@/lib/domain/glossary/term-order';
import type { TermsOrder } from './terms-paths';

/** A block that holds a term. */
interface Place {
  readonly key: string;
  readonly number: number;
  /** Offset of the first in it. */
  readonly start: number;
  readonly times: number;
}

/** A term as its page lists it. */
export interface ListedTerm {
  readonly term: TermView;
  /** How often it stands in the article. */
  readonly count: number;
  /** How many blocks hold it. */
  readonly blockCount: number;
  /** The first of them, in the order of the text. */
  readonly blocks: readonly Place[];
  /** Number of the block that defines it; null: none, or it is gone. */
  readonly defined: number | null;
}

/** Terms under what they begin with; in reading order under nothing. */
export interface TermsGroup {
  /** A letter, or `#` for what has none; null: not grouped. */
  readonly initial: string | null;
  readonly terms: readonly ListedTerm[];
}

interface Given {
  terms: readonly TermView[];
  /** By the terms' ids. */
  places: ReadonlyMap<string, readonly Place[]>;
  /** Of blocks that define, by their keys. */
  numbers: ReadonlyMap<string, number>;
  order: TermsOrder;
  /** Of these pages, from 1. */
  page: number;
  /** A term whose page is wanted instead. */
  wanted?: string | undefined;
}

/** Terms on a page: more are more than a browser likes to draw, and than anybody reads. */
const PAGE = 200;
/** Links of one term. */
const MOST_BLOCKS = 300;

/** One page of an ordered glossary. @returns `page` is within `pages` */
export function listTerms(given: Given): { groups: TermsGroup[]; page: number; pages: number } {
  const ordered = inOrder(given);
  const pages = Math.max(1, Math.ceil(ordered.length / PAGE));
  const at = given.wanted === undefined ? -1 : ordered.findIndex(({ term }) => term.id === given.wanted);
  const page = Math.min(at < 0 ? given.page : Math.floor(at / PAGE) + 1, pages);
  const groups: { initial: string | null; terms: ListedTerm[] }[] = [];
  for (const { initial, term } of ordered.slice((page - 1) * PAGE, page * PAGE)) {
    if (groups.at(-1)?.initial !== initial || groups.length === 0) groups.push({ initial, terms: [] });
    groups.at(-1)?.terms.push(listed(term, given));
  }
  return { groups, page, pages };
}

/** By the words that are shown: 拼音 is the same for either script, but not for every pair of words. */
function inOrder({ terms, places, order }: Given): { initial: string | null; term: TermView }[] {
  if (order === 'alphabet')
    return byInitial(terms).flatMap(({ initial, terms: some }) => some.map((term) => ({ initial, term })));
  const firsts = new Map([...places].flatMap(([id, [first]]) => (first ? [[id, first] as const] : [])));
  return inReadingOrder(terms, firsts).map((term) => ({ initial: null, term }));
}

function listed(term: TermView, { places, numbers }: Given): ListedTerm {
  const blocks = places.get(term.id) ?? [];
  return {
    term,
    count: blocks.reduce((sum, { times }) => sum + times, 0),
    blockCount: blocks.length,
    blocks: blocks.slice(0, MOST_BLOCKS),
    defined: term.definedIn === null ? null : (numbers.get(term.definedIn) ?? null),
  };
}
