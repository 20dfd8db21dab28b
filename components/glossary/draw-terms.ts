/**
 * Terms in the text: all of them dotted, the first of each section an element that can have the focus.
 *
 * Around the very text that stands there: a node is cut in pieces, and put together again before the text's words are
 * changed in place (`text-nodes.ts`). A `span` with a button's role, not a `button`, which a browser lays out as a box
 * of its own: lines would break elsewhere, and one could not select across it.
 */
import { announceNodes } from '@/components/reader/text-nodes';
import { articleText, blockElements } from '@/components/reader/reading-line';
import { selectedWords } from '@/components/reader/show-text';
import type { TermOccurrences } from '@/lib/contract/terms';
import { toDisplay } from '@/lib/domain/script/alignment';
import { sourceOffset } from '@/lib/domain/text/offset';
import { readBlockText } from '@/lib/dom/block-text';
import { alignmentOf, rangesToPaint } from '@/lib/dom/range-target';
import styles from './draw-terms.module.css';

export type TermSpan = TermOccurrences['blocks'][number]['spans'][number];
/** Of each block, by its key, in order and not overlapping. */
export type TermSpans = ReadonlyMap<string, readonly TermSpan[]>;

const TERM = '[data-term]';
/** What is something else already, or no text. */
const CLOSED = 'a, button, code, [data-atom], [data-skip]';

/** Shows the terms of the blocks that are in the page. Selection and focus stay. */
export function drawTerms(spans: TermSpans): void {
  const article = articleText();
  if (!article) return;
  const changed = quietly(article, () => {
    const cut = unwrap(article);
    return blockElements().reduce((any, block) => wrapFirsts(block, spans) || any, cut);
  });
  if (changed) announceNodes();
  paint(spans);
}

/** The text as it was sent, without a trace of them. */
export function eraseTerms(): void {
  const article = articleText();
  if (article && quietly(article, () => unwrap(article))) announceNodes();
  CSS.highlights?.delete('term');
}

/** A term that had the focus when the text's nodes were made whole: it has it again when terms are drawn. */
let left: FocusedTerm | null = null;

/** The text's nodes are whole again; who asks for it puts the selection back himself. */
export function makeWhole(): void {
  const article = articleText();
  left = focusedTerm();
  if (article) unwrap(article);
}

interface FocusedTerm {
  readonly block: HTMLElement;
  readonly term: string;
  readonly from: string;
}

function focusedTerm(): FocusedTerm | null {
  const element = document.activeElement?.closest<HTMLElement>(TERM);
  const block = element?.closest<HTMLElement>('[data-block]');
  return element && block ? { block, term: element.dataset.term ?? '', from: element.dataset.from ?? '' } : null;
}

function paint(spans: TermSpans): void {
  if (!('highlights' in CSS)) return;
  const blocks = blockElements();
  const targets = blocks.flatMap(({ dataset: { block = '' } }) =>
    (spans.get(block) ?? []).map(({ start, end }) => ({
      start: { block, offset: sourceOffset(start) },
      end: { block, offset: sourceOffset(end) },
    })),
  );
  const highlight = new Highlight(...rangesToPaint(targets, blocks));
  // Below what readers have marked.
  highlight.priority = -1;
  CSS.highlights.set('term', highlight);
}

/** Elements are put around words and away from them: what is selected and what has the focus is so afterwards. */
function quietly(article: HTMLElement, change: () => boolean): boolean {
  const focused = focusedTerm() ?? left;
  left = null;
  const selection = selectedWords(article);
  const changed = change();
  if (changed) selection?.();
  if (focused && document.activeElement === document.body) {
    const { block, term, from } = focused;
    const again = block.querySelector<HTMLElement>(`[data-term="${term}"][data-from="${from}"]`) ?? block;
    again.focus({ preventScroll: true });
  }
  return changed;
}

function unwrap(article: HTMLElement): boolean {
  const wrapped = [...article.querySelectorAll(TERM)];
  const parents = new Set(wrapped.map((element) => element.parentNode));
  for (const element of wrapped) element.replaceWith(...element.childNodes);
  for (const parent of parents) parent?.normalize();
  return wrapped.length > 0;
}

function wrapFirsts(block: HTMLElement, spans: TermSpans): boolean {
  const firsts = (spans.get(block.dataset.block ?? '') ?? []).filter(({ first }) => first);
  if (firsts.length === 0) return false;
  const { text, pieces } = readBlockText(block);
  const alignment = alignmentOf(block, text.length);
  let any = false;
  // From behind: what stands before in the same node stays where it is.
  for (const span of firsts.toReversed()) {
    const start = toDisplay(alignment, sourceOffset(span.start), 'start');
    const end = toDisplay(alignment, sourceOffset(span.end), 'end');
    const piece = pieces.find((one) => one.start <= start && end <= one.start + one.text.length);
    if (piece?.kind !== 'text' || piece.node.parentElement?.closest(CLOSED)) continue;
    wrap(piece.node as Text, start - piece.start, end - piece.start, span);
    any = true;
  }
  return any;
}

function wrap(node: Text, start: number, end: number, { term, start: from }: TermSpan): void {
  if (end < node.length) node.splitText(end);
  const words = start > 0 ? node.splitText(start) : node;
  const element = document.createElement('span');
  element.className = styles.term ?? '';
  element.tabIndex = 0;
  element.setAttribute('role', 'button');
  element.setAttribute('aria-haspopup', 'dialog');
  element.dataset.term = term;
  element.dataset.from = String(from);
  words.replaceWith(element);
  element.append(words);
}
