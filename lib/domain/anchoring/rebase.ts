/**
 * From one edition to the next: where anchors stand then.
 *
 * The diff says where words went. Only words that it lost are looked for, and only in what is new. Laws: an edition rebased
 * onto itself moves nothing; an edit elsewhere never moves an anchor's words; nothing is anchored to words that are not
 * similar.
 */
import { sourceOffset } from '../text/offset';
import {
  CONTEXT_LENGTH,
  isWords,
  type AnchorState,
  type Point,
  type Quote,
  type Standing,
  type Target,
  type WordsTarget,
} from './anchor';
import { inheritance } from './carried-keys';
import { JOINT, joinedText, type Comparison, type Group } from './compare-editions';
import { freshText, lastAtOrBelow, sameButForSpace } from './fresh-text';
import { graphemeAround } from './graphemes';
import { survivors, type Hunk } from './text-diff';

/** An anchor with the words it was made on; a null quote: a whole block or article. */
export interface Anchored extends Standing {
  readonly quote: Quote | null;
}

/** Shares of the words that must be left, and that what they became must consist of: to be sure, and to ask. */
const SURE = { left: 0.5, own: 0.5 };
const ASK = { left: 0.3, own: 0.3 };
/** Of a removed block's text, in UTF-16 code units: to be recognised by, and to be shown. */
const KEPT_OF_BLOCK = 2000;

/**
 * @param comparison its `after` with the keys that the edition has
 * @returns where an anchor of the earlier edition stands in the later; the very same object when nothing changes
 */
export function rebaser(comparison: Comparison): (anchor: Anchored) => Standing {
  const step = stepOf(comparison);
  return (anchor) => {
    if (anchor.state === 'removed') return retried(step, anchor);
    if (anchor.target === null) return anchor;
    return isWords(anchor.target) ? wordsIn(step, anchor, anchor.target) : blockIn(step, anchor, anchor.target.block);
  };
}

/** A comparison, with what is asked of it again and again. */
interface Step extends Comparison {
  /** By before index. */
  readonly groupOf: readonly Group[];
  /** By before index: where it begins in its group's joined text. */
  readonly startInGroup: readonly number[];
  /** By before index, where its text and its key are the same: its after index. Else -1. */
  readonly same: readonly number[];
  /** By before index: up to which before index blocks that are the {@link same} follow one another on both sides. */
  readonly sameUntil: readonly number[];
  readonly indexOf: ReadonlyMap<string, number>;
  readonly indexAfter: ReadonlyMap<string, number>;
  readonly find: ReturnType<typeof freshText>;
}

function stepOf(comparison: Comparison): Step {
  const { before, after, groups } = comparison;
  const groupOf: Group[] = [];
  const startInGroup: number[] = [];
  const same: number[] = before.map(() => -1);
  for (const group of groups) {
    let at = 0;
    for (const index of group.before) {
      groupOf[index] = group;
      startInGroup[index] = at;
      at += (before[index]?.text.length ?? 0) + JOINT.length;
    }
    const [old, next] = [group.before[0], group.after[0]];
    const one = group.before.length === 1 && group.after.length === 1 && group.hunks.length === 0;
    if (one && old !== undefined && next !== undefined && before[old]?.key === after[next]?.key) same[old] = next;
  }
  const sameUntil: number[] = [];
  for (let index = before.length - 1; index >= 0; index--) {
    const [here, following] = [same[index] ?? -1, same[index + 1] ?? -1];
    sameUntil[index] = here !== -1 && following === here + 1 ? (sameUntil[index + 1] ?? index) : index;
  }
  const indexed = (blocks: Comparison['before']) => new Map(blocks.map(({ key }, index) => [key, index]));
  return {
    ...comparison,
    groupOf,
    startInGroup,
    same,
    sameUntil,
    indexOf: indexed(before),
    indexAfter: indexed(after),
    find: freshText(comparison),
  };
}

// ── Whole blocks ─────────────────────────────────────────────────────────────

function blockIn(step: Step, anchor: Anchored, key: string): Standing {
  const index = step.indexOf.get(key);
  if (index === undefined) return anchor;
  const group = step.groupOf[index] as Group;
  const heir = inheritance(group, step.before, step.after).find(([old]) => old === index)?.[1] ?? group.after[0];
  if (heir === undefined)
    return {
      target: placeOf(step, index),
      state: 'removed',
      words: step.before[index]?.text.slice(0, KEPT_OF_BLOCK) ?? null,
    };
  const block = step.after[heir]?.key ?? key;
  return block === key ? anchor : { target: { block }, state: carried(anchor.state, 'moved'), words: null };
}

