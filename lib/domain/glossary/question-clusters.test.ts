import { describe, expect, it } from 'vitest';
import { characterRoot } from '@/lib/opencc';
import { foldingBy } from '../search/fold';
import { questionClusters, type Question } from './question-clusters';

const folding = foldingBy(characterRoot);
const TEXT = '先验统觉的综合统一是知性的最高原理';

let count = 0;
/** Somebody asks about some words; in the text where they stand there, else elsewhere. */
const asks = (by: string, exact: string, block = 'a'): Question => {
  const at = TEXT.indexOf(exact);
  const [start, end] = at < 0 ? [0, exact.length] : [at, at + exact.length];
  return { id: `${by}${++count}`, by, exact, start: { block, offset: start }, end: { block, offset: end } };
};
const clusters = (...questions: Question[]) =>
  questionClusters(questions, folding).map(({ phrase, notes, readers }) => ({
    phrase,
    by: notes.map((id) => id.replace(/\d+/, '')).join(''),
    readers,
  }));

describe('questions', () => {
  it('about the same words are one matter, in any script and anywhere', () => {
    expect(clusters(asks('甲', '表征'), asks('乙', '表徵', 'b'), asks('丙', '概念', 'c'))).toEqual([
      { phrase: '表征', by: '甲乙', readers: 2 },
    ]);
  });

  it('of one reader, however many, are no matter of several', () => {
    expect(clusters(asks('甲', '表征'), asks('甲', '表征', 'b'))).toEqual([]);
  });

  it('on nearly the same words of a block are one matter; words that merely touch are not', () => {
    expect(clusters(asks('甲', '先验统觉'), asks('乙', '先验统觉的'), asks('丙', '的综合统一'))).toEqual([
      { phrase: '先验统觉', by: '甲乙', readers: 2 },
    ]);
    const elsewhere = { ...asks('乙', '先验统觉的'), start: { block: 'b', offset: 0 }, end: { block: 'b', offset: 5 } };
    expect(clusters(asks('甲', '先验统觉'), elsewhere)).toEqual([]);
  });

  it('do not run together over neighbours of neighbours', () => {
    const [first] = clusters(
      ...[asks('甲', '统觉的综合'), asks('乙', '统觉的综合')],
      ...[asks('丙', '觉的综合统'), asks('丁', '综合统一是知')],
    );
    expect(first).toEqual({ phrase: '统觉的综合', by: '甲乙丙', readers: 3 });
  });

  it('that most ask come first', () => {
    const [few, most] = [[asks('甲', '知性'), asks('乙', '知性')], ['甲', '乙', '丙'].map((by) => asks(by, '统觉'))];
    expect(clusters(...few, ...most).map(({ phrase }) => phrase)).toEqual(['统觉', '知性']);
  });

  it('about whole paragraphs, or about nothing that counts, ask for no term', () => {
    expect(clusters(asks('甲', '长'.repeat(200)), asks('乙', '长'.repeat(200)))).toEqual([]);
    expect(clusters(asks('甲', '……'), asks('乙', '？！'))).toEqual([]);
  });

  it('over several blocks are about the same words or nothing', () => {
    const across = (by: string, exact: string) => ({ ...asks(by, exact), end: { block: 'b', offset: 3 } });
    expect(clusters(across('甲', '先验统觉'), across('乙', '先验统觉'), across('丙', '先验统觉的'))).toEqual([
      { phrase: '先验统觉', by: '甲乙', readers: 2 },
    ]);
  });
});
