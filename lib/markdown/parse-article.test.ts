import { describe, expect, it } from 'vitest';
import { ATOM } from '@/lib/domain/text/block';
import { blockOf, blocksOf, markedWords, parsed, textsOf } from './testing/parse';

/** A small essay in the manner of the ones that come in. */
const ESSAY = `---
layout: post
title: 试论眉批
date: 2023-06-29 16:40:16
tags: 阅读 书籍
categories: Chinese
---
开篇的一段，说明来意。

一、什么是眉批

书页之上的~~闲话~~批语，(约)4 \\* 256 字。

二、为什么要批

因为读书要动笔。
`;

describe('an essay with front matter and bare headings', () => {
  const article = parsed(ESSAY, '2023-06-29-meipi.md');

  it('has what its front matter says', () => {
    expect(article).toMatchObject({
      title: '试论眉批',
      date: '2023-06-29T16:40:16',
      tags: ['阅读', '书籍'],
      categories: ['Chinese'],
      sourceScript: 'zh-Hans',
      warnings: [],
    });
  });

  it('becomes blocks in order, its numbered lines headings of level two', () => {
    expect(article.blocks.map(({ number, kind, attrs }) => [number, kind, attrs.level])).toEqual([
      [1, 'paragraph', undefined],
      [2, 'heading', 2],
      [3, 'paragraph', undefined],
      [4, 'heading', 2],
      [5, 'paragraph', undefined],
    ]);
  });

  it('keeps a deletion as a mark and an escaped asterisk as an asterisk', () => {
    const block = article.blocks[2];
    expect(block?.text).toBe('书页之上的闲话批语，(约)4 * 256 字。');
    expect(block && markedWords(block)).toEqual([['delete', '闲话']]);
  });

  it('has the same keys whenever it is imported', () => {
    const keys = (source: string) => parsed(source).blocks.map((block) => block.key);
    expect(keys(ESSAY)).toEqual(keys(ESSAY.replaceAll('\n', '\r\n')));
    expect(keys(ESSAY).every((key) => /^[0-9a-z]{8}$/.test(key))).toBe(true);
  });
});

describe('marks', () => {
  it.each([
    ['**注意：**这里', '注意：这里', [['strong', '注意：']]],
    ['他说*很好*。', '他说很好。', [['emphasis', '很好']]],
    ['甲~~乙~~丙', '甲乙丙', [['delete', '乙']]],
    ['3~5次，共10~20', '3~5次，共10~20', []],
    ['用 `a*b` 表示', '用 a*b 表示', [['code', 'a*b']]],
    [
      '**粗*斜*粗**',
      '粗斜粗',
      [
        ['strong', '粗斜粗'],
        ['emphasis', '斜'],
      ],
    ],
    ['[𠮷野家](https://e.com)', '𠮷野家', [['link', '𠮷野家']]],
    [
      '看https://e.com/a，再说**重**',
      '看https://e.com/a，再说重',
      [
        ['link', 'https://e.com/a'],
        ['strong', '重'],
      ],
    ],
    ['(www.e.com/路径)', '(www.e.com/路径)', [['link', 'www.e.com/']]],
    ['www.例.com', 'www.例.com', []],
    ['从$100到$200', '从$100到$200', []],
    ['价$5，式$x^2$好', `价$5，式${ATOM}好`, [['math', ATOM]]],
    ['$a，还有$b', '$a，还有$b', []],
    ['$\\text{速度}=1$', ATOM, [['math', ATOM]]],
    ['甲<br>乙', '甲\n乙', [['break', '\n']]],
    ['甲  \n乙', '甲\n乙', [['break', '\n']]],
    ['甲[^x]乙', '甲[^x]乙', []],
  ] as [string, string, [string, string][]][])('%s', (source, text, marks) => {
    const block = blockOf(source);
    expect([block.text, markedWords(block)]).toEqual([text, marks]);
  });

  it('carry what they need', () => {
    expect(blockOf('[甲](https://e.com/a "题") $x$').marks).toMatchObject([
      { type: 'link', href: 'https://e.com/a', title: '题' },
      { type: 'math', tex: 'x' },
    ]);
    expect(blockOf('[甲][ref]\n\n[ref]: https://e.com/b').marks).toMatchObject([{ href: 'https://e.com/b' }]);
  });
});

