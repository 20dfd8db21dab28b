import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayOffset, sourceOffset } from '../text/offset';
import {
  compose,
  displayCut,
  displaySpan,
  identityAlignment,
  invert,
  piece,
  readPieces,
  sourceSpan,
  toDisplay,
  toSource,
  writePieces,
  type Alignment,
} from './alignment';

/** Any alignment, from a given source length on or of its own. */
const alignments = (sourceLength?: number): fc.Arbitrary<Alignment> =>
  fc
    .array(fc.tuple(fc.nat(4), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })), { maxLength: 6 })
    .chain((triples) => fc.nat(5).map((rest) => built(triples, rest, sourceLength)));

function built(triples: readonly (readonly [number, number, number])[], rest: number, length?: number): Alignment {
  const pieces = [];
  let [source, display] = [0, 0];
  for (const [gap, sourceLength, displayLength] of triples) {
    if (length !== undefined && source + gap + sourceLength > length) break;
    source += gap;
    display += gap;
    pieces.push(piece(source, source + sourceLength, display, display + displayLength));
    source += sourceLength;
    display += displayLength;
  }
  const tail = length === undefined ? rest : length - source;
  return { sourceLength: source + tail, displayLength: display + tail, pieces };
}

const pairs = alignments().chain((first) => alignments(first.displayLength).map((second) => [first, second] as const));
const withSpan = alignments().chain((alignment) =>
  fc.tuple(fc.nat(alignment.sourceLength), fc.nat(alignment.sourceLength)).map(([a, b]) => ({
    alignment,
    span: { start: sourceOffset(Math.min(a, b)), end: sourceOffset(Math.max(a, b)) },
  })),
);

/** What every alignment must be: in order, nothing empty, one-to-one between the pieces. */
function expectSound({ sourceLength, displayLength, pieces }: Alignment): void {
  let [source, display] = [0, 0];
  for (const p of pieces) {
    expect(p.sourceStart - source).toBe(p.displayStart - display);
    expect(p.sourceStart).toBeGreaterThanOrEqual(source);
    expect(p.sourceEnd).toBeGreaterThan(p.sourceStart);
    expect(p.displayEnd).toBeGreaterThan(p.displayStart);
    [source, display] = [p.sourceEnd, p.displayEnd];
  }
  expect(sourceLength - source).toBe(displayLength - display);
  expect(sourceLength).toBeGreaterThanOrEqual(source);
}

describe('他的U盘坏了 shown as 他的隨身碟壞了', () => {
  const alignment: Alignment = { sourceLength: 6, displayLength: 7, pieces: [piece(2, 4, 2, 5)] };
  const inDisplay = (start: number, end: number) =>
    displaySpan(alignment, { start: sourceOffset(start), end: sourceOffset(end) });
  const inSource = (start: number, end: number) =>
    sourceSpan(alignment, { start: displayOffset(start), end: displayOffset(end) });

  it.each([
    ['a character before it', 0, 1, 0, 1],
    ['the word', 2, 4, 2, 5],
    ['half of it grows', 3, 4, 2, 5],
    ['from half of it on', 3, 6, 2, 7],
    ['up to it', 0, 2, 0, 2],
    ['behind it', 4, 6, 5, 7],
  ])('source → display: %s', (_, start, end, shownStart, shownEnd) => {
    expect(inDisplay(start, end)).toEqual({ start: shownStart, end: shownEnd });
  });

  it.each([
    ['its middle grows', 3, 4, 2, 4],
    ['a drag that begins inside', 4, 7, 2, 6],
    ['a drag that ends inside', 0, 3, 0, 4],
    ['the last character', 6, 7, 5, 6],
  ])('display → source: %s', (_, start, end, sourceStart, sourceEnd) => {
    expect(inSource(start, end)).toEqual({ start: sourceStart, end: sourceEnd });
  });

  it('draws an edge of emphasis inside the word where it falls in proportion', () => {
    expect([0, 2, 3, 4, 6].map((offset) => displayCut(alignment, offset))).toEqual([0, 2, 4, 5, 7]);
  });
});

