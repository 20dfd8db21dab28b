/** What conversion changed on the page, as whole words. */
import type { WordsTarget } from '@/lib/domain/anchoring/anchor';
import { displaySpan, sourceSpan, type Alignment } from '@/lib/domain/script/alignment';
import { displayOffset, type Span } from '@/lib/domain/text/offset';
import { wordsIn } from '@/lib/domain/text/words';
import { readBlockText } from '@/lib/dom/block-text';
import { alignmentOf } from '@/lib/dom/range-target';
import { blockElement, pageBlocks } from './page-text';

/** The words on the page in which something does not answer the source character for character: 聯絡, though only 絡 is another. */
export const convertedWords = (): WordsTarget[] => pageBlocks().flatMap(convertedIn);

/** Pages of a long text come one by one: what was told apart into words stays so. */
const known = new WeakMap<
  HTMLElement,
  { readonly pieces: string; readonly text: string; readonly words: WordsTarget[] }
>();

function convertedIn(block: HTMLElement): WordsTarget[] {
  const { pieces } = block.dataset;
  if (!pieces) return [];
  const { text } = readBlockText(block);
  const there = known.get(block);
  if (there?.pieces === pieces && there.text === text) return there.words;
  const words = convertedWordsOf(block, text);
  known.set(block, { pieces, text, words });
  return words;
}

function convertedWordsOf(block: HTMLElement, text: string): WordsTarget[] {
  const alignment = alignmentOf(block, text.length);
  const around = wordsIn(text);
  return alignment.pieces.map(({ displayStart, displayEnd }) =>
    wordsShownAt(block, alignment, around({ start: displayStart, end: displayEnd })),
  );
}

function wordsShownAt({ dataset }: HTMLElement, alignment: Alignment, shown: Span<number>): WordsTarget {
  const { block = '' } = dataset;
  const { start, end } = sourceSpan(alignment, { start: displayOffset(shown.start), end: displayOffset(shown.end) });
  return { start: { block, offset: start }, end: { block, offset: end } };
}

/** Source words of one block, grown to the whole words that they are shown as. */
export function wholeWords({ start, end }: WordsTarget): WordsTarget {
  const block = blockElement(start.block);
  if (!block || start.block !== end.block) return { start, end };
  const { text } = readBlockText(block);
  const alignment = alignmentOf(block, text.length);
  const shown = displaySpan(alignment, { start: start.offset, end: end.offset });
  return wordsShownAt(block, alignment, wordsIn(text)(shown));
}
