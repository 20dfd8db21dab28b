/**
 * Gives the page's text another script's words without making or removing an element: every text node
 * gets new data, so that selection, focus, notes, drafts and React’s tree stay, and the place that one
 * reads stays where it is on the screen.
 */
import type { WordsTarget } from '@/lib/domain/anchoring/anchor';
import { sourceOffset } from '@/lib/domain/text/offset';
import { ordinalOf } from '@/lib/domain/text/sections';
import { readBlockText } from '@/lib/dom/block-text';
import { pointAt } from '@/lib/dom/point-at';
import { rangeOfTarget, spanOfRange } from '@/lib/dom/range-target';
import type { TextInScript } from '@/lib/contract/scripts';
import { articleText, blockElements, currentBlock } from './reading-line';
import { announceShown } from './shown-script';
import { makeNodesWhole } from './text-nodes';

/**
 * In one step: nothing is drawn in between.
 *
 * @returns whether the page holds that very text; nothing has changed when it does not
 */
export function showText(text: TextInScript): boolean {
  const article = articleText();
  if (!article) return false;
  const selection = selectedWords(article);
  makeNodesWhole();
  const writes = plan(text);
  if (!writes) return false;
  layOutLater(article);
  document.fonts.addEventListener('loadingdone', holdWhenLettersCome);
  steadily(article, () => {
    for (const write of writes) write();
    setShown(article, text);
    selection?.();
  });
  announceShown();
  return true;
}

/** Changes the page; the place that one reads stays where it is. */
function steadily(article: HTMLElement, change: () => void): void {
  const eye = placeOfTheEye(article);
  change();
  hold(eye);
}

/** @param eye how far the place that one reads has moved, in CSS pixels */
function hold(eye: () => number): void {
  const moved = eye();
  if (Math.abs(moved) > 0.5) window.scrollBy({ top: moved, behavior: 'instant' });
  held = { eye, scrolledTo: window.scrollY };
  if (lastEye) lastEye = { ...lastEye, scrolledTo: window.scrollY };
}

/** The place that one read when the page last changed. */
let held: { readonly eye: () => number; readonly scrolledTo: number } | null = null;

/** The other script’s letters come later, and are not as wide as those that stood in for them: lines break elsewhere. */
function holdWhenLettersCome(): void {
  if (held && Math.abs(held.scrolledTo - window.scrollY) < 1) hold(held.eye);
}

/** Farther from the window than this a block is out of sight, in CSS pixels. */
const NEAR_PX = 400;
/** Blocks laid out in one go: a few milliseconds. */
const AT_ONCE = 16;
/** Blocks that keep the height they had, and are not laid out yet; the nearest first. */
let waiting: HTMLElement[] = [];

/**
 * Laying out a long text takes longer than a reader should wait for: what is out of sight keeps its height
 * until what is in sight has been painted.
 */
function layOutLater(article: HTMLElement): void {
  const idle = waiting.length === 0;
  const places = blockElements().map((block) => {
    const { top, bottom, height } = block.getBoundingClientRect();
    return { block, height, away: Math.max(top - window.innerHeight, -bottom) };
  });
  // Some may still be waiting since the last switch.
  for (const { block, height, away } of places)
    if (away > NEAR_PX) keepHeight(block, height);
    else layOut(block);
  waiting = places
    .filter(({ away }) => away > NEAR_PX)
    .sort((a, b) => a.away - b.away)
    .map(({ block }) => block);
  if (idle && waiting.length > 0) soon(() => layOutSome(article));
}

function keepHeight({ style }: HTMLElement, height: number): void {
  style.setProperty('contain-intrinsic-block-size', `${height}px`);
  style.setProperty('content-visibility', 'hidden');
}
const layOut = (block: HTMLElement): void => block.removeAttribute('style');

function layOutSome(article: HTMLElement): void {
  const [now, later] = [waiting.slice(0, AT_ONCE), waiting.slice(AT_ONCE)];
  waiting = later;
  steadily(article, () => now.forEach(layOut));
  if (later.length > 0) soon(() => layOutSome(article));
}

/** After the next frame is on the screen. */
const soon = (work: () => void): number => requestAnimationFrame(() => setTimeout(work));

