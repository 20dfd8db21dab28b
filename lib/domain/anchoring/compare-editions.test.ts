import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carriedKeys } from './carried-keys';
import { compareEditions, joinedText, type EditionBlock } from './compare-editions';
import { hunksBetween, type Hunk } from './text-diff';
import { edited, EDIT_KINDS, editionOf, numbersFrom, tracedText, words } from './testing/edited-text';

const edition = (texts: readonly string[], name: string): EditionBlock[] =>
  texts.map((text, index) => ({ key: `${name}${index}`, kind: 'paragraph', text }));

const A = '第一段说的是山，山外有山，山里有人家。';
const B = '第二段说的是水，水流不止，水边有旧舟。';
const C = '第三段说的是雪，雪落无声，雪后有晴天。';
const D = '第四段说的是月，月有圆缺，月下有归人。';

/** In the later edition's order: fate, and the indexes on either side. */
const fates = (before: readonly string[], after: readonly string[]): string[] =>
  compareEditions(edition(before, 'a'), edition(after, 'b')).groups.map(
    (group) => `${group.fate} ${group.before.join('+')}→${group.after.join('+')}`,
  );

describe('what became of blocks', () => {
  it.each<[string, string[], string[], string[]]>([
    ['nothing happened', [A, B], [A, B], ['unchanged 0→0', 'unchanged 1→1']],
    [
      'one was corrected',
      [A, B, C],
      [A, B.replace('旧舟', '新舟'), C],
      ['unchanged 0→0', 'corrected 1→1', 'unchanged 2→2'],
    ],
    ['one was split', [A, B], [A.slice(0, 8), A.slice(8), B], ['split 0→0+1', 'unchanged 1→2']],
    ['two were merged', [A, B, C], [A + B, C], ['merged 0+1→0', 'unchanged 2→1']],
    ['two changed places', [A, B, C], [A, C, B], ['unchanged 0→0', 'moved 2→1', 'unchanged 1→2']],
    ['one is new', [A, B], [A, C, B], ['unchanged 0→0', 'new →1', 'unchanged 1→2']],
    ['one is gone', [A, B, C], [A, C], ['unchanged 0→0', 'gone 1→', 'unchanged 2→1']],
    ['all are gone', [A, B], [], ['gone 0→', 'gone 1→']],
    [
      'of two alike the first is gone',
      [A, B, A, C],
      [B, A, C],
      ['gone 0→', 'unchanged 1→0', 'unchanged 2→1', 'unchanged 3→2'],
    ],
    [
      'one was replaced by another',
      [A, B, C],
      [A, D.replaceAll('有', '无') + '全是另外的话了', C],
      ['unchanged 0→0', 'gone 1→', 'new →1', 'unchanged 2→2'],
    ],
    [
      'a heading lost a character',
      [A, '三、表像', B],
      [A, '三、表象', B],
      ['unchanged 0→0', 'corrected 1→1', 'unchanged 2→2'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(fates(before, after)).toEqual(expected);
  });

  it('knows a paragraph that was both moved and corrected', () => {
    const { groups } = compareEditions(edition([A, B, C, D], 'a'), edition([B, C, D, A.replace('人家', '寺庙')], 'b'));
    expect(groups.find(({ fate }) => fate === 'corrected')).toMatchObject({ before: [0], after: [3], moved: true });
  });
});

describe('keys', () => {
  const keys = (before: readonly string[], after: readonly string[]) =>
    carriedKeys(compareEditions(edition(before, 'a'), edition(after, 'b')));

  it.each<[string, string[], string[], string[]]>([
    ['stay while a block does', [A, B], [A, B.replace('水', '河')], ['a0', 'a1']],
    ['go along when blocks are moved', [A, B, C], [C, A, B], ['a2', 'a0', 'a1']],
    ['stay with the longer part of what was split', [A + B, C], [A.slice(0, 6), A.slice(6) + B, C], ['b0', 'a0', 'a1']],
    ['are those of the longer one of what was merged', [A.slice(0, 8), B, C], [A.slice(0, 8) + B, C], ['a1', 'a2']],
    ['are the importer’s for what is new', [A], [A, D], ['a0', 'b1']],
  ])('%s', (_, before, after, expected) => {
    expect(keys(before, after)).toEqual(expected);
  });

  it('are never those of another block', () => {
    // The corrected paragraph keeps the key of the words it had; somebody writes those words anew.
    const before = [{ key: 'words0', kind: 'paragraph', text: A }];
    const after = [
      { key: 'other0', kind: 'paragraph', text: A.replace('人家', '寺庙') },
      { key: 'words0', kind: 'paragraph', text: D },
    ];
    expect(carriedKeys(compareEditions(before, after))).toEqual(['words0', 'words01']);
  });
});

describe('laws of comparing', () => {
  const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  const edits = fc.array(
    fc.record({
      kind: fc.constantFrom(...EDIT_KINDS),
      block: share,
      at: share,
      length: fc.integer({ min: 1, max: 40 }),
      other: share,
    }),
    { maxLength: 12 },
  );

  it('every block is in one group, keys are unique, and hunks are all that differs', () => {
    fc.assert(
      fc.property(fc.integer(), edits, (seed, changes) => {
        const random = numbersFrom(seed);
        const old = tracedText(Array.from({ length: 10 }, () => words(random, 6 + random() * 150)));
        const [before, after] = [old, changes.reduce((text, change) => edited(text, change, random), old)].map(
          editionOf,
        );
        if (!before || !after) return;
        const comparison = compareEditions(before, after);
        const ascending = (numbers: number[]) => numbers.sort((a, b) => a - b);
        expect(ascending(comparison.groups.flatMap((group) => group.before))).toEqual([...before.keys()]);
        expect(ascending(comparison.groups.flatMap((group) => group.after))).toEqual([...after.keys()]);
        const keys = carriedKeys(comparison);
        expect(new Set(keys).size).toBe(keys.length);
        for (const group of comparison.groups) {
          if (group.before.length === 0 || group.after.length === 0) continue;
          const [one, other] = [joinedText(before, group.before), joinedText(after, group.after)];
          expect(patched(one, other, group.hunks)).toBe(other);
        }
      }),
    );
  });

  it('a diff put into the old text makes the new one, and cuts no character', () => {
    const text = fc.string({
      unit: fc.constantFrom('表', '象', '，', '。', 'a', '𠮷', '👨‍👩‍👧', 'é', '\n'),
      maxLength: 60,
    });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const hunks = hunksBetween(before, after);
        expect(patched(before, after, hunks)).toBe(after);
        for (const { oldStart, newStart } of hunks)
          for (const [whole, at] of [
            [before, oldStart],
            [after, newStart],
          ] as const)
            expect(/^[\uDC00-\uDFFF]/.test(whole.slice(at)) && /[\uD800-\uDBFF]$/.test(whole.slice(0, at))).toBe(false);
      }),
    );
  });
});

function patched(before: string, after: string, hunks: readonly Hunk[]): string {
  let [text, at] = ['', 0];
  for (const { oldStart, oldEnd, newStart, newEnd } of hunks) {
    text += before.slice(at, oldStart) + after.slice(newStart, newEnd);
    at = oldEnd;
  }
  return text + before.slice(at);
}
