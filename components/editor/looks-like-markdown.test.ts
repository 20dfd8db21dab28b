import { expect, test } from 'vitest';
import { looksLikeMarkdown } from './looks-like-markdown';

test.each([
  '# 题目\n正文',
  '> 引用的话',
  '- 一\n- 二',
  '1. 一\n2. 二',
  '这里**要紧**。',
  '见[县志](https://example.org)',
  '写作 `water.csv`',
  '~~不对~~',
  '水位 $h = 3.2$ 米',
  '$$\na+b\n$$',
  '| 年 | 月 |\n| --- | --- |\n| 一 | 二 |',
  '```\ncode\n```',
])('%j is Markdown', (text) => expect(looksLikeMarkdown(text)).toBe(true));

test.each([
  '平常的一句话。',
  '第一行\n第二行\n\n第三行',
  '- 只有一个破折号',
  '从$100到$200不等',
  '2 * 3 * 4 = 24',
  'a_b_c',
  '#话题# 也不是',
  '3. 从第三条说起',
  '[1] 参考文献',
])('%j is not', (text) => expect(looksLikeMarkdown(text)).toBe(false));

test('a long line that is almost one, again and again, is looked through all the same', () => {
  const almost = ['**a ', '$水', '[a', '~~a '].map((sign) => sign.repeat(20_000));
  expect(looksLikeMarkdown(almost.join('\n'))).toBe(false);
});