/** Everything that will be written; null when a block's nodes are not those that the text speaks of. */
function plan({ blocks }: TextInScript): (() => void)[] | null {
  const elements = new Map(blockElements().map((element) => [element.dataset.block, element]));
  if (elements.size !== blocks.length) return null;
  const writes: (() => void)[] = [];
  for (const { key, runs, asides, pieces } of blocks) {
    const element = elements.get(key);
    if (!element) return null;
    const nodes = readBlockText(element).pieces.filter(({ kind }) => kind === 'text');
    const beside = element.querySelectorAll<HTMLElement>('[data-aside]');
    if (nodes.length !== runs.length || beside.length !== asides.length || runs.includes('')) return null;
    nodes.forEach(({ node }, index) => {
      const words = runs[index] ?? '';
      if ((node as Text).data !== words) writes.push(() => ((node as Text).data = words));
    });
    beside.forEach((aside, index) => writes.push(() => setAside(aside, asides[index] ?? '')));
    writes.push(() => {
      if (pieces) element.dataset.pieces = pieces;
      else delete element.dataset.pieces;
    });
  }
  return writes;
}

function setAside(element: HTMLElement, words: string): void {
  const place = element.dataset.aside;
  if (place === 'text') setWords(element, words);
  else if (place) element.setAttribute(place, words);
}

/** Into the text node that is there: React holds on to it. */
function setWords(element: Element, words: string): void {
  const node = element.firstChild;
  if (node?.nodeType === Node.TEXT_NODE) (node as Text).data = words;
}

function setShown(article: HTMLElement, text: TextInScript): void {
  const title = article.getAttribute('aria-label') ?? '';
  document.title = document.title.replace(title, () => text.article.title);
  article.setAttribute('aria-label', text.article.title);
  article.lang = text.lang;
  article.dataset.script = text.script;
  article.dataset.rules = String(text.rules);
  for (const element of document.querySelectorAll<HTMLElement>('[data-lang]')) element.lang = text.lang;
  for (const element of document.querySelectorAll<HTMLElement>('[data-words]'))
    setWords(element, text.article[element.dataset.words as keyof TextInScript['article']] ?? '');
  const titles = new Map(text.headings.map((heading) => [heading.key, heading.title]));
  for (const link of document.querySelectorAll<HTMLElement>('[data-heading]'))
    setWords(link, titles.get(link.dataset.heading ?? '') || (link.textContent ?? ''));
  for (const name of document.querySelectorAll<HTMLElement>('[data-ordinal]'))
    setWords(name, ordinalOf(titles.get(name.dataset.ordinal ?? '') ?? '') ?? name.textContent ?? '');
}

/** The line of the last switch, while nobody has scrolled since: or it would creep, a line a switch. */
let lastEye: { readonly line: WordsTarget; readonly scrolledTo: number } | null = null;

/** @returns how far the place that one reads has moved since, in CSS pixels */
function placeOfTheEye(article: HTMLElement): () => number {
  const block = currentBlock();
  if (!block) return () => 0;
  const top = block.getBoundingClientRect().top;
  const line = top < 60 ? (sameEye() ?? characterInSight(article, block)) : null;
  lastEye = line && { line, scrolledTo: NaN };
  if (!line) return () => block.getBoundingClientRect().top - top;
  const before = topOf(line, article);
  return () => topOf(line, article) - before;
}

const sameEye = (): WordsTarget | null =>
  lastEye && Math.abs(lastEye.scrolledTo - window.scrollY) < 1 ? lastEye.line : null;

/** A long paragraph whose beginning is out of sight: the character at the reading line stays. */
function characterInSight(article: HTMLElement, block: HTMLElement): WordsTarget | null {
  const { left, width } = block.getBoundingClientRect();
  for (const y of [100, 110, 120, 130])
    for (const share of [0.1, 0.3, 0.6]) {
      const point = pointAt(left + width * share, y, article);
      if (point) return { start: point, end: { ...point, offset: sourceOffset(point.offset + 1) } };
    }
  return null;
}

const topOf = (target: WordsTarget, article: HTMLElement): number =>
  rangeOfTarget(target, article)?.getBoundingClientRect().top ?? 0;

/** @returns selects the same words again; null when none are selected in the text */
export function selectedWords(article: HTMLElement): (() => void) | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const words = spanOfRange(range, article);
  if (!words) return null;
  const backwards = selection.anchorNode === range.endContainer && selection.anchorOffset === range.endOffset;
  return () => {
    const again = rangeOfTarget(words, article);
    if (!again) return;
    const { startContainer, startOffset, endContainer, endOffset } = again;
    if (backwards) selection.setBaseAndExtent(endContainer, endOffset, startContainer, startOffset);
    else selection.setBaseAndExtent(startContainer, startOffset, endContainer, endOffset);
  };
}
