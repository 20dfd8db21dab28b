import { describe, expect, it } from 'vitest';
import { isoDate } from './iso-date';
import { parsed } from './testing/parse';

describe('front matter', () => {
  it('as Hugo writes it', () => {
    const source =
      '+++\ntitle = "果"\ndate = 2020-01-02T03:04:05+08:00\ntags = ["甲", "乙"]\nauthors = ["张", "李"]\n+++\n\n文';
    expect(parsed(source)).toMatchObject({
      title: '果',
      author: '张、李',
      date: '2020-01-02T03:04:05+08:00',
      tags: ['甲', '乙'],
    });
  });

  it('as Hexo writes it, without the first line', () => {
    const source = 'title: 海\ndate: 2020/1/2 3:04:05\ntags:\n- 甲\n- 乙\ncategories:\n  - [一, 二]\n---\n文<b>';
    const article = parsed(source);
    expect(article).toMatchObject({
      title: '海',
      date: '2020-01-02T03:04:05',
      tags: ['甲', '乙'],
      categories: ['一', '二'],
    });
    expect(article.blocks).toHaveLength(1);
    expect(article.warnings).toMatchObject([{ line: 9 }]);
  });

  it('with a byte order mark and Windows line ends', () => {
    expect(parsed('\uFEFF---\r\ntitle: 甲\r\nlang: zh-TW\r\n---\r\n文')).toMatchObject({
      title: '甲',
      sourceScript: 'zh-Hant-TW',
    });
  });

  it('takes numbers and lists for words', () => {
    expect(parsed('---\ntitle: 1984\nauthor: {name: 奥威尔}\ntags: 甲，乙\n---\n文')).toMatchObject({
      title: '1984',
      author: '奥威尔',
      tags: ['甲', '乙'],
    });
  });

  it('says which date or language it could not read', () => {
    expect(parsed('---\ntitle: 甲\ndate: 昨天\nlang: 中文!\n---\n文').warnings.map((warning) => warning.code)).toEqual([
      'date-unreadable',
      'language-unreadable',
    ]);
  });
});

it.each([
  ['2023-06-29', '2023-06-29'],
  ['2023/6/9', '2023-06-09'],
  ['2023年6月9日', '2023-06-09'],
  ['2023-06-29 16:40', '2023-06-29T16:40:00'],
  ['2023-06-29 16:40:16 +0800', '2023-06-29T16:40:16+08:00'],
  ['2023-06-29T16:40:16.123Z', '2023-06-29T16:40:16Z'],
  ['2023-02-31', null],
  ['2023-06-29 25:00', null],
  ['昨天', null],
])('the date %s', (written, iso) => {
  expect(isoDate(written)).toBe(iso);
});

it.each([
  ['zh', 'zh-Hant', '我們來說說這個問題'],
  ['zh', 'zh-Hans', '我们来说说这个问题'],
  ['zh-CN', 'zh-Hans', '我們'],
  ['zh_HK', 'zh-Hant-HK', '文'],
  ['zh-Hant', 'zh-Hant', '文'],
  ['en-GB', 'en', '文'],
  ['fr', 'fr', 'texte'],
])('the language %s is the script %s', (language, script, text) => {
  expect(parsed(`---\ntitle: 甲\nlang: ${language}\n---\n${text}`).sourceScript).toBe(script);
});
