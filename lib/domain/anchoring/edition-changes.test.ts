import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identityAlignment, piece } from '../script/alignment';
import type { Comparison, EditionBlock, Group } from './compare-editions';
import { changedGroups, editionChanges, type ChangedSide } from './edition-changes';
import type { Hunk } from './text-diff';

const blocks = (...texts: string[]): EditionBlock[] =>
  texts.map((text, index) => ({ key: `k${index + 1}`, kind: 'paragraph', text }));
const asWritten = ({ text }: EditionBlock) => ({ text, alignment: identityAlignment(text.length) });
const source = { before: asWritten, after: asWritten };

const group = (fate: Group['fate'], before: number[], after: number[], hunks: Hunk[] = []): Group => ({
  fate,
  moved: false,
  before,
  after,
  hunks,
});
const hunk = (oldStart: number, oldEnd: number, newStart: number, newEnd: number): Hunk => ({
  oldStart,
  oldEnd,
  newStart,
  newEnd,
});
const wordsIn = (sides: readonly ChangedSide[]) =>
  sides.map(({ text, changed }) => changed.map(({ start, end }) => text.slice(start, end)));

describe('what an edition changed', () => {
  it('leaves out what stayed, and says where each block stands', () => {
    const comparison = {
      before: blocks('序', '旧文'),
      after: blocks('新文', '序'),
      groups: [group('new', [], [0]), group('unchanged', [0], [1]), group('gone', [1], [])],
    };
    expect(changedGroups(comparison).map(({ fate }) => fate)).toEqual(['new', 'gone']);
    expect(editionChanges(comparison, source)).toEqual([
      {
        fate: 'new',
        moved: false,
        before: [],
        after: [{ key: 'k1', number: 1, kind: 'paragraph', text: '新文', changed: [] }],
      },
      {
        fate: 'gone',
        moved: false,
        before: [{ key: 'k2', number: 2, kind: 'paragraph', text: '旧文', changed: [] }],
        after: [],
      },
    ]);
  });

  it('names the words on either side of a correction, and the place where one side has more', () => {
    const comparison = {
      before: blocks('这是一个测式。'),
      after: blocks('这是一个小测试。'),
      groups: [group('corrected', [0], [0], [hunk(4, 4, 4, 5), hunk(5, 6, 6, 7)])],
    };
    const [change] = editionChanges(comparison, source);
    expect(wordsIn(change?.before ?? [])).toEqual([['', '式']]);
    expect(wordsIn(change?.after ?? [])).toEqual([['小', '试']]);
  });

  it('cuts a stretch that runs over a joint, and marks no joint', () => {
    const comparison = {
      before: blocks('甲乙丙丁戊己'),
      after: blocks('甲乙天', '地丁戊', '己'),
      groups: [group('split', [0], [0, 1, 2], [hunk(2, 3, 2, 5), hunk(5, 5, 7, 8)])],
    };
    const [change] = editionChanges(comparison, source);
    expect(wordsIn(change?.before ?? [])).toEqual([['丙', '']]);
    expect(wordsIn(change?.after ?? [])).toEqual([['天'], ['地'], []]);
  });

  it('grows to whole words that the script changes, and joins what then touches', () => {
    const comparison = {
      before: blocks('用U盘存'),
      after: blocks('用U存盘'),
      groups: [group('corrected', [0], [0], [hunk(1, 2, 1, 1), hunk(2, 3, 2, 2), hunk(4, 4, 3, 4)])],
    };
    const [change] = editionChanges(comparison, {
      before: () => ({
        text: '用隨身碟存',
        alignment: { sourceLength: 4, displayLength: 5, pieces: [piece(1, 3, 1, 4)] },
      }),
      after: asWritten,
    });
    expect(wordsIn(change?.before ?? [])).toEqual([['隨身碟', '']]);
  });

  it('reads the groups that are asked for and shows no other', () => {
    const comparison = {
      before: [],
      after: blocks('一', '二', '三'),
      groups: [group('new', [], [0]), group('new', [], [1]), group('new', [], [2])],
    };
    const shown: number[] = [];
    const after = (block: EditionBlock, number: number) => {
      shown.push(number);
      return asWritten(block);
    };
    editionChanges(comparison, { before: asWritten, after }, changedGroups(comparison).slice(1, 2));
    expect(shown).toEqual([2]);
  });
});

/** Stretches that are the same on both sides, and between them what either side has instead. */
const words = fc.string({ unit: fc.constantFrom('甲', '乙', '丙', '\n'), maxLength: 6 });
const steps = fc.array(fc.record({ same: words, old: words, new: words }), { maxLength: 8 });
type Step = { same: string; old: string; new: string };

function compared(script: readonly Step[]): Comparison {
  let [before, after] = ['', ''];
  const hunks = script.map((step) => {
    before += step.same;
    after += step.same;
    const made = hunk(before.length, before.length + step.old.length, after.length, after.length + step.new.length);
    before += step.old;
    after += step.new;
    return made;
  });
  const [old, now] = [blocks(...before.split('\n')), blocks(...after.split('\n'))];
  return { before: old, after: now, groups: [group('corrected', [...old.keys()], [...now.keys()], hunks)] };
}

/** What is not marked, joined. */
const unmarked = (sides: readonly ChangedSide[]): string =>
  sides
    .map(({ text, changed }) => {
      let [rest, at] = ['', 0];
      for (const { start, end } of changed) {
        rest += text.slice(at, start);
        at = end;
      }
      return rest + text.slice(at);
    })
    .join('');

describe('in the source’s own script', () => {
  it('what is not marked is the same on both sides', () => {
    fc.assert(
      fc.property(steps, (script) => {
        const [change] = editionChanges(compared(script), source);
        const same = script.map((step) => step.same.replaceAll('\n', '')).join('');
        expect(unmarked(change?.before ?? [])).toBe(same);
        expect(unmarked(change?.after ?? [])).toBe(same);
      }),
    );
  });

  it('marks are in order, apart, and within the text', () => {
    fc.assert(
      fc.property(steps, (script) => {
        for (const change of editionChanges(compared(script), source))
          for (const { text, changed } of [...change.before, ...change.after]) {
            let last = -1;
            for (const { start, end } of changed) {
              expect(start).toBeGreaterThan(last);
              expect(end).toBeGreaterThanOrEqual(start);
              last = end;
            }
            expect(last).toBeLessThanOrEqual(text.length);
          }
      }),
    );
  });
});
