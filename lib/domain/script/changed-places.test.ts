import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conversionsBetween } from '../../opencc';
import { changedPlaces } from './changed-places';
import { displayText, type Display } from './display';
import { parseProtectedWords, protectedIn } from './protected-words';
import type { Script } from './script';

const displayBy = (rules: string, script: Script): Display => {
  const parsed = parseProtectedWords(rules);
  if (!parsed.ok) throw new Error(rules);
  const conversions = conversionsBetween('zh-Hans', script);
  return { script, conversions, protectedWords: protectedIn(parsed.words, script), quotes: true };
};

function changes(text: string, now: string, then: string, script: Script = 'zh-Hant-TW-x-phrase') {
  const [a, b] = [displayBy(now, script), displayBy(then, script)];
  const [before, after] = [displayText(text, a), displayText(text, b)];
  const places = changedPlaces(before, after, [...a.protectedWords(text), ...b.protectedWords(text)]);
  return { before, after, places };
}

const told = (...given: Parameters<typeof changes>) => {
  const { before, after, places } = changes(...given);
  return places.map(
    ({ source, was, is }) =>
      `${given[0].slice(source.start, source.end)}: ${before.text.slice(was.start, was.end)} → ${after.text.slice(is.start, is.end)}`,
  );
};

describe('what other rules change', () => {
  it.each<[string, string, string, string, string[]]>([
    ['a word that is kept', '他的U盘坏了', '', 'keep U盘', ['U盘: 隨身碟 → U盘']],
    [
      'a kept word as a whole, though half of it is the same',
      '字节跳动',
      '',
      'keep 字节跳动',
      ['字节跳动: 字節跳動 → 字节跳动'],
    ],
    ['two words side by side, each', 'U盘U盘', '', 'keep U盘', ['U盘: 隨身碟 → U盘', 'U盘: 隨身碟 → U盘']],
    ['a phrase that a kept word breaks', '白头发了', '', 'keep 头', ['头发: 頭髮 → 头發']],
    ['a rule that is taken back', '信息', 'zh-Hant-TW: 信息 → 訊號', '', ['信息: 訊號 → 資訊']],
    ['nothing, where the same is shown', '表象', '', 'keep 表象', []],
    ['nothing, in another script', '信息', '', 'zh-Hant-HK: 信息 → 資訊', []],
  ])('is %s', (_, text, now, then, expected) => {
    expect(told(text, now, then)).toEqual(expected);
  });

  it('is all that changes: outside of the places both displays are the same', () => {
    const words = fc.constantFrom(
      '头',
      '发',
      '头发',
      'U盘',
      '干',
      '里',
      '面',
      '信息',
      '𠮷',
      'a',
      '，',
      '“',
      '”',
      '联系',
      '人',
    );
    const rules = fc.uniqueArray(
      fc.constantFrom('keep 头', 'keep 发', 'keep U', 'keep 信', 'zh-Hant: 面 → 麵條', 'keep 系人'),
      {
        maxLength: 3,
      },
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), rules, rules, (given, now, then) => {
        const { before, after, places } = changes(given.join(''), now.join('\n'), then.join('\n'));
        let [rebuilt, at] = ['', 0];
        for (const { was, is } of places) {
          rebuilt += before.text.slice(at, was.start) + after.text.slice(is.start, is.end);
          at = was.end;
        }
        expect(rebuilt + before.text.slice(at)).toBe(after.text);
        for (const { was, is } of places)
          expect(before.text.slice(was.start, was.end)).not.toBe(after.text.slice(is.start, is.end));
      }),
    );
  });
});