/** The block at the place of one that is gone: that of the nearest before it that is left; else the first. */
function placeOf(step: Step, index: number): Target {
  for (let i = index; i >= 0; i--) {
    const last = step.groupOf[i]?.after.at(-1);
    if (last !== undefined && (i === index || !step.groupOf[i]?.moved)) return { block: step.after[last]?.key ?? '' };
  }
  const [first] = step.after;
  return first ? { block: first.key } : null;
}

// ── Words ────────────────────────────────────────────────────────────────────

function wordsIn(step: Step, anchor: Anchored, { start, end }: WordsTarget): Standing {
  const [first, last] = [step.indexOf.get(start.block), step.indexOf.get(end.block)];
  if (first === undefined || last === undefined) return anchor;
  if (step.same[first] !== -1 && (step.sameUntil[first] ?? -1) >= last) return anchor;
  const old = textBetween(step.before, { index: first, offset: start.offset }, { index: last, offset: end.offset });
  const led = ledByDiff(step, first, start.offset, last, end.offset);
  const standing = led && judged(step, anchor, old, wholeAround(step, old, led));
  return standing ?? lost(step, anchor, old, first, start.offset);
}

/** A place in the later edition. */
interface Place {
  /** Of the block, from 0. */
  readonly index: number;
  readonly offset: number;
}

interface Led {
  readonly start: Place;
  readonly end: Place;
  /** Whether an edge is not where the diff led it: its surroundings were rewritten, or are gone. */
  readonly torn: boolean;
}

const isBefore = (one: Place, other: Place): boolean =>
  one.index < other.index || (one.index === other.index && one.offset < other.offset);

/** Both edges by the diff. When they are not in order any more, the longer of the parts that are left. */
function ledByDiff(step: Step, first: number, start: number, last: number, end: number): Led | null {
  const from = inward(step, edgeIn(step, first, start, 'start') ?? nextLeft(step, first + 1, last, 'start'), 'start');
  const to = inward(step, edgeIn(step, last, end, 'end') ?? nextLeft(step, last - 1, first, 'end'), 'end');
  const torn = Boolean(from?.torn) || Boolean(to?.torn);
  if (from && to && isBefore(from.place, to.place) && !stretched(step, first, last, from.place, to.place))
    return { start: from.place, end: to.place, torn };
  if (first === last) return null;
  const parts = Array.from({ length: last - first + 1 }, (_, i) => first + i).flatMap((index): Led[] => {
    const length = step.before[index]?.text.length ?? 0;
    const [a, b] = [
      edgeIn(step, index, index === first ? start : 0, 'start'),
      edgeIn(step, index, index === last ? end : length, 'end'),
    ];
    return a && b && isBefore(a.place, b.place) ? [{ start: a.place, end: b.place, torn: true }] : [];
  });
  return parts.reduce<Led | null>(
    (best, part) => (best && lengthOf(step, best) >= lengthOf(step, part) ? best : part),
    null,
  );
}

const lengthOf = (step: Step, { start, end }: Led): number => textBetween(step.after, start, end).length;

/** Words begin where there is a character of theirs, and end behind one: never with the joint of two blocks. */
function inward({ after }: Step, edge: Edge | null, side: 'start' | 'end'): Edge | null {
  if (!edge) return null;
  let { index, offset } = edge.place;
  if (side === 'start')
    for (; offset >= (after[index]?.text.length ?? 0) && index + 1 < after.length; offset = 0) index += 1;
  else for (; offset === 0 && index > 0; offset = after[index]?.text.length ?? 0) index -= 1;
  return { ...edge, place: { index, offset } };
}

/** Whether words reach over more than came between them: a block that was moved away, say. */
const stretched = (step: Step, first: number, last: number, from: Place, to: Place): boolean =>
  to.index - from.index > 2 * (last - first) + 8 || (first !== last && heldTogether(step, first, last) === false);

/** Whether blocks that followed one another still do, whatever came between. */
function heldTogether(step: Step, first: number, last: number): boolean {
  let at = -1;
  for (let index = first; index <= last; index++) {
    const next = step.groupOf[index]?.after[0];
    if (next === undefined) continue;
    if (next < at) return false;
    at = next;
  }
  return true;
}

/** The nearest block that is left of those the words lay in. */
function nextLeft(step: Step, from: number, to: number, side: 'start' | 'end'): Edge | null {
  for (let index = from; side === 'start' ? index <= to : index >= to; index += side === 'start' ? 1 : -1) {
    const edge = edgeIn(step, index, side === 'start' ? 0 : (step.before[index]?.text.length ?? 0), side);
    if (edge) return { ...edge, torn: true };
  }
  return null;
}

interface Edge {
  readonly place: Place;
  readonly torn: boolean;
}

