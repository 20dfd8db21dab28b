import { describe, expect, it } from 'vitest';
import { byInitial, inReadingOrder } from './term-order';

const named = (...headwords: string[]) => headwords.map((headword) => ({ id: headword, headword }));
const names = (terms: readonly { headword: string }[]) => terms.map(({ headword }) => headword);
const listed = (...headwords: string[]) =>
  byInitial(named(...headwords)).map(({ initial, terms }) => `${initial} ${names(terms).join('、')}`);

describe('a glossary', () => {
  it('is listed under letters, Latin words before Chinese ones', () => {
    expect(
      listed(
        '重力',
        '表象',
        'attention',
        '概念',
        '阿赖耶识',
        'Alignment',
        '表征',
        'Ärger',
        '《人性论》',
        '42',
        '啊',
        'あ',
      ),
    ).toEqual([
      'A Alignment、Ärger、attention、阿赖耶识、啊'.replace(
        'Ärger、attention',
        names(named('Ärger', 'attention')).sort(new Intl.Collator('zh-Hans-u-co-pinyin').compare).join('、'),
      ),
      ...['B 表象、表征', 'G 概念', 'R 《人性论》', 'Z 重力', '# 42、あ'],
    ]);
  });

  it('is listed alike in either script', () => {
    expect(listed('頭髮', '觀念', '體系', '門')).toEqual(
      ['G 觀念', 'M 門', 'T 體系、頭髮'].map((line) => line.replace('體系、頭髮', '體系、頭髮')),
    );
    expect(listed('头发', '观念', '体系', '门')).toEqual(['G 观念', 'M 门', 'T 体系、头发']);
  });

  it('has the initial that the dictionary’s order gives each character', () => {
    const all = Array.from({ length: 0x9fa5 - 0x4e00 }, (_, index) => String.fromCharCode(0x4e00 + index));
    const groups = byInitial(named(...all.filter((_, index) => index % 3 === 0), ...'嗯姆呣吖妑奥鹅扩去入娃'));
    expect(groups.map(({ initial }) => initial).join('')).toMatch(/^ABCDEFGHJKLMNOPQRSTWXYZ#?$/);
    const initialOf = (character: string) =>
      groups.find(({ terms }) => terms.some(({ headword }) => headword === character))?.initial;
    expect(Array.from('嗯姆呣吖妑奥鹅扩去入娃', initialOf).join('')).toBe('NMMAPAEKQRW');
  });

  it('is read in the order of its text, what does not occur at the end', () => {
    const places = new Map([
      ['概念', { number: 2, start: 7 }],
      ['表象', { number: 2, start: 9 }],
      ['注意', { number: 1, start: 30 }],
    ]);
    expect(names(inReadingOrder(named('自由', '表象', '概念', '必然', '注意'), places))).toEqual([
      ...['注意', '概念', '表象'],
      ...['必然', '自由'],
    ]);
  });
});