describe('lines of the file', () => {
  it.each([
    ['一行\n又一行', '一行又一行'],
    ['一行，\n又一行', '一行，又一行'],
    ['一行\nEnglish', '一行 English'],
    ['one\ntwo', 'one two'],
    ['**一行**\n**又一行**', '一行又一行'],
    ['他说……\n“好”', '他说……“好”'],
  ])('%j is one paragraph', (source, text) => {
    expect(textsOf(source)).toEqual([text]);
  });

  it('joins across a footnote’s number as if it were not there', () => {
    expect(blocksOf('一行[^1]\n又一行\n\n[^1]: 注')[0]?.text).toBe(`一行${ATOM}又一行`);
  });

  it('begins a paragraph where two ideographic spaces indent a line', () => {
    expect(textsOf('　　第一段**重**\n　　第二段')).toEqual(['第一段重', '第二段']);
  });

  it('keeps marks on their words when lines are joined before them', () => {
    expect(markedWords(blockOf('一\n二\n三**四**五'))).toEqual([['strong', '四']]);
  });
});

describe('kinds of block', () => {
  it('quotes and lists lie in their containers', () => {
    const blocks = blocksOf('> 引\n>\n> > 深\n\n3. 甲\n   - [x] 子\n   - 丑\n4. 乙\n\n   续');
    expect(
      blocks.map(({ kind, text, path }) => [kind, text, path.map((container) => container.type).join(' ')]),
    ).toEqual([
      ['quote', '引', 'quote'],
      ['quote', '深', 'quote quote'],
      ['list-item', '甲', 'list item'],
      ['list-item', '子', 'list item list item'],
      ['list-item', '丑', 'list item list item'],
      ['list-item', '乙', 'list item'],
      ['list-item', '续', 'list item'],
    ]);
    expect(blocks[2]?.path[0]).toMatchObject({ ordered: true, start: 3 });
    expect(blocks[3]?.path[3]).toMatchObject({ checked: true });
    expect(blocks[2]?.path[0]?.id).toBe(blocks[5]?.path[0]?.id);
    expect(blocks[5]?.path[1]?.id).toBe(blocks[6]?.path[1]?.id);
  });

  it('an empty item stands, so that those after it keep their numbers', () => {
    expect(textsOf('1. 甲\n2.\n3. 丙')).toEqual(['甲', '', '丙']);
  });

  it('a table is one text, with its marks and alignments', () => {
    const table = blockOf('| 名 | 值 |\n|:--|--:|\n| **甲** | 一<br>二 |\n| `a\\|b` | |');
    expect(table).toMatchObject({
      kind: 'table',
      text: '名\t值\n甲\t一 二\na|b\t',
      attrs: { alignments: ['left', 'right'] },
    });
    expect(markedWords(table)).toEqual([
      ['strong', '甲'],
      ['code', 'a|b'],
    ]);
  });

  it('code keeps every character', () => {
    expect(blockOf('```py\nif a:\n\tb  \n\n    c\n```')).toMatchObject({
      kind: 'code',
      text: 'if a:\n\tb  \n\n    c',
      attrs: { language: 'py' },
    });
    expect(blockOf('    缩进')).toMatchObject({ kind: 'code', text: '缩进', attrs: {} });
  });

  it.each(['$$\nx^2\n$$', '$$x^2$$'])('a formula of its own: %j', (source) => {
    expect(blockOf(source)).toMatchObject({ kind: 'math', text: ATOM, attrs: { tex: 'x^2' } });
  });

  it('a rule is an attribute of the block after it', () => {
    expect(blocksOf('甲\n\n---\n\n乙').map((block) => block.attrs.dividerBefore)).toEqual([undefined, true]);
  });

  it('equal blocks have keys of their own', () => {
    expect(new Set(blocksOf('同\n\n同\n\n同').map((block) => block.key)).size).toBe(3);
  });
});

