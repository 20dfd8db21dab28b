import { describe, expect, it } from 'vitest';
import { parseArticle } from './parse-article';
import { blockOf, parsed, textsOf } from './testing/parse';

const refusal = (source: string, filename = 'essay.md') => {
  const outcome = parseArticle(source, { filename });
  return outcome.ok ? outcome.article.blocks.length : [outcome.error.code, outcome.error.line];
};

describe('raw HTML', () => {
  it.each([
    ['甲<!-- 乙 -->丙', ['甲丙']],
    ['甲<script>alert(1)</script>乙', ['甲乙']],
    ['<script>\nalert(1)\n\n# 不是标题\n</script>\n\n文', ['文']],
    ['<style>p { color: red }</style>\n文', ['文']],
    ['<b onclick="alert(1)">粗</b>体', ['粗体']],
    ['<div align="center">\n<h1>题</h1>\n<p>甲<b>乙</b></p>\n</div>\n\n丙', ['题', '甲乙', '丙']],
    ['<details><summary>问</summary>\n\n答\n\n</details>', ['问', '答']],
    ['<center>**图 1**</center>', ['图 1']],
    ['<iframe src="//evil"></iframe>甲', ['甲']],
    ['a <svg onload=alert(1)><text>x</text></svg> b', ['a  b']],
    ['1 < 2 且 3 > 2', ['1 < 2 且 3 > 2']],
  ])('%j', (source, texts) => {
    expect(textsOf(source)).toEqual(texts);
  });

  it('says what it dropped, and where', () => {
    expect(parsed('文\n\n甲<span>乙</span>\n\n<div>\n<u>丙</u>\n<script>x</script>\n</div>').warnings).toEqual([
      { code: 'html-dropped', line: 3, values: { name: 'span' } },
      { code: 'html-dropped', line: 5, values: { name: 'div' } },
      { code: 'html-dropped', line: 6, values: { name: 'u' } },
      { code: 'script-dropped', line: 7, values: { name: 'script' } },
    ]);
  });

  it('names the line of a comment that swallows the rest', () => {
    expect(parsed('文\n\n<!-- 没有结束\n\n其余').warnings).toEqual([{ code: 'html-unclosed', line: 3, values: {} }]);
  });
});

describe('links that run something', () => {
  it.each([
    '[字](javascript:alert(1))',
    '[字](JaVaScRiPt:alert(1))',
    '[字](<java\tscript:alert(1)>)',
    '[字](java&#10;script:alert(1))',
    '[字](&#x6a;avascript:alert(1))',
    '[字](<&#x1; javascript:alert(1)>)',
    '[字](java&#x200B;script:alert(1))',
    '[字](vbscript:x)',
    '[字](data:text/html;base64,PHNjcmlwdD4=)',
    '[字](file:///etc/passwd)',
    '[字][x]\n\n[x]: javascript:alert(1)',
  ])('%j keeps its word and loses its link', (source) => {
    const article = parsed(source);
    expect(article.blocks).toMatchObject([{ text: '字', marks: [] }]);
    expect(article.warnings).toMatchObject([{ code: 'link-dropped', line: 1 }]);
  });

  it.each(['https://e.com', 'http://e.com/a?b#c', 'mailto:a@e.com', '/read/b', './b.md', '#b', '//e.com/x'])(
    'and %s keeps both',
    (href) => {
      expect(blockOf(`[字](${href})`).marks).toMatchObject([{ type: 'link', href }]);
    },
  );
});

describe('what no text should be', () => {
  it.each([
    ['nothing', '', ['empty', null]],
    ['white space', ' \n\t\n　', ['empty', null]],
    ['front matter only', '---\ntitle: 甲\n---\n', ['no-text', null]],
    ['a title only', '# 甲', ['no-text', null]],
    ['a comment only', '<!-- 甲 -->', ['no-text', null]],
    ['U+0000', '甲\n乙\0丙', ['null-character', 2]],
    ['half a surrogate pair', '甲\n\n乙\ud800丙', ['lone-surrogate', 3]],
    ['broken YAML', '---\ntitle: 甲\ntags: [乙\n---\n文', ['front-matter', 3]],
    ['YAML with a bare colon', '---\ndate: 2020-01-01\ntitle: 甲: 乙\n---\n文', ['front-matter', 3]],
    ['broken TOML', '+++\ntitle = "甲"\ndate = = 1\n+++\n文', ['front-matter', 3]],
    ['ten thousand quotes', `文\n\n${'> '.repeat(10_000)}深`, ['too-deep', 3]],
    ['ten thousand quotes without a space', `文\n\n${'>'.repeat(10_000)}深`, ['too-deep', 3]],
    ['ten thousand lists on a line', `${'- + '.repeat(5000)}深`, ['too-deep', 1]],
    [
      'a thousand lists in one another',
      Array.from({ length: 1000 }, (_, i) => `${' '.repeat(2 * i)}- 深`).join('\n'),
      ['too-deep', 102],
    ],
    ['fifty thousand strong beginnings', '**a'.repeat(50_000), ['too-tangled', 1]],
    ['fifty thousand brackets', `文\n\n${'['.repeat(50_000)}`, ['too-tangled', 3]],
    ['fifty thousand image beginnings', '!['.repeat(50_000), ['too-tangled', 1]],
    ['two hundred thousand underscores', 'a_b '.repeat(200_000), ['too-tangled', 1]],
  ] as [string, string, unknown][])('%s is refused by name and line', (_, source, expected) => {
    expect(refusal(source)).toEqual(expected);
  });

  it.each([
    ['fifty thousand backticks', '`a'.repeat(50_000)],
    ['fifty thousand asterisks', `${'*'.repeat(50_000)} 文`],
    ['fifty thousand dollars', '$a '.repeat(50_000)],
    ['a million letters in a paragraph', '汉字，'.repeat(350_000)],
    ['a million English letters in a paragraph', 'word and more. '.repeat(70_000)],
    ['ninety quotes in one another', `${'> '.repeat(90)}深`],
    ['brackets in code', `\`\`\`json\n${'[[1, 2], [3]],\n'.repeat(3000)}\`\`\``],
    ['a very long rule', `甲\n\n${'* '.repeat(5000)}\n\n乙`],
    ['an undefined entity and a zero', '甲&nosuch;乙&#0;丙'],
  ])('%s is only unusual', (_, source) => {
    expect(refusal(source)).toBeGreaterThan(0);
  });

  it('a rule at the top is no front matter', () => {
    expect(textsOf('---\n\n甲\n\n---\n\n乙')).toEqual(['甲', '乙']);
  });

  it('front matter without an end is text, and said to be', () => {
    const article = parsed('---\ntitle: 甲\n\n文');
    expect(article.warnings.map((warning) => warning.code)).toEqual(['front-matter-open']);
    expect(article.blocks.map((block) => block.text).join()).toContain('文');
  });

  it('a pasted U+FFFC cannot pass for an atom', () => {
    const article = parsed('甲\uFFFC乙');
    expect(article.blocks).toMatchObject([{ text: '甲乙', marks: [] }]);
    expect(article.warnings).toMatchObject([{ code: 'placeholder-dropped', line: 1 }]);
  });

  it('a thousand warnings of a kind end in one', () => {
    const { warnings } = parsed('<b>x</b>\n\n'.repeat(1000));
    expect(warnings).toHaveLength(201);
    expect(warnings.at(-1)).toEqual({ code: 'more', line: null, values: { count: 800 } });
  });
});
