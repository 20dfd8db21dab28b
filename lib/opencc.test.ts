import fc from 'fast-check';
import { ConverterBuilder } from 'opencc-js/core';
import { configs, from, to } from 'opencc-js/preset';
import { describe, expect, it } from 'vitest';
import { isGraphemeEdge } from './domain/anchoring/graphemes';
import { convert } from './domain/script/convert';
import { displayText, showBlock, wordsBetween, type Display } from './domain/script/display';
import { displaySpan, sourceSpan } from './domain/script/alignment';
import { parseProtectedWords, protectedIn } from './domain/script/protected-words';
import { SCRIPTS, type Script } from './domain/script/script';
import { displayOffset, sourceOffset } from './domain/text/offset';
import type { Block } from './domain/text/block';
import { conversionsBetween, openccConversion, type OpenccConfig } from './opencc';

/** opencc-js's names of the two ends of each configuration. */
const CONFIGS: Record<OpenccConfig, readonly [string, string]> = {
  s2t: ['cn', 't'],
  s2tw: ['cn', 'tw'],
  s2twp: ['cn', 'twp'],
  s2hk: ['cn', 'hk'],
  t2twp: ['t', 'twp'],
  t2s: ['t', 'cn'],
  t2tw: ['t', 'tw'],
  t2hk: ['t', 'hk'],
  tw2s: ['tw', 'cn'],
  tw2sp: ['twp', 'cn'],
  tw2t: ['tw', 't'],
  hk2s: ['hk', 'cn'],
  hk2t: ['hk', 't'],
};
const names = Object.keys(CONFIGS) as OpenccConfig[];
const converter = ConverterBuilder({ from, to, configs });
const theirs = Object.fromEntries(
  names.map((name) => [name, converter({ from: CONFIGS[name][0], to: CONFIGS[name][1] })]),
);

/** Chinese as it comes, and everything that is not. */
const WORDS = [
  ...'的一是不了人我在有他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计或司利受光王果亲界及今京务制解各任至清物台象记边共风战干接它许八特觉望直服毛林题建南度统色字请交爱让认算论百吃义科怎元社术结六功指思非流每青管夫连远资队跟带花快条院变联言权往展该领传近留红治决周保达办运武半候七必城父强步完革深区即求品士转量空甚众技轻程告江语英基派满式李息写呢识极令黄德收脸钱党倒未持取设始版双历越史商千片容研像找友孩站广改议形委早房音火际则首单据导影失拿网香似斯专石若兵弟谁校读志飞观争究包组造落视济喜离虽坏兴切',
  '皇后',
  '头发',
  '后面',
  '干部',
  '干衣服',
  '十里',
  '里面',
  '发展',
  '理发',
  '一只',
  '只有',
  'U盘',
  '他的U盘',
  '鼠标',
  '联系',
  '软件',
  '信息',
  '网络',
  '頭髮',
  '皇后',
  '後面',
  '幹部',
  '乾衣服',
  '裡面',
  '裏面',
  '隨身碟',
  '滑鼠',
  '聯絡',
  '軟體',
  '資訊',
  '為',
  '爲',
  '着',
  '著',
  '台灣',
  '臺灣',
  '鼠標',
  '程式',
  '線',
  '綫',
  '⿰氵每',
  '⿱艹⿰氵每',
  '⿲彳山王',
  '⿰',
  '⿰⿱',
  '⿳亠口',
  '⿻',
  '⿸疒',
  '⿰\ud842',
  '豈',
  '更',
  '車',
  '賈',
  '滑',
  '𠀾',
  '丽',
  '﨑',
  '𠮷',
  '𠮷野家',
  '𬭊',
  '鿭',
  '😀',
  '👩‍👩‍👧',
  '🇹🇼',
  '\ud842',
  '\udfb7',
  '\u200d',
  '\ufe0f',
  '\u0301',
  '\u0600',
  '\ufffc',
  'a',
  'Representation',
  ' ',
  '3~5',
  '，',
  '。',
  '“',
  '”',
  '「',
  '」',
  '\n',
  '\t',
  '\u3000',
  '—',
  '…',
];
const texts = fc.array(fc.constantFrom(...WORDS), { maxLength: 24 }).map((parts) => parts.join(''));
const anything = fc.oneof(
  { weight: 6, arbitrary: texts },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
);
const scripts = fc.constantFrom(...SCRIPTS);