describe('footnotes', () => {
  const article = parsed(
    '乙[^b]甲[^a]又乙[^b]\n\n---\n\n[^a]: 甲注[^c]\n\n[^b]: 乙注\n\n    第二段\n\n[^c]: 丙注\n\n[^d]: 没人用',
  );

  it('stand after the text, numbered by their first reference', () => {
    expect(article.blocks.slice(1).map(({ kind, text, path }) => [kind, text, path[0]])).toEqual([
      ['footnote', '乙注', { id: 1, type: 'footnote', label: 'b', number: 1 }],
      ['footnote', '第二段', { id: 1, type: 'footnote', label: 'b', number: 1 }],
      ['footnote', `甲注${ATOM}`, { id: 2, type: 'footnote', label: 'a', number: 2 }],
      ['footnote', '丙注', { id: 3, type: 'footnote', label: 'c', number: 3 }],
    ]);
    expect(article.blocks.some((block) => block.attrs.dividerBefore)).toBe(false);
  });

  it('are atoms in the text', () => {
    expect(article.blocks[0]?.text).toBe(`乙${ATOM}甲${ATOM}又乙${ATOM}`);
    expect(article.blocks[0]?.marks).toMatchObject([{ label: 'b' }, { label: 'a' }, { label: 'b' }]);
  });

  it('that nothing refers to are left out, with a word about it', () => {
    expect(article.warnings).toEqual([{ code: 'footnote-unused', line: 13, values: { label: 'd' } }]);
  });
});

describe('images', () => {
  const shown = { image: { asset: 'f'.repeat(64), width: 4, height: 3 } };
  const find = (path: string) => (path === '图/一.png' ? shown : ({ refused: 'missing' } as const));

  it('alone are figures, with their title or alternative text for a caption', () => {
    const article = parsed('![山](图/一.png "富士山")\n\n![山](图/一.png)', 'a.md', find);
    expect(article.blocks).toMatchObject([
      { kind: 'figure', text: '富士山', attrs: { image: shown.image, alt: '山' } },
      { kind: 'figure', text: '山', attrs: { image: shown.image, alt: '山' } },
    ]);
    expect(article.assetsWanted).toEqual(['图/一.png']);
  });

  it('among words are atoms', () => {
    const [block] = parsed('看![山](图/一.png)吧', 'a.md', find).blocks;
    expect(block).toMatchObject({ kind: 'paragraph', text: `看${ATOM}吧`, marks: [{ type: 'image', alt: '山' }] });
  });

  it('of HTML are images too', () => {
    expect(parsed('<img src="图/一.png" alt="山">', 'a.md', find).blocks).toMatchObject([
      { kind: 'figure', text: '山' },
    ]);
  });

  it('elsewhere become links; missing ones leave their words', () => {
    const article = parsed('![远](https://e.com/a.png)\n\n![缺](缺.png)\n\n看![数据](data:image/png;base64,AA)吧');
    expect(article.blocks).toMatchObject([
      { kind: 'figure', attrs: { image: { href: 'https://e.com/a.png' } } },
      { kind: 'paragraph', text: '缺' },
      { kind: 'paragraph', text: '看数据吧' },
    ]);
    expect(article.warnings.map(({ code, line }) => [code, line])).toEqual([
      ['image-remote', 1],
      ['image-missing', 3],
      ['image-unsupported', 5],
    ]);
  });
});

describe('the title', () => {
  it.each([
    ['the front matter’s', '---\ntitle: 甲\n---\n# 乙\n\n文', '甲', ['乙', '文']],
    ['the front matter’s, not said twice', '---\ntitle: 甲\n---\n# 甲\n\n文', '甲', ['文']],
    ['the only first heading', '# **乙**\n\n文', '乙', ['文']],
    ['not one of several', '# 乙\n\n文\n\n# 丙', 'essay', ['乙', '文', '丙']],
    ['the file’s name', '文', 'essay', ['文']],
  ])('is %s', (_, source, title, texts) => {
    const article = parsed(source);
    expect([article.title, article.blocks.map((block) => block.text)]).toEqual([title, texts]);
  });

  it('is how the text begins, when the file has no name worth the word', () => {
    expect(parsed('头一句话。', 'index.md').title).toBe('头一句话。');
    expect(parsed('文', '2023-06-29-视觉.md').title).toBe('视觉');
  });
});

describe('plain text', () => {
  const novel = parsed(
    '《小书》 某人\n\n第一回 甲\n\n　　*星号* 与 <b>标签</b>。\n\n第二回 乙\n\n　　完。',
    'novel.txt',
  );

  it('has chapters and a title, and no markup', () => {
    expect(novel).toMatchObject({ title: '小书', author: '某人' });
    expect(novel.blocks.map(({ kind, text }) => [kind, text])).toEqual([
      ['heading', '第一回 甲'],
      ['paragraph', '*星号* 与 <b>标签</b>。'],
      ['heading', '第二回 乙'],
      ['paragraph', '完。'],
    ]);
  });
});
