/**
 * Annotations of others' files: the W3C's Web Annotation JSON-LD, and Hypothesis' API and export. Read, not yet placed.
 */
import { isDeeperThan, isObject, iriOf, listOf, namesOf, textOf, typesOf, type Json, type JsonObject } from './json';
import { readBodies } from './read-bodies';
import { blockOfFragment, readSelectors } from './read-selectors';
import type { OutsideNote, OutsidePlace, OutsideWarning } from './outside-note';

/** As many as one file may bring. */
export const MAX_ITEMS = 20_000;
/** Levels of JSON in one annotation. */
const MAX_DEPTH = 24;
/** UTF-16 code units. */
const MAX_QUOTE = 100_000;
const MAX_IRI = 2000;
const MAX_NAME = 80;

export const UNREADABLE = ['not-an-annotation', 'too-deep', 'iri-too-long', 'quote-too-long', 'body-too-long'] as const;
type Unreadable = (typeof UNREADABLE)[number];

export interface UnreadItem {
  readonly index: number;
  readonly id: string | null;
  readonly reason: Unreadable;
}

/**
 * The annotations in a file's JSON; null: it is no file of annotations.
 *
 * One annotation, an array of them, an AnnotationCollection (`items`, or `first` with its `items`), an AnnotationPage;
 * of Hypothesis `{ rows }` as its API answers, or `{ annotations }` as its client exports.
 */
export function annotationsIn(file: Json): readonly Json[] | null {
  if (Array.isArray(file)) return file as readonly Json[];
  if (!isObject(file)) return null;
  if (isAnnotation(file) || isHypothesis(file)) return [file];
  const first = isObject(file.first) ? file.first.items : undefined;
  const found = [file.items, first, file['@graph'], file.rows, file.annotations].find((list) => Array.isArray(list));
  return (found as readonly Json[] | undefined) ?? null;
}

const isAnnotation = (item: JsonObject): boolean => typesOf(item).includes('Annotation');
const isHypothesis = (item: JsonObject): boolean =>
  !isAnnotation(item) && (typeof item.uri === 'string' || Array.isArray(item.references));

export function readAnnotation(item: Json, index: number): OutsideNote | UnreadItem {
  const refuse = (reason: Unreadable, id: string | null = null): UnreadItem => ({ index, id, reason });
  if (!isObject(item)) return refuse('not-an-annotation');
  if (isDeeperThan(item, MAX_DEPTH)) return refuse('too-deep');
  const read = isAnnotation(item) ? readW3c : isHypothesis(item) ? readHypothesis : null;
  if (!read) return refuse('not-an-annotation', iriOf(item)?.slice(0, MAX_IRI));
  const note = read(item, index);
  const id = note.ids[0] ?? null;
  if ([...note.ids, ...note.answers].some((iri) => iri.length > MAX_IRI)) return refuse('iri-too-long');
  if ((note.place.quote?.exact.length ?? 0) > MAX_QUOTE) return refuse('quote-too-long', id);
  if (note.bodies.reduce((sum, { value }) => sum + value.length, 0) > MAX_QUOTE) return refuse('body-too-long', id);
  return note;
}

export const isUnread = (item: OutsideNote | UnreadItem): item is UnreadItem => 'reason' in item;

function readW3c(item: JsonObject, index: number): OutsideNote {
  const motivations = namesOf(item.motivation);
  const bodies = readBodies(item);
  const targets = listOf(item.target);
  const { place, warnings } = readTargets(targets, true);
  return {
    index,
    ids: [iriOf(item.canonical), iriOf(item)].filter(unique),
    answers: targets.map(sourceOf).filter(unique),
    mustReply: motivations.includes('replying'),
    source: targets.map(sourceOf).find((source) => source !== null) ?? null,
    place,
    questioning: motivations.includes('questioning') || bodies.questioning,
    bodies: bodies.bodies,
    tags: bodies.tags,
    author: authorOf(listOf(item.creator)[0]),
    created: timeOf(item.created),
    modified: timeOf(item.modified),
    warnings: [...warnings, ...bodies.warnings],
  };
}

/** Its ids are no IRIs; where a note is read is the IRI that its own JSON-LD gives. */
const hypothesisIri = (id: Json): string | null => {
  const own = textOf(id);
  return own === null || own === '' ? null : `https://hypothes.is/a/${own}`;
};

function readHypothesis(item: JsonObject, index: number): OutsideNote {
  const targets = listOf(item.target);
  // It counts in the page that its reader saw, menus and all.
  const { place, warnings } = readTargets(targets, false);
  const answers = listOf(item.references).map(hypothesisIri).filter(unique);
  const {
    bodies,
    tags,
    warnings: leftAside,
  } = readBodies({
    body: [
      { type: 'TextualBody', format: 'text/markdown', value: item.text },
      ...listOf(item.tags).map((value) => ({ type: 'TextualBody', purpose: 'tagging', value })),
    ],
  });
  return {
    index,
    ids: [hypothesisIri(item.id)].filter(unique),
    answers,
    mustReply: answers.length > 0,
    source: textOf(item.uri),
    place,
    questioning: false,
    bodies,
    tags,
    author: (isObject(item.user_info) && authorOf({ name: item.user_info.display_name })) || authorOf(item.user),
    created: timeOf(item.created),
    modified: timeOf(item.updated),
    warnings: [...warnings, ...leftAside],
  };
}

const unique = (value: string | null, index: number, all: readonly (string | null)[]): value is string =>
  value !== null && all.indexOf(value) === index;

const sourceOf = (target: Json): string | null =>
  isObject(target) && target.source !== undefined ? iriOf(target.source) : iriOf(target);

/** Of several targets the first that says where it is. */
function readTargets(
  targets: readonly Json[],
  counted: boolean,
): { readonly place: OutsidePlace; readonly warnings: readonly OutsideWarning[] } {
  const read = targets.slice(0, 20).map((target) => readTarget(target, counted));
  const best = read.find(({ found }) => found) ?? read[0] ?? readTarget(null, counted);
  return {
    place: best.place,
    warnings: [
      ...(best.ignored ? (['selector-ignored'] as const) : []),
      ...(targets.length > 1 ? (['more-targets'] as const) : []),
    ],
  };
}

function readTarget(target: Json, counted: boolean) {
  const { place, ignored } = readSelectors(isObject(target) ? target.selector : null, counted);
  const fragment = sourceOf(target)?.split('#')[1] ?? '';
  const block = place.block ?? blockOfFragment(fragment);
  const found = place.quote !== null || place.position !== null || block !== null;
  return { place: { ...place, block }, found, ignored: !found && (ignored || fragment !== '') };
}

/** A name to show. Of an address only what stands before the @: nobody's address is published by an import. */
function authorOf(creator: Json): string | null {
  const named = isObject(creator)
    ? (textOf(creator.name) ?? textOf(creator.nickname) ?? iriOf(creator))
    : textOf(creator);
  const name = named
    ?.replace(/^(?:acct|mailto):/, '')
    .replace(/^([^@\s/]+)@\S+$/, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  return name ? Array.from(name).slice(0, MAX_NAME).join('') : null;
}

function timeOf(value: Json): number | null {
  const time = typeof value === 'string' && /^\d{4}-\d\d/.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(time) ? null : time;
}