describe('laws', () => {
  it('what is built for these laws is sound, and so is its inverse', () => {
    fc.assert(
      fc.property(alignments(), (alignment) => {
        expectSound(alignment);
        expectSound(invert(alignment));
      }),
    );
  });

  it('inverting twice changes nothing', () => {
    fc.assert(
      fc.property(alignments(), (alignment) => {
        expect(invert(invert(alignment))).toEqual(alignment);
      }),
    );
  });

  it('a span grows, stays in order, and grows no further when it goes there and back again', () => {
    fc.assert(
      fc.property(withSpan, ({ alignment, span }) => {
        const shown = displaySpan(alignment, span);
        const back = sourceSpan(alignment, shown);
        expect(back.start).toBeLessThanOrEqual(span.start);
        expect(back.end).toBeGreaterThanOrEqual(span.end);
        expect(shown.start).toBeLessThanOrEqual(shown.end);
        expect(shown.end).toBeLessThanOrEqual(alignment.displayLength);
        expect(displaySpan(alignment, back)).toEqual(shown);
        expect(sourceSpan(alignment, displaySpan(alignment, back))).toEqual(back);
      }),
    );
  });

  it('what is not empty stays so', () => {
    fc.assert(
      fc.property(withSpan, ({ alignment, span }) => {
        fc.pre(span.start < span.end);
        const shown = displaySpan(alignment, span);
        expect(shown.start).toBeLessThan(shown.end);
      }),
    );
  });

  it('offsets are monotone on either side and in either direction', () => {
    fc.assert(
      fc.property(alignments(), (alignment) => {
        for (const side of ['start', 'end'] as const) {
          const there = Array.from({ length: alignment.sourceLength + 1 }, (_, i) =>
            toDisplay(alignment, sourceOffset(i), side),
          );
          const back = Array.from({ length: alignment.displayLength + 1 }, (_, i) =>
            toSource(alignment, displayOffset(i), side),
          );
          expect(there).toEqual([...there].sort((a, b) => a - b));
          expect(back).toEqual([...back].sort((a, b) => a - b));
          expect([there[0], there.at(-1)]).toEqual([0, alignment.displayLength]);
        }
        const cuts = Array.from({ length: alignment.sourceLength + 1 }, (_, i) => displayCut(alignment, i));
        expect(cuts).toEqual([...cuts].sort((a, b) => a - b));
        expect([cuts[0], cuts.at(-1)]).toEqual([0, alignment.displayLength]);
      }),
    );
  });

  it('two steps composed lead where one after the other leads', () => {
    fc.assert(
      fc.property(pairs, fc.nat(), fc.nat(), ([first, second], a, b) => {
        const both = compose(first, second);
        expectSound(both);
        expect([both.sourceLength, both.displayLength]).toEqual([first.sourceLength, second.displayLength]);
        const [x, y] = [a % (first.sourceLength + 1), b % (first.sourceLength + 1)];
        const span = { start: sourceOffset(Math.min(x, y)), end: sourceOffset(Math.max(x, y)) };
        fc.pre(span.start < span.end);
        const middle = displaySpan(first, span);
        const stepwise = displaySpan(second, {
          start: sourceOffset(middle.start),
          end: sourceOffset(middle.end),
        });
        const at = displaySpan(both, span);
        // Pieces that touched grow together, so composed spans may be wider, never narrower.
        expect(at.start).toBeLessThanOrEqual(stepwise.start);
        expect(at.end).toBeGreaterThanOrEqual(stepwise.end);
      }),
    );
  });

  it('composing with a text that stays the same changes nothing', () => {
    fc.assert(
      fc.property(alignments(), (alignment) => {
        expect(compose(alignment, identityAlignment(alignment.displayLength))).toEqual(alignment);
        expect(compose(identityAlignment(alignment.sourceLength), alignment)).toEqual(alignment);
      }),
    );
  });

  it('composing is associative', () => {
    fc.assert(
      fc.property(
        pairs.chain(([a, b]) => alignments(b.displayLength).map((c) => [a, b, c] as const)),
        ([a, b, c]) => {
          expect(compose(compose(a, b), c)).toEqual(compose(a, compose(b, c)));
        },
      ),
    );
  });

  it('is read back from an attribute as it was written', () => {
    fc.assert(
      fc.property(alignments(), (alignment) => {
        expect(readPieces(writePieces(alignment), alignment.displayLength)).toEqual(alignment);
      }),
    );
  });
});
