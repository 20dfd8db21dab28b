import { describe, expect, it } from 'vitest';
import { bookTitle, plainParagraphs } from './plain-text';

const texts = (source: string, chinese = true) => plainParagraphs(source, chinese).map((paragraph) => paragraph.text);

describe('a plain text as paragraphs', () => {
  it('takes a line for a paragraph, without its indent', () => {
    expect(texts('　　第一段。\n　　第二段。\n\n\n    第三段。')).toEqual(['第一段。', '第二段。', '第三段。']);
  });

  it('says on which line each began', () => {
    expect(plainParagraphs('\n\n甲\n\n乙', true)).toEqual([
      { text: '甲', line: 3 },
      { text: '乙', line: 5 },
    ]);
  });

  it('keeps the lines of a poem apart', () => {
    expect(texts('床前明月光\n疑是地上霜\n\n举头望明月\n低头思故乡')).toHaveLength(4);
  });

  it('joins lines that were wrapped to a width: Chinese without a space, English with one', () => {
    const line = '这一行在四十个字的地方断开了因为从前的文本文件都是这样排的所以';
    expect(texts(`${line}\n${line}\n尾。\n\n${line}\n尾。`)).toEqual([`${line}${line}尾。`, `${line}尾。`]);
    expect(texts('It was the best of times, it was the\nworst of times.\n\nIt was spring.', false)).toEqual([
      'It was the best of times, it was the worst of times.',
      'It was spring.',
    ]);
  });
});

it.each([
  ['《西游记》吴承恩（明）', { title: '西游记', author: '吴承恩（明）' }],
  ['《呐喊》 作者：鲁迅', { title: '呐喊', author: '鲁迅' }],
  ['《呐喊》', { title: '呐喊', author: null }],
  ['《呐喊》出版以后，我很久没有写。', null],
  ['第一章', null],
])('the first line %s', (line, book) => {
  expect(bookTitle(line)).toEqual(book);
});
