import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceOffset } from '../text/offset';
import { isWords, type Standing, type Target } from './anchor';
import { carriedKeys } from './carried-keys';
import { compareEditions, type EditionBlock } from './compare-editions';
import { quoteOf } from './quote';
import { rebaser, type Anchored } from './rebase';
import { survivors } from './text-diff';
import {
  anchorIn,
  charactersAt,
  EDIT_KINDS,
  edited,
  editionOf,
  endsInCrumbs,
  judge,
  numbersFrom,
  published,
  rewritten,
  textOf,
  tracedText,
  words,
  type Edit,
  type TracedText,
} from './testing/edited-text';

const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const edit = fc.record({
  kind: fc.constantFrom(...EDIT_KINDS),
  block: share,
  at: share,
  length: fc.integer({ min: 1, max: 40 }),
  other: share,
});
const length = fc.oneof(
  fc.integer({ min: 1, max: 6 }),
  fc.integer({ min: 1, max: 60 }),
  fc.integer({ min: 60, max: 300 }),
);
const places = fc.array(fc.record({ block: share, at: share, length }), { minLength: 1, maxLength: 12 });
const paragraph = fc.oneof(
  { weight: 1, arbitrary: fc.integer({ min: 6, max: 20 }) },
  { weight: 4, arbitrary: fc.integer({ min: 40, max: 260 }) },
);
const text = fc.tuple(fc.integer(), fc.array(paragraph, { minLength: 1, maxLength: 14 })).map(([seed, lengths]) => {
  const random = numbersFrom(seed * 7919);
  return tracedText(lengths.map((each) => words(random, each)));
});

const afterEdits = (before: TracedText, edits: readonly Edit[]): TracedText => {
  const random = numbersFrom(0x5eed + edits.length);
  return edits.reduce((now, each) => edited(now, each, random), before);
};

const told = (anchor: Anchored, standing: Standing, before: TracedText, after: TracedText): string =>
  [
    `「${anchor.quote?.exact}」 → ${standing.state} 「${standing.words}」 ${JSON.stringify(standing.target)}`,
    ...editionOf(before).map((block) => `${block.key} ${block.text}`),
    '---',
    ...editionOf(after).map((block) => `${block.key} ${block.text}`),
  ].join('\n');