const plain = (source: Script, script: Script): Display => ({
  script,
  conversions: conversionsBetween(source, script),
  protectedWords: () => [],
  quotes: false,
});

describe.each(names)('%s', (name) => {
  const conversion = openccConversion(name);
  const expected = (text: string) => theirs[name]?.(text);

  it('says what opencc-js says, whatever the text', () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(convert(text, conversion).text).toBe(expected(text));
      }),
      { numRuns: 400 },
    );
  });

  it('covers both texts, piece by piece, in order', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const { text: shown, alignment } = convert(text, conversion);
        expect([alignment.sourceLength, alignment.displayLength]).toEqual([text.length, shown.length]);
        let [source, display] = [0, 0];
        for (const p of alignment.pieces) {
          expect(p.sourceStart - source).toBe(p.displayStart - display);
          expect(p.sourceStart).toBeGreaterThanOrEqual(source);
          expect(p.sourceEnd).toBeGreaterThan(p.sourceStart);
          expect(p.displayEnd).toBeGreaterThan(p.displayStart);
          [source, display] = [p.sourceEnd, p.displayEnd];
        }
        expect(text.length - source).toBe(shown.length - display);
      }),
      { numRuns: 300 },
    );
  });
});

describe('hostile text', () => {
  it('descriptions of characters nested a hundred thousand deep take no longer than others', () => {
    const deep = '⿰'.repeat(100_000);
    expect(convert(deep, openccConversion('s2twp')).text).toBe(deep);
    const whole = `${'⿰'.repeat(20_000)}${'干'.repeat(20_001)}`;
    // One description: nothing in it is converted.
    expect(convert(whole, openccConversion('s2twp')).text).toBe(whole);
  });

  it('nothing becomes nothing', () => {
    for (const name of names) expect(convert('', openccConversion(name)).text).toBe('');
  });
});

describe('one character, several in the other script (as OpenCC publishes)', () => {
  it.each([
    ['皇后的头发在后面', '皇后的頭髮在後面'],
    ['干部在干衣服，干扰', '幹部在乾衣服，干擾'],
    ['十里路在里面', '十里路在裏面'],
    ['发展与理发', '發展與理髮'],
    ['只有一只鸟', '只有一隻鳥'],
    ['面条与面孔', '麪條與面孔'],
    ['钟表与钟情', '鐘錶與鍾情'],
    ['仆人与前仆后继', '僕人與前仆後繼'],
  ])('%s → %s', (simplified, traditional) => {
    const shown = convert(simplified, openccConversion('s2t'));
    expect(shown.text).toBe(traditional);
    expect(shown.alignment.pieces).toEqual([]);
    expect(convert(traditional, openccConversion('t2s')).text).toBe(simplified);
  });

  it.each([
    ['他的U盘坏了', '他的隨身碟壞了', [['U盘', '隨身碟']]],
    [
      '鼠标和软件',
      '滑鼠和軟體',
      [
        ['鼠标', '滑鼠'],
        ['件', '體'],
      ],
    ],
    ['请联系我们', '請聯絡我們', [['系', '絡']]],
    [
      '网络信息',
      '網路資訊',
      [
        ['络', '路'],
        ['信息', '資訊'],
      ],
    ],
  ])('Taiwan’s vocabulary: %s → %s', (source, text, pieces) => {
    const shown = convert(source, openccConversion('s2twp'));
    expect(shown.text).toBe(text);
    expect(
      shown.alignment.pieces.map((p) => [
        source.slice(p.sourceStart, p.sourceEnd),
        shown.text.slice(p.displayStart, p.displayEnd),
      ]),
    ).toEqual(pieces);
  });

  it('standard characters of Taiwan do not change its neighbours’ vocabulary', () => {
    expect(displayText('请联系我们，表象与概念', plain('zh-Hans', 'zh-Hant-TW')).text).toBe('請聯繫我們，表象與概念');
  });
});

