import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withQuotationMarks } from './quotation';

describe('quotation marks follow the script', () => {
  it.each([
    ['他说：“她写道：‘去吧。’”', '他说：「她写道：『去吧。』」', 'zh-Hant-TW'],
    ['他說：「她寫道：『去吧。』」', '他說：“她寫道：‘去吧。’”', 'zh-Hans'],
    ['「引」与“引”', '「引」与「引」', 'zh-Hant'],
    ['don’t 与 the readers’ notes', 'don’t 与 the readers’ notes', 'zh-Hant'],
    ['‘90s 的书', '‘90s 的书', 'zh-Hant'],
    ['他说‘don’t’。', '他说『don’t』。', 'zh-Hant-HK'],
    ['"representation" 不变', '"representation" 不变', 'zh-Hant'],
    ['“没有收尾', '「没有收尾', 'zh-Hant'],
    ['Kahneman, D. “Noise: A Flaw.” 2021.', 'Kahneman, D. “Noise: A Flaw.” 2021.', 'zh-Hant'],
    ['means ‘what is not signal’', 'means ‘what is not signal’', 'zh-Hant-TW'],
    ['他说“OK”，又说“No way, José.”', '他说「OK」，又说「No way, José.」', 'zh-Hant'],
    ['He said “你好” twice', 'He said 「你好」 twice', 'zh-Hant'],
    ['“……”', '「……」', 'zh-Hant'],
    ['没有引号', '没有引号', 'zh-Hans'],
  ] as const)('%s → %s', (text, expected, script) => {
    expect(withQuotationMarks(text, script)).toBe(expected);
  });

  it('moves nothing, and twice is once', () => {
    const texts = fc.array(fc.constantFrom(...'“”‘’「」『』a1说。 '), { maxLength: 30 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(texts, fc.constantFrom('zh-Hans' as const, 'zh-Hant' as const), (text, script) => {
        const shown = withQuotationMarks(text, script);
        expect(shown).toHaveLength(text.length);
        expect(withQuotationMarks(shown, script)).toBe(shown);
      }),
    );
  });
});
