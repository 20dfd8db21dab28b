import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyOfText, plainText } from './body';
import { mergeBodies, mergeSets } from './merge-bodies';

const linesOf = (text: string): string[] => text.split('\n').filter(Boolean);
const merge = (was: string | null, mine: string, theirs: string): string[] =>
  linesOf(plainText(mergeBodies(was === null ? null : bodyOfText(was), bodyOfText(mine), bodyOfText(theirs))));

describe('two versions of one text', () => {
  it('that changed different paragraphs come together', () => {
    expect(merge('甲\n乙\n丙', '甲一\n乙\n丙', '甲\n乙\n丙三')).toEqual(['甲一', '乙', '丙三']);
  });

  it('that changed the same paragraph are both there, theirs first', () => {
    expect(merge('甲\n乙\n丙', '甲\n我的乙\n丙', '甲\n别处的乙\n丙')).toEqual(['甲', '别处的乙', '我的乙', '丙']);
  });

  it('are joined where it is not known what they began from', () => {
    expect(merge(null, '同一句\n我的', '同一句\n别处的')).toEqual(['同一句', '别处的', '我的']);
  });

  it('leave out what one has taken out and the other left alone, and nothing that was rewritten', () => {
    expect(merge('甲\n乙\n丙', '甲\n丙', '甲\n乙\n丙')).toEqual(['甲', '丙']);
    expect(merge('甲\n乙\n丙', '甲\n丙', '甲\n乙，改过\n丙')).toEqual(['甲', '乙，改过', '丙']);
  });

  const text = fc.array(fc.constantFrom('一', '二', '三', '四', '五', '六'), { maxLength: 7 }).map((l) => l.join('\n'));

  it('lose no words that either wrote, and none that both have', () => {
    fc.assert(
      fc.property(fc.option(text), text, text, (was, mine, theirs) => {
        const [before, left, right] = [linesOf(was ?? ''), linesOf(mine), linesOf(theirs)];
        const merged = merge(was, mine, theirs);
        const written = [...left, ...right].filter((line) => was === null || !before.includes(line));
        const standing = left.filter((line) => right.includes(line));
        for (const line of [...written, ...standing]) expect(merged).toContain(line);
        for (const line of merged) expect([...left, ...right]).toContain(line);
      }),
      { numRuns: 1000 },
    );
  });

  it('come to the one that changed when the other did not, and to either when both say the same', () => {
    fc.assert(
      fc.property(text, text, (was, changed) => {
        expect(merge(was, changed, was)).toEqual(linesOf(changed));
        expect(merge(was, was, changed)).toEqual(linesOf(changed));
        expect(merge(was, changed, changed)).toEqual(linesOf(changed));
      }),
    );
  });
});

it('tags that either added stay, those that either took out go', () => {
  expect(mergeSets(['旧', '去'], ['旧', '我'], ['旧', '去', '他'])).toEqual(['旧', '他', '我']);
  expect(mergeSets(null, ['我'], ['他'])).toEqual(['他', '我']);
});
