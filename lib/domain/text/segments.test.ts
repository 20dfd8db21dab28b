import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Mark } from './block';
import { sourceOffset } from './offset';
import { marksWithin, segments, type Segment } from './segments';

const mark = (type: 'strong' | 'emphasis' | 'delete' | 'code' | 'break', start: number, end: number): Mark => ({
  type,
  start: sourceOffset(start),
  end: sourceOffset(end),
});
const link = (start: number, end: number, href = '/'): Mark => ({
  type: 'link',
  href,
  start: sourceOffset(start),
  end: sourceOffset(end),
});

const leaves = (tree: readonly Segment[]): string =>
  tree.map((node) => (typeof node === 'string' ? node : leaves(node.children))).join('');

/** Which mark types hold over each code unit, as drawn. */
const drawn = (tree: readonly Segment[], above: readonly Mark[] = []): (readonly Mark[])[] =>
  tree.flatMap((node) =>
    typeof node === 'string' ? Array.from(node.split(''), () => above) : drawn(node.children, [...above, node.mark]),
  );

const texts = fc.string({ unit: fc.constantFrom('表', '象', 'a', '𠮷', '\uFFFC', '\n', ' '), maxLength: 24 });
const cases = texts.chain((text) =>
  fc.record({
    text: fc.constant(text),
    marks: fc.array(
      fc
        .tuple(
          fc.constantFrom('strong', 'emphasis', 'delete', 'code', 'link' as const),
          fc.nat(text.length),
          fc.nat(text.length),
        )
        .map(([type, a, b]) =>
          type === 'link' ? link(Math.min(a, b), Math.max(a, b)) : mark(type, Math.min(a, b), Math.max(a, b)),
        ),
      { maxLength: 6 },
    ),
  }),
);

describe('segments', () => {
  it('preserves the text whatever the marks', () => {
    fc.assert(
      fc.property(cases, ({ text, marks }) => {
        expect(leaves(segments(text, marks))).toBe(text);
      }),
    );
  });

  it('draws over each character the marks that hold there, and at most one link', () => {
    fc.assert(
      fc.property(cases, ({ text, marks }) => {
        drawn(segments(text, marks)).forEach((above, at) => {
          const holding = marks.filter((one) => one.start <= at && at < one.end);
          const plain = (list: readonly Mark[]) => list.filter((one) => one.type !== 'link');
          expect(new Set(plain(above))).toEqual(new Set(plain(holding)));
          const links = above.filter((one) => one.type === 'link').length;
          expect(links).toBe(holding.some((one) => one.type === 'link') ? 1 : 0);
        });
      }),
    );
  });

  it('opens a mark again that overlaps another', () => {
    const tree = segments('一二三四', [mark('strong', 0, 3), mark('emphasis', 2, 4)]);
    expect(tree).toMatchObject([
      { mark: { type: 'strong' }, children: ['一二', { mark: { type: 'emphasis' }, children: ['三'] }] },
      { mark: { type: 'emphasis' }, children: ['四'] },
    ]);
  });

  it('keeps one strong in one piece when a line break stands in it', () => {
    const tree = segments('一\n二', [mark('strong', 0, 3), mark('break', 1, 2)]);
    expect(tree).toMatchObject([
      { mark: { type: 'strong' }, children: ['一', { mark: { type: 'break' }, children: ['\n'] }, '二'] },
    ]);
  });

  it('interrupts a link for the footnote reference in it', () => {
    const tree = segments('一\uFFFC二', [
      link(0, 3),
      { type: 'footnote-reference', label: '1', start: sourceOffset(1), end: sourceOffset(2) },
    ]);
    expect(tree).toMatchObject([
      { mark: { type: 'link' }, children: ['一'] },
      { mark: { type: 'footnote-reference' } },
      { mark: { type: 'link' }, children: ['二'] },
    ]);
  });

  it('cuts the marks of a table’s cell out of the table’s', () => {
    expect(marksWithin([mark('strong', 1, 6), mark('code', 0, 2)], 2, 4)).toEqual([mark('strong', 0, 2)]);
  });
});
