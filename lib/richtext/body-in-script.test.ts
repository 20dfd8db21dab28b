import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Display } from '@/lib/domain/script/display';
import { conversionsBetween } from '@/lib/opencc';
import { bodyOfText, plainText, type NoteBody, type NoteNode } from './body';
import { bodyIn } from './body-in-script';
import { checkBody } from './check-body';

const display: Display = {
  script: 'zh-Hant-TW-x-phrase',
  conversions: conversionsBetween('zh-Hans', 'zh-Hant-TW-x-phrase'),
  protectedWords: () => [],
  quotes: true,
};
const text = (words: string, ...marks: string[]): NoteNode => ({
  type: 'text',
  text: words,
  ...(marks.length > 0 ? { marks: marks.map((type) => ({ type: type as 'bold' })) } : {}),
});
const paragraph = (...content: NoteNode[]): NoteNode => ({ type: 'paragraph', content });
const doc = (...content: NoteNode[]): NoteBody => ({ type: 'doc', content });

describe('a note’s body in another script', () => {
  it('is nothing of its own when nothing of it changes', () => {
    for (const body of [
      bodyOfText('Hume'),
      bodyOfText(''),
      doc(),
      doc({ type: 'horizontalRule' }),
      bodyOfText('同意。'),
    ])
      expect(bodyIn(body, display)).toBeNull();
  });

  it('reaches into lists and quotations, and across a line break not at all', () => {
    const item = (words: string): NoteNode => ({ type: 'listItem', content: [paragraph(text(words))] });
    const body = doc(
      { type: 'bulletList', content: [item('头发'), item('Hume')] },
      { type: 'blockquote', content: [paragraph(text('U'), { type: 'hardBreak' }, text('盘“坏”了'))] },
    );
    const shown = bodyIn(body, display);
    expect(shown && plainText(shown)).toBe('頭髮\nHume\nU\n盤「壞」了');
  });

  it('leaves names and formulas as they are', () => {
    const name = { type: 'mention', attrs: { id: '0192aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee', label: '头发' } };
    const formula = { type: 'math', attrs: { latex: '\\text{头发}' } };
    const shown = bodyIn(doc(paragraph(name, text('的头发'), formula)), display);
    expect(shown).toEqual(doc(paragraph(name, text('的頭髮'), formula)));
  });

  it('loses words that vanish into a neighbour’s, not the neighbour’s marks', () => {
    const toSimplified = {
      ...display,
      script: 'zh-Hans',
      conversions: conversionsBetween('zh-Hant-TW-x-phrase', 'zh-Hans'),
    };
    const body = doc(paragraph(text('隨', 'bold'), text('身'), text('碟', 'italic')));
    const shown = bodyIn(body, toSimplified as Display);
    expect(shown && plainText(shown)).toBe('U盘');
    expect(shown?.content?.[0]?.content?.every((node) => node.text)).toBe(true);
  });

  it('says the same however its words are marked, and is a body that the schema takes', () => {
    const words = fc.constantFrom('U', '盘', '鼠', '标', '头', '发', '软', '件', '𠮷', 'a', '“', '”', '，');
    const node = fc
      .tuple(fc.array(words, { minLength: 1, maxLength: 4 }), fc.subarray(['bold', 'italic', 'strike']))
      .map(([given, marks]) => text(given.join(''), ...marks));
    fc.assert(
      fc.property(fc.array(node, { minLength: 1, maxLength: 5 }), (nodes) => {
        const body = doc(paragraph(...nodes));
        const shown = bodyIn(body, display) ?? body;
        const plain = bodyOfText(plainText(body));
        expect(plainText(shown)).toBe(plainText(bodyIn(plain, display) ?? plain));
        expect(typeof checkBody(shown)).toBe('object');
      }),
    );
  });
});
