import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeParts } from './change-parts';

const LONG = '天地玄黄宇宙洪荒'.repeat(20);

describe('the parts of a changed paragraph', () => {
  it('of a short one are all of it', () => {
    expect(changeParts('这是一个测式。', [{ start: 5, end: 6 }])).toEqual([
      { kind: 'same', text: '这是一个测' },
      { kind: 'changed', text: '式' },
      { kind: 'same', text: '。' },
    ]);
  });

  it('leave out what lies far from any change', () => {
    const text = `${LONG}甲${LONG}乙${LONG}`;
    const parts = changeParts(text, [
      { start: 160, end: 161 },
      { start: 321, end: 322 },
    ]);
    expect(parts.map((part) => (part.kind === 'folded' ? part.length : part.text.length))).toEqual([
      132, 28, 1, 28, 104, 28, 1, 28, 132,
    ]);
  });

  it('of a paragraph that only moved are its beginning and its end', () => {
    expect(changeParts(LONG, []).map(({ kind }) => kind)).toEqual(['same', 'folded', 'same']);
  });

  it('leave out nothing where it would save no line', () => {
    expect(changeParts(LONG.slice(0, 79), [])).toEqual([{ kind: 'same', text: LONG.slice(0, 79) }]);
  });

  it('never cut a character', () => {
    const text = '👩‍👩‍👧‍👦'.repeat(30);
    for (const part of changeParts(`${text}甲${text}`, [{ start: text.length, end: text.length + 1 }]))
      if (part.kind === 'same') expect(part.text.length % 11).toBe(0);
  });

  it('add up to the text', () => {
    const spans = fc.array(fc.tuple(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 90 })), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(spans, fc.nat(90), (gaps, rest) => {
        let at = 0;
        const changed = gaps.map(([gap, length]) => {
          const start = at + gap;
          at = start + length;
          return { start, end: at };
        });
        const text = '字'.repeat(at + rest);
        const length = changeParts(text, changed).reduce(
          (sum, part) => sum + (part.kind === 'folded' ? part.length : part.text.length),
          0,
        );
        expect(length).toBe(text.length);
      }),
    );
  });
});
