import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { characterRoot, conversionsBetween } from '@/lib/opencc';
import { isGraphemeEdge } from '../anchoring/graphemes';
import { convertBy } from '../script/convert';
import { showBlock, type Display } from '../script/display';
import { SCRIPTS, type Script } from '../script/script';
import type { Block } from '../text/block';
import { chunksOf, MAX_CHUNK } from './chunks';
import { placesOf, shownSpans, spansIn, spansInShown } from './find';
import { BLOCK_END, foldingBy } from './fold';
import { isExact, lexemesOf, lexemesOfPhrase } from './lexemes';
import { MAX_PHRASE, phrasesOf, termsOf } from './query';
import { snippetOf } from './snippet';

const folding = foldingBy(characterRoot);
const fold = folding.text;

/** Chinese as it comes, and everything that is not. */
const written = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...'的一是不了人发髮發里裡裏后後乾干𠮷𪨧，。「」…—·　\n\t％ＡｂＣ１２éßﬁ㍿がｶﾞ한\u00AD\u200D\uFFFC\0',
      ),
      fc.constantFrom(
        'present',
        'Representation',
        'U盘',
        '隨身碟',
        'e\u0301tude',
        '👨‍👩‍👧',
        '葛\u{E0100}',
        'don’t',
        '3.14',
        ' ',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

const paragraph = (text: string): Block => ({
  key: 'block1',
  number: 1,
  kind: 'paragraph',
  text,
  marks: [],
  path: [],
  attrs: {},
});
const shownIn = (text: string, script: Script) => {
  const display: Display = {
    script,
    conversions: conversionsBetween('zh-Hans', script),
    protectedWords: () => [],
    quotes: true,
  };
  return showBlock(paragraph(text), display);
};
const found = (query: string, text: string): string[] =>
  spansIn(phrasesOf(query).map(fold).filter(Boolean), text, folding).map(({ start, end }) => text.slice(start, end));

describe('folding', () => {
  it('makes one of the same characters in all scripts, of full and half width, of capitals and small letters', () => {
    expect(fold('头发')).toBe(fold('頭髮'));
    expect(fold('裏面')).toBe(fold('裡面'));
    expect(fold('ＫＡＮＴ')).toBe(fold('Kant'));
    expect(fold('Étude Straße')).toBe(fold('etude STRASSE'));
    expect(fold('éte\u0301')).toBe(fold('éTÉ'));
  });

  it('keeps apart what only Japan writes alike', () => {
    expect(fold('欠')).not.toBe(fold('缺'));
  });

  it('drops punctuation, white space, footnotes and formulas', () => {
    expect(fold('道可道，\n非\uFFFC常「道」。')).toBe(fold('道可道非常道'));
    expect(fold('！%_\\\'" \0👍')).toBe('');
  });

  it('has a map that never goes back and cuts no surrogate pair', () => {
    fc.assert(
      fc.property(written, (text) => {
        const { text: folded, starts, ends } = folding.withMap(text);
        expect(folded).toBe(fold(text));
        expect(folded.isWellFormed()).toBe(true);
        expect(starts.length).toBe(folded.length);
        for (let i = 0; i < folded.length; i++) {
          const [start, end] = [starts[i] ?? -1, ends[i] ?? -1];
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(text.length);
          if (i > 0) expect(start).toBeGreaterThanOrEqual(starts[i - 1] ?? 0);
          if (i > 0) expect(end).toBeGreaterThanOrEqual(ends[i - 1] ?? 0);
          for (const edge of [start, end])
            expect(text.slice(edge - 1, edge + 1)).not.toMatch(/^[\uD800-\uDBFF][\uDC00-\uDFFF]$/);
        }
      }),
    );
  });

  it('is done once: a folded text folds to itself', () => {
    fc.assert(
      fc.property(written, (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });

  it('is blind to the script of characters', () => {
    const plain = fc.array(
      fc.constantFrom(
        ...'头发里面干部理发后来乾隆皇后了解台湾云说只有几个志向出发历史借口想象座标一目了然反复无常炼链',
      ),
      {
        maxLength: 30,
      },
    );
    fc.assert(
      fc.property(plain, fc.constantFrom('zh-Hant', 'zh-Hant-TW', 'zh-Hant-HK'), (characters, script) => {
        const text = characters.join('');
        expect(fold(convertBy(text, conversionsBetween('zh-Hans', script)).text)).toBe(fold(text));
      }),
    );
  });
});

describe('a query', () => {
  it('is parted by white space; quotation marks of its own keep words together', () => {
    expect(phrasesOf('  表象　概念\n“pure reason” 「物 自体」 ')).toEqual(['表象', '概念', 'pure reason', '物 自体']);
    expect(phrasesOf('孔子曰：「学而时习之」。')).toEqual(['孔子曰：「学而时习之」。']);
    expect(phrasesOf('a "b c')).toEqual(['a', '"b', 'c']);
  });

  it('asks for nothing when nothing of it counts', () => {
    const asIs = (phrase: string) => [phrase];
    for (const nothing of ['', '  ', '！？', '%', '_', '\\', '\0', '\uD800', '👍🏽', '"" “”', '.*[^'])
      expect(termsOf(nothing, folding, asIs)).toEqual([]);
    expect(termsOf('ﷺ'.repeat(1000), folding, asIs)).toBeNull();
  });

  it('finds words, phrases and single characters, whatever stands between and around them', () => {
    expect(found('道可道非常道', '老子：“道可道，非常道。”')).toEqual(['道可道，非常道']);
    expect(found('present', 'Representation is present.')).toEqual(['present']);
    expect(found('"pure reason"', 'Pure  Reason; reason, pure')).toEqual(['Pure  Reason']);
    expect(found('盤', '他的U盘坏了')).toEqual(['盘']);
    expect(found('𠮷', '野家𠮷野家')).toEqual(['𠮷']);
    expect(found('表象 概念', '概念是对表象的抽象')).toEqual(['概念', '表象']);
    expect(found('表象 物自体', '概念是对表象的抽象')).toEqual([]);
    expect(found('道道', '道道道道道')).toEqual(['道道', '道道']);
    expect(found('甲乙', '甲\t乙')).toEqual([]);
  });

  it('gives whole graphemes that fold to what was asked for', () => {
    fc.assert(
      fc.property(written, fc.nat(), fc.integer({ min: 1, max: 6 }), (text, at, length) => {
        const points = Array.from(text.toWellFormed());
        const start = points.length ? at % points.length : 0;
        const phrase = fold(
          points
            .slice(start, start + length)
            .join('')
            .replaceAll('\t', ''),
        );
        fc.pre(phrase !== '');
        for (const span of spansIn([phrase], text, folding)) {
          expect(isGraphemeEdge(text, span.start)).toBe(true);
          expect(isGraphemeEdge(text, span.end)).toBe(true);
          expect(fold(text.slice(span.start, span.end))).toContain(phrase);
        }
      }),
    );
  });

  it('finds every word of a text in it', () => {
    fc.assert(
      fc.property(written, (text) => {
        const phrase = fold(text);
        fc.pre(phrase !== '' && !phrase.includes('\t'));
        expect(spansIn([phrase], text, folding).length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('what is shown in another vocabulary', () => {
  const text = '他的U盘坏了，U盘和硬盘都坏了。';
  const shown = shownIn(text, 'zh-Hant-TW-x-phrase');
  const words = (query: string) =>
    spansInShown([fold(query)], shown, folding).map(({ start, end }) => text.slice(start, end));

  it('is found by its own words and by the author’s', () => {
    expect(shown.text).toContain('隨身碟');
    expect(words('隨身碟')).toEqual(['U盘', 'U盘']);
    expect(words('随身')).toEqual(['U盘', 'U盘']);
    expect(words('U盘')).toEqual(['U盘', 'U盘']);
  });

  it('is marked where it is drawn', () => {
    const spans = shownSpans(shown, spansInShown([fold('隨身碟')], shown, folding));
    expect(spans.map(({ start, end }) => shown.text.slice(start, end))).toEqual(['隨身碟', '隨身碟']);
  });

  it('lies within the source in every script', () => {
    fc.assert(
      fc.property(written, fc.constantFrom(...SCRIPTS), fc.nat(), (source, script, at) => {
        const block = shownIn(source.toWellFormed(), script);
        const characters = Array.from(fold(block.text).replaceAll(/[\t ]/g, ''));
        fc.pre(characters.length > 0);
        const phrase = fold(characters[at % characters.length] ?? '');
        let before = 0;
        for (const { start, end } of spansInShown([phrase], block, folding)) {
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(block.block.text.length);
          before = end;
        }
      }),
    );
  });
});

describe('the index', () => {
  it('knows of every phrase that a text contains', () => {
    fc.assert(
      fc.property(written, fc.nat(), fc.integer({ min: 1, max: 12 }), (text, at, length) => {
        const points = Array.from(text.toWellFormed().replaceAll('\t', ''));
        const start = points.length ? at % points.length : 0;
        const phrase = fold(points.slice(start, start + length).join(''));
        const whole = fold(points.join(''));
        fc.pre(phrase !== '' && whole.includes(phrase));
        const lexemes = lexemesOf(whole);
        for (const lexeme of lexemesOfPhrase(phrase)) expect(lexemes.has(lexeme)).toBe(true);
      }),
    );
  });

  it('is taken at its word for one or two common characters only', () => {
    for (const phrase of ['的', '行者']) expect(isExact(fold(phrase))).toBe(true);
    for (const phrase of ['如意棒', 'a', '𠮷', '𠮷野', '']) expect(isExact(fold(phrase))).toBe(false);
  });

  it('tells 32-bit numbers, and characters from pairs', () => {
    expect(lexemesOfPhrase(fold('道'))).not.toEqual(lexemesOfPhrase(fold('道道')));
    for (const lexeme of lexemesOf(fold('𠮷野家 Kant 道可道'))) expect(lexeme).toBe(lexeme | 0);
  });

  const sizes = fc.array(fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 3900, max: 13_000 })), {
    maxLength: 12,
  });
  const unit = fc.constantFrom('道', '𠮷', '表象 ', 'word ', 'x');

  it('keeps blocks in chunks that are small, in order, and contain every phrase', () => {
    fc.assert(
      fc.property(sizes, unit, fc.nat(), fc.integer({ min: 1, max: MAX_PHRASE }), (lengths, of, at, length) => {
        const blocks = lengths.map((size, index) => ({
          number: index + 1,
          folded: fold(of.repeat(size).slice(0, size)),
        }));
        const chunks = [...chunksOf(blocks)];
        const rebuilt = chunks.filter(({ piece }) => piece === 0);
        for (const { folded } of chunks) expect(folded.length).toBeLessThanOrEqual(MAX_CHUNK);
        for (const { first, last, folded } of rebuilt)
          expect(folded.split(BLOCK_END)).toEqual(blocks.slice(first - 1, last).map((block) => block.folded));
        for (const { number, folded } of blocks) {
          expect(chunks.some(({ first, last }) => first <= number && number <= last)).toBe(true);
          const open = folded.indexOf(' ', at % (folded.length + 1));
          const phrase =
            of === 'word ' && open >= 0
              ? ' word  word '
              : folded.slice(at % (folded.length + 1), (at % (folded.length + 1)) + length);
          if (!phrase.isWellFormed() || !folded.includes(phrase) || (of === 'x' && phrase !== folded)) continue;
          expect(
            chunks.some((chunk) => chunk.first <= number && number <= chunk.last && chunk.folded.includes(phrase)),
          ).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('knows the words of a block that is cut in pieces', () => {
    const folded = fold('representation of the whole '.repeat(900));
    for (const chunk of chunksOf([{ number: 1, folded }])) {
      const lexemes = lexemesOf(chunk.folded);
      for (const lexeme of lexemesOfPhrase(fold('representation of the whole'))) expect(lexemes.has(lexeme)).toBe(true);
      expect(placesOf([fold('whole')], chunk.folded).length).toBeGreaterThan(50);
    }
  });

  it('does not stumble over a word that is longer than any phrase', () => {
    const folded = fold(`${'x'.repeat(30_000)} end`);
    const chunks = [...chunksOf([{ number: 1, folded }])];
    expect(chunks.some((chunk) => chunk.folded.includes(' end '))).toBe(true);
  });
});

describe('a snippet', () => {
  it('shows what was found in its sentence, and says where it was cut', () => {
    const text = `${'前'.repeat(40)}表象${'后'.repeat(20)}表象${'后'.repeat(200)}`;
    const parts = snippetOf(text, spansIn([fold('表象')], text, folding));
    expect(parts.map(({ text: words, hit }) => (hit ? `[${words}]` : words)).join('')).toBe(
      `…${'前'.repeat(18)}[表象]${'后'.repeat(20)}[表象]${'后'.repeat(48)}…`,
    );
  });

  it('has the words of its stretch, and nothing else', () => {
    fc.assert(
      fc.property(written, fc.nat(), (text, at) => {
        const characters = Array.from(fold(text).replaceAll(/[\t ]/g, ''));
        const phrase = fold(characters[at % Math.max(1, characters.length)] ?? '');
        const parts = snippetOf(text, spansIn([phrase], text, folding), 20);
        const plain = (words: string) => words.replace(/[\uFFFC…]/g, '').replace(/\s+/g, ' ');
        expect(plain(text)).toContain(plain(parts.map((part) => part.text).join('')));
      }),
      { numRuns: 50, examples: [['短', 0]] },
    );
  });
});