/** Where an edge of an anchor is led; null: its block is gone. */
function edgeIn(step: Step, index: number, offset: number, side: 'start' | 'end'): Edge | null {
  const group = step.groupOf[index];
  if (!group || group.after.length === 0) return null;
  const { at, torn } = mapped(group.hunks, (step.startInGroup[index] ?? 0) + offset, side);
  return { place: inBlocks(step, group, at, side), torn };
}

/**
 * An offset through a diff, with a side: what is inserted at an edge stays outside; what replaces words that were inside comes
 * in. `torn`: the edge lay within words that are gone.
 */
function mapped(hunks: readonly Hunk[], offset: number, side: 'start' | 'end'): { at: number; torn: boolean } {
  const index = lastTouching(hunks, offset);
  const hunk = hunks[index];
  if (!hunk) return { at: offset, torn: false };
  if (offset > hunk.oldEnd) return { at: offset - hunk.oldEnd + hunk.newEnd, torn: false };
  const { oldStart, oldEnd, newStart, newEnd } = hunk;
  if (oldStart < offset && offset < oldEnd) return { at: side === 'start' ? newEnd : newStart, torn: true };
  const inside = oldStart !== oldEnd && (side === 'start' ? offset === oldStart : offset === oldEnd);
  // At a pure insertion, or at words that lay outside: past it for a start, before it for an end.
  return { at: inside === (side === 'start') ? newStart : newEnd, torn: false };
}

