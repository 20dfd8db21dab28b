/** Selectors of the W3C Web Annotation model, as they say where something is. Hypothesis writes the same. */
import { BLOCK_KEY } from '../text/block';
import { isObject, listOf, textOf, typesOf, type Json, type JsonObject } from './json';
import type { OutsidePlace } from './outside-note';

/** A chain of `refinedBy` longer than this says nothing that we could use. */
const LONGEST_CHAIN = 8;

const NOWHERE: OutsidePlace = { quote: null, position: null, counted: true, block: null, inBlock: false };

interface ReadPlace {
  readonly place: OutsidePlace;
  /** There were selectors, and none that we understand. */
  readonly ignored: boolean;
}

/**
 * What the selectors of one target say together: they are several ways to the same words, and of each kind the first
 * counts. Those of a `refinedBy` chain are inside the block that the chain begins with.
 *
 * @param counted whether positions count in our own text
 */
export function readSelectors(selector: Json, counted: boolean): ReadPlace {
  const chains = listOf(selector).flatMap(choices).map(chainOf);
  let place: OutsidePlace = { ...NOWHERE, counted };
  for (const chain of chains) place = merged(place, readChain(chain));
  const understood = place.quote !== null || place.position !== null || place.block !== null;
  return { place, ignored: chains.length > 0 && !understood };
}

/** `#b-<key>` of an address or a FragmentSelector. */
export function blockOfFragment(fragment: string): string | null {
  const key = /^#?b-(.+)$/.exec(fragment)?.[1];
  return key !== undefined && BLOCK_KEY.test(key) ? key : null;
}

const choices = (selector: Json): readonly Json[] =>
  isObject(selector) && typesOf(selector).includes('Choice') ? listOf(selector.items) : [selector];

function chainOf(selector: Json): readonly JsonObject[] {
  const chain: JsonObject[] = [];
  for (let next: Json = selector; isObject(next) && chain.length < LONGEST_CHAIN; next = listOf(next.refinedBy)[0])
    chain.push(next);
  return chain;
}

type Place = Omit<OutsidePlace, 'counted'>;

function readChain(chain: readonly JsonObject[]): Place {
  let place: Place = NOWHERE;
  for (const selector of chain) {
    const types = typesOf(selector);
    if (types.includes('FragmentSelector')) place = { ...place, block: blockOfFragment(textOf(selector.value) ?? '') };
    // Later links of a chain are narrower: their words are the ones that are meant.
    if (types.includes('TextQuoteSelector')) place = { ...place, quote: quoteOf(selector) ?? place.quote };
    if (types.includes('TextPositionSelector'))
      place = { ...place, position: place.quote ? place.position : positionOf(selector) };
  }
  return { ...place, inBlock: place.block !== null && (place.quote !== null || place.position !== null) };
}

/** The first that is about words says whether its position counts from a block. */
function merged(place: OutsidePlace, next: Place): OutsidePlace {
  const quote = place.quote ?? next.quote;
  // A position in the whole text says more than one in a block.
  if (next.position && (!place.position || (place.inBlock && !next.inBlock)))
    return { ...place, quote, position: next.position, block: place.block ?? next.block, inBlock: next.inBlock };
  return { ...place, quote, block: place.block ?? next.block, inBlock: place.position ? place.inBlock : next.inBlock };
}

function quoteOf(selector: JsonObject): OutsidePlace['quote'] {
  const exact = textOf(selector.exact);
  if (exact === null || exact.trim() === '') return null;
  return { exact, prefix: textOf(selector.prefix) ?? '', suffix: textOf(selector.suffix) ?? '' };
}

function positionOf({ start, end }: JsonObject): OutsidePlace['position'] {
  const isOffset = (value: Json): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
  return isOffset(start) && isOffset(end) && end >= start ? { start, end } : null;
}