describe('a span in any script', () => {
  it('stays on the same words, and never cuts what readers see as a character', () => {
    fc.assert(
      fc.property(anything, scripts, scripts, fc.nat(), fc.nat(), (text, source, script, a, b) => {
        const { text: shown, alignment } = displayText(text, plain(source, script));
        const edges = (of: string) =>
          Array.from({ length: of.length + 1 }, (_, i) => i).filter((i) => isGraphemeEdge(of, i));
        const [there, here] = [edges(shown), edges(text)];
        const pick = (from: number[], n: number) => from[n % from.length] ?? 0;
        const [x, y] = [pick(there, a), pick(there, b)];
        const words = sourceSpan(alignment, {
          start: displayOffset(Math.min(x, y)),
          end: displayOffset(Math.max(x, y)),
        });
        fc.pre(x !== y);
        expect(here).toContain(words.start);
        expect(here).toContain(words.end);
        const back = displaySpan(alignment, words);
        expect(there).toContain(back.start);
        expect(there).toContain(back.end);
        expect(sourceSpan(alignment, back)).toEqual(words);
      }),
      { numRuns: 1500 },
    );
  });

  it('the parts that are drawn add up to the text', () => {
    fc.assert(
      fc.property(texts, scripts, scripts, fc.array(fc.nat(), { maxLength: 5 }), (text, source, script, cuts) => {
        const shown = showBlock(paragraph(text), plain(source, script));
        const edges = [0, ...cuts.map((cut) => cut % (text.length + 1)), text.length].sort((a, b) => a - b);
        const parts = edges.slice(1).map((end, index) => wordsBetween(shown, edges[index] ?? 0, end));
        expect(parts.join('')).toBe(shown.text);
      }),
      { numRuns: 500 },
    );
  });
});

describe('protected words and code', () => {
  const display = (rules: string, script: Script, quotes = true): Display => {
    const parsed = parseProtectedWords(rules);
    if (!parsed.ok) throw new Error('rules');
    return {
      script,
      conversions: conversionsBetween('zh-Hans', script),
      protectedWords: protectedIn(parsed.words, script),
      quotes,
    };
  };

  it('a protected word is shown as its rule says, and is one piece', () => {
    const { text, alignment } = displayText(
      '他说：“信息是字节跳动的。”',
      display('keep 字节跳动\nzh-Hant-TW: 信息 → 資訊', 'zh-Hant-TW'),
    );
    expect(text).toBe('他說：「資訊是字节跳动的。」');
    expect(alignment.pieces).toEqual([{ sourceStart: 4, sourceEnd: 6, displayStart: 4, displayEnd: 6 }]);
  });

  it('words beside it are converted as if the text began and ended there', () => {
    const { text, alignment } = displayText(
      '头发干了，U盘坏了',
      display('zh-Hant: 头发 → 秀髮\nzh-Hant: 坏 → 損壞', 'zh-Hant-TW-x-phrase'),
    );
    expect(text).toBe('秀髮幹了，隨身碟損壞了');
    expect(alignment.pieces.map((p) => [p.sourceStart, p.sourceEnd, p.displayStart, p.displayEnd])).toEqual([
      [0, 2, 0, 2],
      [5, 7, 5, 8],
      [7, 8, 8, 10],
    ]);
  });

  it('code stays as it is, with its quotation marks; protected words do not reach into it', () => {
    const text = '用“头发”表示 “头发” 与信息';
    const code = { type: 'code' as const, start: sourceOffset(8), end: sourceOffset(12) };
    const block: Block = { ...paragraph(text), marks: [code] };
    const shown = showBlock(block, display('zh-Hant: 头发 → 秀髮', 'zh-Hant'));
    expect(shown.text).toBe('用「秀髮」表示 “头发” 與信息');
    expect(showBlock({ ...block, kind: 'code' }, display('', 'zh-Hant')).text).toBe(text);
  });

  it('quotation marks can be left alone', () => {
    expect(displayText('“头发”', display('', 'zh-Hant', false)).text).toBe('“頭髮”');
  });

  it('Latin, digits and formulas’ places do not change', () => {
    const text = 'The U盘 costs $100, see https://example.org/头 \ufffc 3~5';
    expect(displayText(text, display('', 'zh-Hant-TW')).text).toBe(
      'The U盤 costs $100, see https://example.org/頭 \ufffc 3~5',
    );
  });
});

function paragraph(text: string): Block {
  return { key: 'aaaaaa', number: 1, kind: 'paragraph', text, marks: [], path: [], attrs: {} };
}
