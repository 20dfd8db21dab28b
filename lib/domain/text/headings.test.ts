import { describe, expect, it } from 'vitest';
import { recogniseHeadings } from './headings';

/** The headings among paragraphs, with their depth. */
const headings = (...paragraphs: (string | null)[]): [string | null | undefined, number][] =>
  [...recogniseHeadings(paragraphs)].sort(([a], [b]) => a - b).map(([index, rank]) => [paragraphs[index], rank]);

const text = '这一段是正文，有标点，也有结尾。';

describe('headings written as bare paragraphs', () => {
  it('finds 一、二、三、 with text between them', () => {
    expect(headings('一、缘起', text, '二、经过', text, '三、结语', text)).toEqual([
      ['一、缘起', 0],
      ['二、经过', 0],
      ['三、结语', 0],
    ]);
  });

  it('finds chapters, whatever numerals they use', () => {
    expect(headings('第九回 九九数完', text, '第十回 三三行满', text, '第十一回 五圣成真')).toHaveLength(3);
    expect(headings('第1章 开始', text, '第２章 继续', text)).toHaveLength(2);
    expect(headings('卷一 项羽本纪', text, '卷二 高祖本纪', text)).toHaveLength(2);
  });

  it('puts （一） below 一、 and 章 below 卷', () => {
    expect(
      headings('一、甲', text, '（一）子', text, '（二）丑', text, '二、乙', text, '（一）寅', text, '（二）卯', text),
    ).toEqual([
      ['一、甲', 0],
      ['（一）子', 1],
      ['（二）丑', 1],
      ['二、乙', 0],
      ['（一）寅', 1],
      ['（二）卯', 1],
    ]);
    expect(headings('第一卷 上', '第一章 甲', text, '第二章 乙', text, '第二卷 下', '第三章 丙', text)).toEqual([
      ['第一卷 上', 0],
      ['第一章 甲', 1],
      ['第二章 乙', 1],
      ['第二卷 下', 0],
      ['第三章 丙', 1],
    ]);
  });

  it('takes a question among headings, but no questions alone', () => {
    expect(headings('一、缘起', text, '二、为什么？', text, '三、结语', text)).toHaveLength(3);
    expect(headings('一、为什么？', text, '二、怎么办？', text)).toEqual([]);
  });

  it('bridges a missing chapter', () => {
    expect(headings('第一回 甲', text, '第三回 丙', text)).toHaveLength(2);
  });

  it('knows a preface and an appendix only where there are chapters', () => {
    expect(headings('引子', text, '第一章 甲', text, '第二章 乙', text, '附录 年表', text).map(([h]) => h)).toEqual([
      '引子',
      '第一章 甲',
      '第二章 乙',
      '附录 年表',
    ]);
    expect(headings('引子', text, '一、甲', text, '二、乙', text).map(([h]) => h)).not.toContain('引子');
  });

  it.each([
    ['a single one', ['一、缘起', text]],
    ['a sequence that does not begin at one', ['三、缘起', text, '四、经过', text]],
    ['sentences', ['一、先说缘起。', text, '二、再说经过。', text]],
    ['long paragraphs', [`一、${'长'.repeat(60)}`, text, `二、${'长'.repeat(60)}`, text]],
    ['a list without text between', ['一、甲', '二、乙', '三、丙', text]],
    ['what is no paragraph', [null, null, text]],
    ['a number inside a sentence', ['他说第一章很好看', text, '他说第二章不好看', text]],
  ])('leaves %s alone', (_, paragraphs) => {
    expect(headings(...paragraphs)).toEqual([]);
  });

  it('passes over a table of contents and finds the chapters after it', () => {
    const contents = ['第一回 甲', '第二回 乙', '第三回 丙'];
    const found = recogniseHeadings([...contents, text, '第一回 甲', text, '第二回 乙', text, '第三回 丙', text]);
    expect([...found.keys()].sort((a, b) => a - b)).toEqual([4, 6, 8]);
  });
});