/** Index of the last hunk that begins at or before `offset`. */
const lastTouching = (hunks: readonly Hunk[], offset: number): number => {
  let low = 0;
  let high = hunks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((hunks[middle]?.oldStart ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};

/** From an offset in a group's joined text to a block: a start at the end of one is the beginning of the next. */
function inBlocks({ after }: Step, group: Group, at: number, side: 'start' | 'end'): Place {
  const starts: number[] = [];
  let start = 0;
  for (const index of group.after) {
    starts.push(start);
    start += (after[index]?.text.length ?? 0) + JOINT.length;
  }
  let nth = Math.max(0, lastAtOrBelow(starts, at));
  const length = (n: number) => after[group.after[n] ?? -1]?.text.length ?? 0;
  if (side === 'start' && at - (starts[nth] ?? 0) >= length(nth) && nth + 1 < starts.length) nth += 1;
  if (side === 'end' && at - (starts[nth] ?? 0) <= 0 && nth > 0) nth -= 1;
  const offset = Math.max(0, Math.min(at - (starts[nth] ?? 0), length(nth)));
  const index = group.after[nth] ?? 0;
  return { index, offset: graphemeAround(after[index]?.text ?? '', offset)[side] };
}

function textBetween(blocks: Comparison['before'], start: Place, end: Place): string {
  if (start.index === end.index) return blocks[start.index]?.text.slice(start.offset, end.offset) ?? '';
  const range = Array.from({ length: end.index - start.index + 1 }, (_, i) => start.index + i);
  const text = joinedText(blocks, range);
  const length = blocks[end.index]?.text.length ?? 0;
  return text.slice(start.offset, text.length - length + Math.min(end.offset, length));
}

/** In UTF-16 code units. */
const SLIDE = 256;

/**
 * Of 的的 with one 的 left out a diff cannot say which it was, and an edge may stand one character off. When the very words
 * stand whole where part of them was led, those are they.
 */
function wholeAround({ after }: Step, old: string, led: Led): Led {
  const { start, end } = led;
  const from = Math.max(0, start.offset - SLIDE);
  const region = textBetween(after, { ...start, offset: from }, { ...end, offset: end.offset + SLIDE });
  const [ledFrom, ledTo] = [start.offset - from, start.offset - from + textBetween(after, start, end).length];
  const places: number[] = [];
  for (let at = region.indexOf(old); at !== -1 && at < ledTo; at = region.indexOf(old, at + 1))
    if (at + old.length > ledFrom) places.push(at);
  const [at] = places.sort((one, other) => Math.abs(one - ledFrom) - Math.abs(other - ledFrom));
  if (at === undefined || at === ledFrom) return led;
  const place = (offset: number, side: 'start' | 'end') => placeFrom(after, start.index, from + offset, side);
  return { start: place(at, 'start'), end: place(at + old.length, 'end'), torn: false };
}

/** An offset into the texts from a block on, joined. */
function placeFrom(blocks: Comparison['after'], index: number, offset: number, side: 'start' | 'end'): Place {
  let [at, left] = [index, offset];
  for (;;) {
    const length = blocks[at]?.text.length ?? 0;
    if (left < length || (side === 'end' && left === length) || at === blocks.length - 1)
      return { index: at, offset: left };
    left -= length + JOINT.length;
    at += 1;
  }
}

/** What is made of where the diff led; null: those are not the words any more. */
function judged(step: Step, anchor: Anchored, old: string, { start, end, torn }: Led): Standing | null {
  const words = textBetween(step.after, start, end);
  const target: WordsTarget = { start: pointOf(step, start), end: pointOf(step, end) };
  const stays = sameBlocks(anchor.target, target);
  const here: AnchorState = stays ? 'kept' : 'moved';
  const quote = anchor.quote?.exact ?? null;
  const said = words === quote ? null : words;
  if (words === old && stays && sameOffsets(anchor.target, target)) return anchor;
  if (sameButForSpace(words, old)) return { target, state: carried(anchor.state, here), words: said };
  if (quote !== null && sameButForSpace(words, quote)) return { target, state: here, words: said };
  // That there is a joint on both sides says nothing about the words.
  const [was, is] = [old.replaceAll(JOINT, ''), words.replaceAll(JOINT, '')];
  const left = survivors(was, is);
  const shares = { left: left / was.length, own: left / is.length };
  // Of two characters one is not enough, unless the other was replaced in its place.
  if (left < 2 && is.length < was.length) return null;
  const reaches = (bound: typeof SURE) => shares.left >= bound.left && shares.own >= bound.own;
  if (reaches(SURE)) return { target, state: torn || anchor.state === 'uncertain' ? 'uncertain' : 'edited', words };
  return reaches(ASK) && left >= 3 ? { target, state: 'uncertain', words } : null;
}

/** A mark that a reader has seen stays until somebody says that it is right. */
const carried = (state: AnchorState, here: AnchorState): AnchorState =>
  state === 'edited' || state === 'uncertain' ? state : here;

const pointOf = ({ after }: Step, { index, offset }: Place): Point => ({
  block: after[index]?.key ?? '',
  offset: sourceOffset(offset),
});

const sameBlocks = (one: Target, other: WordsTarget): boolean =>
  one !== null && isWords(one) && one.start.block === other.start.block && one.end.block === other.end.block;

const sameOffsets = (one: Target, other: WordsTarget): boolean =>
  one !== null && isWords(one) && one.start.offset === other.start.offset && one.end.offset === other.end.offset;

// ── What the diff lost ───────────────────────────────────────────────────────

function lost(step: Step, anchor: Anchored, old: string, index: number, offset: number): Standing {
  const found = step.find(quoteAround(step, old, index, offset));
  if (found) return standingAt(step, anchor, found);
  return { target: placeOf(step, index), state: 'removed', words: old === anchor.quote?.exact ? null : old };
}

/** The words as the earlier edition had them: an anchor may have gone a long way since its quote. */
function quoteAround({ before }: Step, exact: string, index: number, offset: number): Quote {
  const around = [index - 1, index, index + 1].filter((i) => i >= 0 && i < before.length);
  const text = joinedText(before, around);
  const at = (index > 0 ? (before[index - 1]?.text.length ?? 0) + JOINT.length : 0) + offset;
  return {
    exact,
    prefix: text.slice(Math.max(0, at - CONTEXT_LENGTH), at),
    suffix: text.slice(at + exact.length, at + exact.length + CONTEXT_LENGTH),
  };
}

function standingAt(
  { after, indexAfter }: Step,
  { quote }: Anchored,
  { target, uncertain }: { target: WordsTarget; uncertain: boolean },
): Standing {
  const place = ({ block, offset }: Point): Place => ({ index: indexAfter.get(block) ?? 0, offset });
  const words = textBetween(after, place(target.start), place(target.end));
  return { target, state: uncertain ? 'uncertain' : 'moved', words: words === quote?.exact ? null : words };
}

/** A removed one: perhaps its words are back. */
function retried(step: Step, anchor: Anchored): Standing {
  if (anchor.quote) {
    const found =
      step.find(anchor.quote) ?? (anchor.words === null ? null : step.find({ ...anchor.quote, exact: anchor.words }));
    if (found) return standingAt(step, anchor, found);
  } else {
    const fresh = step.groups.find(({ fate, after }) => fate === 'new' && isText(step, after[0], anchor.words));
    const block = fresh && step.after[fresh.after[0] ?? -1]?.key;
    if (block !== undefined) return { target: { block }, state: 'moved', words: null };
  }
  const place = anchor.target && !isWords(anchor.target) ? step.indexOf.get(anchor.target.block) : undefined;
  if (place === undefined) return anchor;
  const target = placeOf(step, place);
  const stays =
    target && anchor.target && 'block' in target && 'block' in anchor.target && target.block === anchor.target.block;
  return stays ? anchor : { target, state: 'removed', words: anchor.words };
}

const isText = ({ after }: Step, index: number | undefined, words: string | null): boolean =>
  index !== undefined && words !== null && after[index]?.text.slice(0, KEPT_OF_BLOCK) === words;