describe('the laws', () => {
  it('an edition rebased onto itself moves nothing', () => {
    fc.assert(
      fc.property(text, places, (before, where) => {
        const rebase = rebaser(published(before, before).comparison);
        for (const place of where) {
          const anchor = anchorIn(before, place);
          if (anchor) expect(rebase(anchor)).toBe(anchor);
        }
      }),
    );
  });

  it('whatever is edited, nothing is placed wrongly, and only changed words are asked about', () => {
    fc.assert(
      fc.property(text, fc.array(edit, { minLength: 1, maxLength: 8 }), places, (before, edits, where) => {
        const { comparison, after } = published(before, afterEdits(before, edits));
        const rebase = rebaser(comparison);
        for (const place of where) {
          const anchor = anchorIn(before, place);
          if (!anchor) continue;
          const standing = rebase(anchor);
          const verdict = judge(anchor, standing, before, after);
          if (verdict === 'wrong' || verdict === 'needless')
            throw new Error(`${verdict}: ${told(anchor, standing, before, after)}`);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('an edit elsewhere never moves an anchor’s words', () => {
    fc.assert(
      fc.property(text, edit, places, (before, one, where) => {
        const { comparison, after } = published(before, afterEdits(before, [one]));
        const rebase = rebaser(comparison);
        const there = new Set(after.flatMap(({ characters }) => characters.map(({ id }) => id)));
        for (const place of where) {
          const anchor = anchorIn(before, place);
          if (!anchor?.target || !isWords(anchor.target)) continue;
          const own = charactersAt(before, anchor.target).map(({ id }) => id);
          const all = after.flatMap(({ characters }) => characters.map(({ id }) => id));
          const at = all.indexOf(own[0] ?? -1);
          if (!own.every((id, index) => there.has(id) && all[at + index] === id)) continue;
          if (
            rewritten(
              anchor.target,
              before,
              after.flatMap(({ characters }) => characters),
            )
          )
            continue;
          const standing = rebase(anchor);
          expect(['kept', 'moved'], told(anchor, standing, before, after)).toContain(standing.state);
          expect(spoken(after, standing.target), told(anchor, standing, before, after)).toBe(
            spoken(before, anchor.target),
          );
        }
      }),
      { numRuns: 400 },
    );
  });

  it('an edit taken back brings every anchor back whose words and edges it did not touch', () => {
    const inBlock = fc.constantFrom('insert', 'delete', 'replace', 'move', 'swap', 'add' as const);
    fc.assert(
      fc.property(text, edit, inBlock, places, (before, one, kind, where) => {
        const { comparison, after } = published(before, afterEdits(before, [{ ...one, kind }]));
        const there = rebaser(comparison);
        const again = published(after, before);
        const back = rebaser(again.comparison);
        for (const place of where) {
          const anchor = anchorIn(before, place);
          if (!anchor?.target || !isWords(anchor.target) || endsInCrumbs(anchor.target, before)) continue;
          const moved = there(anchor);
          if (moved.state !== 'kept' && moved.state !== 'moved') continue;
          const returned = back({ ...moved, quote: anchor.quote });
          expect(spoken(again.after, returned.target)).toBe(spoken(before, anchor.target));
          expect(placeOf(again.after, returned.target)).toBe(placeOf(before, anchor.target));
        }
      }),
    );
  });

  it('nothing is anchored to words that are not similar', () => {
    fc.assert(
      fc.property(text, fc.array(edit, { minLength: 1, maxLength: 12 }), places, (before, edits, where) => {
        const { comparison, after } = published(before, afterEdits(before, edits));
        const rebase = rebaser(comparison);
        for (const place of where) {
          const anchor = anchorIn(before, place);
          if (!anchor?.quote) continue;
          const { target, state } = rebase(anchor);
          if (state === 'removed' || !target || !isWords(target)) continue;
          const said = spoken(after, target);
          const quote = anchor.quote.exact.replaceAll('\n', '');
          const left = survivors(quote, said);
          expect(left / quote.length, `${quote} → ${said}`).toBeGreaterThanOrEqual(0.3);
        }
      }),
    );
  });

  it('finds nearly all that is there', () => {
    const random = numbersFrom(5);
    const verdicts: Record<string, number> = {};
    for (let round = 0; round < 60; round++) {
      const before = tracedText(Array.from({ length: 12 }, () => words(random, 30 + random() * 200)));
      const edits = Array.from({ length: 6 }, (): Edit => ({
        kind: EDIT_KINDS[Math.floor(random() * EDIT_KINDS.length)] ?? 'insert',
        block: random(),
        at: random(),
        length: 1 + Math.floor(random() * 20),
        other: random(),
      }));
      const { comparison, after } = published(before, afterEdits(before, edits));
      const rebase = rebaser(comparison);
      for (let n = 0; n < 40; n++) {
        const anchor = anchorIn(before, { block: random(), at: random(), length: 1 + Math.floor(random() * 40) });
        if (!anchor) continue;
        const verdict = judge(anchor, rebase(anchor), before, after);
        verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
      }
    }
    expect(verdicts.wrong).toBeUndefined();
    expect(verdicts.needless).toBeUndefined();
    expect((verdicts.missed ?? 0) / 2400).toBeLessThan(0.005);
  });
});

/** The words alone: where paragraphs end is another matter. */
const spoken = (after: TracedText, target: Target): string =>
  target && isWords(target)
    ? charactersAt(after, target)
        .map(({ unit }) => unit)
        .join('')
    : '';

/** Of the same text in the same order, counted over all blocks. */
function placeOf(blocks: TracedText, target: Target): number {
  if (!target || !isWords(target)) return -1;
  const index = blocks.findIndex(({ key }) => key === target.start.block);
  return blocks.slice(0, index).reduce((sum, block) => sum + textOf(block).length, Number(target.start.offset));
}

// ── In words ─────────────────────────────────────────────────────────────────

const edition = (texts: readonly string[], name: string): EditionBlock[] =>
  texts.map((line, index) => ({ key: `${name}${String(index).padStart(6, '0')}`, kind: 'paragraph', text: line }));

/** Where a note on `noted` stands when `before` becomes `after`. */
function step(before: readonly string[], after: readonly string[], noted: string): Standing & { said: string | null } {
  const old = edition(before, 'a');
  const joined = before.join('\n');
  const at = joined.indexOf(noted);
  const pointAt = (offset: number) => {
    let left = offset;
    const index = before.findIndex((line) => {
      if (left <= line.length) return true;
      left -= line.length + 1;
      return false;
    });
    return { block: old[index]?.key ?? '', offset: sourceOffset(left) };
  };
  const target = { start: pointAt(at), end: pointAt(at + noted.length) };
  const compared = compareEditions(old, edition(after, 'b'));
  const keys = carriedKeys(compared);
  const next = compared.after.map((block, index) => ({ ...block, key: keys[index] ?? '' }));
  const standing = rebaser({ ...compared, after: next })({
    target,
    state: 'kept',
    words: null,
    quote: quoteOf(target, old),
  });
  return {
    ...standing,
    said: standing.target && isWords(standing.target) ? quoteOf(standing.target, next).exact : null,
  };
}

describe('in words', () => {
  const around = ['山重水复疑无路，柳暗花明又一村。', '莫笑农家腊酒浑，丰年留客足鸡豚。'];

  it.each<[string, string[], string[], string, string, string | null]>([
    ['a typo inside is corrected', ['先来测式一下这句话。'], ['先来测试一下这句话。'], '测式', 'edited', '测试'],
    ['what is put in at the edge stays outside', ['表象是什么'], ['这个表象究竟是什么'], '表象', 'kept', '表象'],
    [
      'a word is put in in the midst',
      ['世界是我的表象。'],
      ['世界只是我的表象。'],
      '世界是我的表象',
      'edited',
      '世界只是我的表象',
    ],
    ['of two characters one alone is no word', ['读书不觉已春深'], ['读不觉已春深'], '读书', 'removed', null],
    ['of one character nothing is left', ['雨自飘零水自流'], ['叶自飘零水自流'], '雨', 'removed', null],
    [
      'the same word elsewhere is another word',
      ['概念来自表象，这是第一句。', '后面还有一句讲别的事情。', '表象又如何能够成为概念？'],
      ['概念来自知觉，这是第一句。', '后面还有一句讲别的事情。', '表象又如何能够成为概念？'],
      '表象',
      'removed',
      null,
    ],
    [
      'a paragraph is split in the midst',
      ['前一半写在这里，后一半写在那里。'],
      ['前一半写在这里，', '后一半写在那里。'],
      '写在这里，后一半',
      'moved',
      '写在这里，\n后一半',
    ],
    [
      'two paragraphs are joined',
      ['前一半写在这里，', '后一半写在那里。'],
      ['前一半写在这里，后一半写在那里。'],
      '后一半',
      'moved',
      '后一半',
    ],
    ['its paragraph is taken out', ['一段要删去的话，谁也不会再见到它。'], [], '删去的话', 'removed', null],
    [
      'a sentence goes to another paragraph',
      ['留下的一句。搬走的一句话说得很长很长。'],
      ['留下的一句。'],
      '搬走的一句话说得很长很长',
      'removed',
      null,
    ],
  ])('%s', (_, before, after, noted, state, said) => {
    const result = step(
      [...around, ...before, '最后一段总在最后。'],
      [...around, ...after, '最后一段总在最后。'],
      noted,
    );
    expect([result.state, result.said]).toEqual([state, said]);
  });

  it('follows a sentence that was cut out here and put in there', () => {
    const opening = '开头的一段话说得不短，先交代来历，再交代去处，然后才说到正题。';
    const other = '另外一段，讲的是完全不同的事情：山高水长，日暮途远，却还要走下去。';
    const sentence = '凡是能够搬走的句子，都应当带着自己的批注一起走。';
    const result = step(
      [`${opening}${sentence}这里还有下文。`, ...around, other],
      [`${opening}这里还有下文。`, ...around, `${other}${sentence}`],
      '带着自己的批注',
    );
    expect([result.state, result.said]).toEqual(['moved', '带着自己的批注']);
  });

  it('keeps notes on paragraphs that changed places', () => {
    const result = step(around, [...around].reverse(), '柳暗花明');
    expect([result.state, result.said]).toEqual(['kept', '柳暗花明']);
  });

  it('brings a removed note back when its words come back', () => {
    const [gone, back] = [
      ['甲段在这里。', '乙段也在这里。'],
      ['甲段在这里。', '一段被删去又写回来的话。', '乙段也在这里。'],
    ];
    const old = edition(gone, 'a');
    const removed: Anchored = {
      target: { block: old[0]?.key ?? '' },
      state: 'removed',
      words: null,
      quote: { exact: '写回来', prefix: '一段被删去又', suffix: '的话。' },
    };
    const next = edition(back, 'a');
    const compared = compareEditions(old, next);
    const keys = carriedKeys(compared);
    const standing = rebaser({ ...compared, after: next.map((block, i) => ({ ...block, key: keys[i] ?? '' })) })(
      removed,
    );
    expect(standing).toMatchObject({
      state: 'moved',
      words: null,
      target: { start: { offset: 6 }, end: { offset: 9 } },
    });
  });

  it('never cuts a character', () => {
    const result = step(['家人👨‍👩‍👧在一起。'], ['家人👨‍👩‍👧‍👦在一起。'], '人👨‍👩‍👧');
    expect(result.said === null || !/\u200D$/.test(result.said)).toBe(true);
  });
});
