import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_RULES, parseProtectedWords, protectedIn, ruleLine, withRule } from './protected-words';
import { SCRIPTS, type Script } from './script';

const places = (rules: string, script: Script, text: string) => {
  const parsed = parseProtectedWords(rules);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return protectedIn(
    parsed.words,
    script,
  )(text).map(({ start, end, rule }) => [text.slice(start, end), rule.text, rule.line]);
};

describe('rules are read a line each', () => {
  it('reads both kinds, comments, blank lines and other people’s arrows and colons', () => {
    const rules =
      '# 人名\r\nkeep 字节跳动\n\n保留 后山\nzh-Hant-TW: 信息 → 資訊\nZH-hant-hk：软件->軟件\nzh-Hant: 里 => 裏';
    expect(parseProtectedWords(rules)).toEqual({
      ok: true,
      words: [
        { line: 2, word: '字节跳动', script: null, text: '字节跳动' },
        { line: 4, word: '后山', script: null, text: '后山' },
        { line: 5, word: '信息', script: 'zh-Hant-TW', text: '資訊' },
        { line: 6, word: '软件', script: 'zh-Hant-HK', text: '軟件' },
        { line: 7, word: '里', script: 'zh-Hant', text: '裏' },
      ],
    });
  });

  it.each([
    ['字节跳动', 'not-a-rule'],
    ['keep', 'empty-word'],
    ['keep   ', 'empty-word'],
    ['keeper 字节', 'not-a-rule'],
    ['zh-Hant-TW: → 資訊', 'empty-word'],
    ['zh-Hant-TW: 信息 →', 'empty-word'],
    ['zh-Hant-TW: 信息 資訊', 'not-a-rule'],
    ['zh-TW: 信息 → 資訊', 'unknown-script'],
    ['en: colour → color', 'unknown-script'],
    [`keep ${'长'.repeat(61)}`, 'too-long'],
  ])('%s: %s', (rule, code) => {
    expect(parseProtectedWords(`keep 好\n${rule}`)).toEqual({ ok: false, errors: [{ line: 2, code }] });
  });

  it('says every line that is wrong, up to a screenful', () => {
    const parsed = parseProtectedWords(Array.from({ length: 80 }, () => 'x').join('\n'));
    expect(parsed.ok || parsed.errors.map(({ line }) => line)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
  });

  it('takes as many rules as it says, and no more', () => {
    const rules = Array.from({ length: MAX_RULES }, (_, i) => `keep 词${i}`).join('\n');
    expect(parseProtectedWords(rules).ok).toBe(true);
    expect(parseProtectedWords(`${rules}\nkeep 多`)).toEqual({
      ok: false,
      errors: [{ line: MAX_RULES + 1, code: 'too-many' }],
    });
  });

  it('nothing is no rule', () => {
    expect(parseProtectedWords('')).toEqual({ ok: true, words: [] });
  });
});

describe('the words that are protected', () => {
  it('the longest word wins, from left to right', () => {
    expect(places('keep 信息\nkeep 信息论\nkeep 论文', 'zh-Hant', '信息论文与信息')).toEqual([
      ['信息论', '信息论', 2],
      ['信息', '信息', 1],
    ]);
  });

  it('a script’s rule holds in the scripts under it, and not beside it', () => {
    const rules = 'zh-Hant: 里 → 裡';
    for (const script of ['zh-Hant', 'zh-Hant-TW', 'zh-Hant-HK', 'zh-Hant-TW-x-phrase'] as const)
      expect(places(rules, script, '里')).toEqual([['里', '裡', 1]]);
    expect(places(rules, 'zh-Hans', '里')).toEqual([]);
    expect(places('zh-Hant-TW: 里 → 裡', 'zh-Hant-HK', '里')).toEqual([]);
  });

  it('the narrower rule wins whatever its place, then the later one', () => {
    expect(places('zh-Hant-TW: 里 → 台\nzh-Hant: 里 → 正\nkeep 里', 'zh-Hant-TW', '里')).toEqual([['里', '台', 1]]);
    expect(places('keep 里\nzh-Hant: 里 → 正', 'zh-Hans', '里')).toEqual([['里', '里', 1]]);
    expect(places('zh-Hant: 里 → 甲\nzh-Hant: 里 → 乙', 'zh-Hant', '里')).toEqual([['里', '乙', 2]]);
  });
});

describe('a rule is written as it will be read', () => {
  const words = fc.oneof(
    fc.string({
      maxLength: 8,
      unit: fc.constantFrom('信', '息', 'U', ' ', '#', '→', '->', ':', '\n', '\uFFFC', 'keep'),
    }),
    fc.string({ maxLength: 70 }),
  );
  const rules = fc.record({ word: words, text: words, script: fc.constantFrom(null, ...SCRIPTS) });

  it('gives the rule back, or there is no such line', () => {
    fc.assert(
      fc.property(rules, words, (rule, before) => {
        const line = ruleLine(rule);
        if (line === null) return;
        const [word, text] = [rule.word.trim(), rule.text.trim()];
        const written = { line: 1, word, script: rule.script, text: rule.script === null ? word : text };
        expect(parseProtectedWords(line)).toEqual({ ok: true, words: [written] });
        const parsed = parseProtectedWords(withRule(`# ${before.replace(/[\r\n]/g, ' ')}`, line));
        expect(parsed.ok && parsed.words.at(-1)).toMatchObject({ word, script: rule.script });
      }),
    );
  });

  it.each([
    [{ word: 'U盘', script: null, text: '' }, 'keep U盘'],
    [{ word: ' 信息 ', script: 'zh-Hant-TW', text: '資訊' }, 'zh-Hant-TW: 信息 → 資訊'],
    [{ word: '甲\n乙', script: null, text: '' }, null],
    [{ word: '甲→乙', script: 'zh-Hant', text: '丙' }, null],
    [{ word: '公式\uFFFC', script: null, text: '' }, null],
    [{ word: '信息', script: 'zh-Hant', text: ' ' }, null],
    [{ word: '长'.repeat(61), script: null, text: '' }, null],
  ] as const)('%o: %s', (rule, line) => expect(ruleLine(rule)).toBe(line));

  it('stands on a line of its own', () => {
    expect(withRule('', 'keep 甲')).toBe('keep 甲\n');
    expect(withRule('keep 甲', 'keep 乙')).toBe('keep 甲\nkeep 乙\n');
    expect(withRule('keep 甲\n\n', 'keep 乙')).toBe('keep 甲\nkeep 乙\n');
  });
});
