/** The law of `lib/dom`, checked in jsdom by the unit tests and in Chromium by the browser tests. */
import fc from 'fast-check';
import type { WordsTarget } from '@/lib/domain/anchoring/anchor';
import { quoteOf } from '@/lib/domain/anchoring/quote';
import { sourceOffset } from '@/lib/domain/text/offset';
import { blocksIn, readBlockText } from '../block-text';
import { paintRanges, rangeOfTarget, spanOfRange } from '../range-target';
import { randomArticle, renderArticle, type KnownPoint, type RenderedArticle } from './random-article';

/** Throws, with the smallest document and selection it finds, where DOM and offsets disagree. */
export function checkRangeLaw(runs: number): void {
  const everything = fc.tuple(randomArticle, fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 20 }));
  fc.assert(
    fc.property(everything, ([blocks, picks]) => {
      const article = renderArticle(blocks);
      document.body.replaceChildren(article.root);
      equal(
        blocksIn(article.root).map((block) => readBlockText(block).text),
        article.texts,
        'text',
      );
      for (const [a, b] of picks) checkSelection(article, a % article.points.length, b % article.points.length);
    }),
    { numRuns: runs },
  );
}

function checkSelection(article: RenderedArticle, a: number, b: number): void {
  const from = article.points[Math.min(a, b)] as KnownPoint;
  const to = article.points[Math.max(a, b)] as KnownPoint;
  const range = document.createRange();
  range.setStart(from.node, from.offset);
  range.setEnd(to.node, to.offset);
  const span = spanOfRange(range, article.root);
  equal(span, expectedSpan(article, from, to), 'range → span');
  if (!span) return;

  const back = rangeOfTarget(span, article.root);
  if (!back) throw new Error('span → range: lost');
  equal(spanOfRange(back, article.root), span, 'span → range → span');
  const again = rangeOfTarget(spanOfRange(back, article.root) as WordsTarget, article.root) as Range;
  if (!sameRange(back, again)) throw new Error('range → span → range: not the same range');

  const painted = paintRanges(span, blocksIn(article.root)).flatMap((stretch) => pointsWithin(article, stretch));
  equal(wordsOnly(painted.join('')), wordsOnly(exactOf(article, span)), 'painted words');
}

/** What the renderer says: nothing of the code under test but the rule's words. */
function expectedSpan({ texts }: RenderedArticle, from: KnownPoint, to: KnownPoint): WordsTarget | null {
  let [first, start, last, end] = [...from.start, ...to.end];
  if (first > last || (first === last && start >= end)) return null;
  while (first < last && start >= (texts[first] as string).length) [first, start] = [first + 1, 0];
  while (first < last && end === 0) [last, end] = [last - 1, (texts[last - 1] as string).length];
  start = Math.max(...edges(texts[first] as string).filter((edge) => edge <= start));
  end = Math.min(...edges(texts[last] as string).filter((edge) => edge >= end));
  if (first === last && start >= end) return null;
  const span = {
    start: { block: `block${first}`, offset: sourceOffset(start) },
    end: { block: `block${last}`, offset: sourceOffset(end) },
  };
  return exactOf({ texts }, span).trim() ? span : null;
}

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });
const edges = (text: string): number[] => [...[...segmenter.segment(text)].map(({ index }) => index), text.length];

const exactOf = ({ texts }: Pick<RenderedArticle, 'texts'>, span: WordsTarget): string =>
  quoteOf(
    span,
    texts.map((text, index) => ({ key: `block${index}`, text })),
  ).exact;

const sameRange = (a: Range, b: Range): boolean =>
  a.startContainer === b.startContainer &&
  a.startOffset === b.startOffset &&
  a.endContainer === b.endContainer &&
  a.endOffset === b.endOffset;

/** The words of a painted stretch, by the offsets the renderer wrote down. */
function pointsWithin({ texts, points }: RenderedArticle, stretch: StaticRange): string[] {
  const start = points.find((point) => point.node === stretch.startContainer && point.offset === stretch.startOffset);
  const end = points.find((point) => point.node === stretch.endContainer && point.offset === stretch.endOffset);
  if (!start || !end) throw new Error('painted: a point that the renderer does not know');
  return [(texts[start.start[0]] as string).slice(start.start[1], end.end[1])];
}

/** Without what joins cells and blocks: it is no word, and nothing of it can be painted. */
const wordsOnly = (text: string): string => text.replace(/[\t\n]/g, '');

function equal(actual: unknown, expected: unknown, what: string): void {
  const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (left !== right) throw new Error(`${what}: ${left}, not ${right}`);
}
