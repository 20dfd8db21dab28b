/** The article in the page, as the margin needs it. */
import type { WordsTarget } from '@/lib/domain/anchoring/anchor';
import { blocksIn, readBlockText } from '@/lib/dom/block-text';
import { alignmentOf, blockByKey, rangeOfTarget, shownWords } from '@/lib/dom/range-target';
import { shownScript } from '@/components/reader/shown-script';
import { sourceOffset } from '@/lib/domain/text/offset';
import { blockOf, exactOf, wordsOf, type NewTarget, type Note } from './note';

export const articleElement = (): HTMLElement | null => document.getElementById('text');

export const pageBlocks = (): HTMLElement[] => {
  const article = articleElement();
  return article ? (blocksIn(article) as HTMLElement[]) : [];
};

export const blockElement = (key: string): HTMLElement | null => {
  const article = articleElement();
  return article && (blockByKey(article, key) as HTMLElement | null);
};

export const blockNumber = (key: string | null): number | null =>
  key === null ? null : Number(blockElement(key)?.dataset.number) || null;

/** Selected words, and by what they are shown: as the server will compare them. */
export function shownTarget(words: WordsTarget): NewTarget {
  const article = articleElement();
  const script = shownScript();
  const exact = (article && shownWords(words, article)) ?? '';
  return script === 'source' ? { words, exact } : { words, exact, script, rules: Number(article?.dataset.rules) || 0 };
}

/** All of a block's words; null for one without any. */
export function wholeBlock(key: string): WordsTarget | null {
  const block = blockElement(key);
  const length = block ? alignmentOf(block, readBlockText(block).text.length).sourceLength : 0;
  if (length === 0) return null;
  return { start: { block: key, offset: sourceOffset(0) }, end: { block: key, offset: sourceOffset(length) } };
}

/** A note's words as the page shows them; as the source has them where it does not; null without words. */
export function wordsShown(note: Pick<Note, 'target'>): string | null {
  const words = wordsOf(note);
  const article = articleElement();
  return (words && article && shownWords(words, article)) || exactOf(note);
}

/** Where a note's words are in the viewport; the block, or the article, for notes without words. */
export function placeOf(note: Pick<Note, 'target'>): DOMRect | null {
  const article = articleElement();
  if (!article) return null;
  const words = wordsOf(note);
  const range = words && rangeOfTarget(words, article);
  if (range) return [...range.getClientRects()].find(({ width }) => width > 0) ?? range.getBoundingClientRect();
  const block = blockOf(note);
  const element = block === null ? article : (blockElement(block) ?? firstReached(words));
  return element?.getBoundingClientRect() ?? null;
}

/** Of words that begin in a part of a long text that is not in the page. */
const firstReached = (words: WordsTarget | null): HTMLElement | null =>
  words && blockElement(words.end.block) ? (pageBlocks()[0] ?? null) : null;

/** The words one writes on, as the page shows them now. */
export const writtenOn = (target: Extract<NewTarget, { words: WordsTarget }>): string => {
  const article = articleElement();
  return (article && shownWords(target.words, article)) || target.exact;
};

export const placeOfTarget = (target: NewTarget): DOMRect | null =>
  placeOf({
    target: target && 'words' in target ? { ...target.words, exact: target.exact, prefix: '', suffix: '' } : target,
  });

/** No margin beside the text: notes come in a sheet. As `margin.module.css` and the reader have it. */
export const isNarrow = (): boolean => matchMedia('(width < 900px)').matches;

const calm = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Scrolls softly until the place is in sight, a third down the window; not at all when it is already. */
export function bringIntoView(place: DOMRect | null): void {
  if (!place) return;
  const [top, bottom] = [90, innerHeight * (isNarrow() ? 0.4 : 0.85)];
  if (place.top >= top && place.top <= bottom) return;
  scrollTo({ top: scrollY + place.top - innerHeight / 3, behavior: calm() ? 'instant' : 'smooth' });
}
