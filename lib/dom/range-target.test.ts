// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import { blocksIn } from './block-text';
import { paintRanges, rangeOfTarget, rangesToPaint, spanOfRange } from './range-target';
import { checkRangeLaw } from './testing/range-law';

// jsdom knows neither.
globalThis.CSS ??= { escape: (text: string) => text } as never;
globalThis.StaticRange ??= class {
  constructor(init: StaticRangeInit) {
    Object.assign(this, init);
  }
} as never;

/** The words of the first text node that contains them, as a person would drag over them. */
function select(words: string, upTo = words): Range {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let started = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = (node as Text).data;
    if (!started && text.includes(words)) {
      range.setStart(node, text.indexOf(words));
      started = true;
    }
    if (started && text.includes(upTo)) {
      range.setEnd(node, text.indexOf(upTo) + upTo.length);
      return range;
    }
  }
  throw new Error(`no ${words}…${upTo}`);
}

let root: HTMLElement;
beforeEach(() => {
  document.body.innerHTML = `
    <header>眉批</header>
    <article id="text">
      <h2 data-block="heading1"><a data-skip href="#">1</a>一、知识</h2>
      <p data-block="para0002"><a data-skip href="#">2</a>首先确认<strong>两个<em>概念</em></strong>，见<a href="#">此处</a><span data-atom>x²</span>。<span data-skip>2 条批注</span></p>
      <p data-block="para0003"><a data-skip href="#">3</a>叶公好𠮷，👨‍👩‍👧在此。</p>
    </article>
    <footer>页脚</footer>`;
  root = document.querySelector('article') as HTMLElement;
});

describe('a selection becomes an anchor', () => {
  it('counts source text only, through marks', () => {
    expect(spanOfRange(select('个', '念'), root)).toEqual({
      start: { block: 'para0002', offset: 5 },
      end: { block: 'para0002', offset: 8 },
    });
  });

  it('counts a formula as one character, wholly even when only grazed', () => {
    const range = select('处', 'x');
    expect(spanOfRange(range, root)).toEqual({
      start: { block: 'para0002', offset: 11 },
      end: { block: 'para0002', offset: 13 },
    });
  });

  it('takes an end at the start of the next paragraph for the end of this one', () => {
    const range = select('首先', '首先');
    range.setEnd(root.querySelectorAll('p')[1] as Element, 0);
    expect(spanOfRange(range, root)?.end).toEqual({ block: 'para0002', offset: 14 });
  });

  it('is cut off where the text ends', () => {
    const range = document.createRange();
    range.selectNodeContents(document.body);
    expect(spanOfRange(range, root)).toEqual({
      start: { block: 'heading1', offset: 0 },
      end: { block: 'para0003', offset: 17 },
    });
  });

  it('is nothing outside the text, over a paragraph number, or over white space', () => {
    expect(spanOfRange(select('页脚'), root)).toBeNull();
    expect(spanOfRange(select('眉批'), root)).toBeNull();
    expect(spanOfRange(select('2 条批注'), root)).toBeNull();
    const gap = document.createRange();
    gap.setStart(root, 0);
    gap.setEnd(root, 1);
    expect(spanOfRange(gap, root)).toBeNull();
  });

  it('grows to whole characters', () => {
    const text = (root.querySelectorAll('p')[1] as Element).childNodes[1] as Text;
    const range = document.createRange();
    range.setStart(text, 4);
    range.setEnd(text, 7);
    expect(spanOfRange(range, root)).toEqual({
      start: { block: 'para0003', offset: 3 },
      end: { block: 'para0003', offset: 14 },
    });
  });
});

describe('an anchor becomes a range', () => {
  it('is null when its block is not in the page', () => {
    const target = spanOfRange(select('首先'), root);
    root.querySelector('[data-block=para0002]')?.remove();
    expect(target && rangeOfTarget(target, root)).toBeNull();
  });

  it('paints neither numbers nor counters between the words', () => {
    const target = spanOfRange(select('一、', '在此'), root);
    const painted = target ? paintRanges(target, blocksIn(root)) : [];
    const texts = painted.map(({ startContainer, startOffset, endContainer, endOffset }) => {
      const range = document.createRange();
      range.setStart(startContainer, startOffset);
      range.setEnd(endContainer, endOffset);
      return range.toString();
    });
    expect(texts).toEqual(['一、知识', '首先确认两个概念，见此处x²。', '叶公好𠮷，👨‍👩‍👧在此']);
  });

  it('paints many as it paints each, and nothing where no block is in the page', () => {
    const targets = [select('首先', '处'), select('一、', '在此'), select('公', '好')].flatMap(
      (range) => spanOfRange(range, root) ?? [],
    );
    const gone = targets.map(({ start, end }) => ({
      start: { ...start, block: 'nowhere1' },
      end: { ...end, block: 'nowhere2' },
    }));
    const points = (ranges: StaticRange[]) =>
      ranges.map((r) => [r.startContainer, r.startOffset, r.endContainer, r.endOffset]);
    const each = targets.flatMap((target) => paintRanges(target, blocksIn(root)));
    expect(points(rangesToPaint([...gone, ...targets], blocksIn(root)))).toEqual(points(each));
    expect(each).toHaveLength(5);
  });

  it('paints words that begin or end in a part of the text that is not in the page as far as they are', () => {
    const blocks = blocksIn(root);
    const [first, last] = [blocks[0], blocks.at(-1)];
    const [words] = [select('一、', '在此')].flatMap((range) => spanOfRange(range, root) ?? []);
    if (!words || !first || !last) throw new Error('nothing is selected');
    const painted = (target: typeof words, among: readonly Element[]) =>
      new Set(
        paintRanges(target, among).map(({ startContainer }) => among.findIndex((one) => one.contains(startContainer))),
      );
    expect(painted(words, blocks.slice(1))).toEqual(new Set(blocks.slice(1).map((_, index) => index)));
    expect(painted(words, blocks.slice(0, -1))).toEqual(new Set(blocks.slice(0, -1).map((_, index) => index)));
  });
});

describe('over random documents and selections', () => {
  it('range → span → range is the identity', () => {
    checkRangeLaw(400);
  });
});
