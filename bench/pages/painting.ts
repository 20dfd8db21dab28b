/** In the browser: ways of painting the same words, and what they cost. Bundled by painting.ts. */
import type { WordsTarget } from '@/lib/domain/anchoring/anchor';
import { sourceOffset } from '@/lib/domain/text/offset';
import { blocksIn } from '@/lib/dom/block-text';
import { rangesToPaint } from '@/lib/dom/range-target';

export interface Spot {
  /** Index of the block. */
  readonly block: number;
  readonly start: number;
  readonly end: number;
}

/**
 * A way of painting; its promise resolves when it has asked for all of it. It throws when it has not by `deadline`, in
 * milliseconds of `performance.now()`.
 */
export type Paint = (text: HTMLElement, spots: readonly Spot[], deadline: number) => void | Promise<void>;

/** As components/margin/use-painting.ts does it. */
export const ours: Paint = (text, spots) => {
  const blocks = blocksIn(text);
  const targets = spots.map(({ block, start, end }): WordsTarget => {
    const key = `key${block}`;
    return { start: { block: key, offset: sourceOffset(start) }, end: { block: key, offset: sourceOffset(end) } };
  });
  CSS.highlights.set('note-others', new Highlight(...rangesToPaint(targets, blocks)));
};

/** The floor: ranges made from offsets that are known to lie in one text node. */
export const bare: Paint = (text, spots) => {
  const nodes = [...text.children].map((block) => block.lastChild as Text);
  const ranges = spots.flatMap(({ block, start, end }) => {
    const node = nodes[block];
    return node
      ? new StaticRange({ startContainer: node, startOffset: start, endContainer: node, endOffset: end })
      : [];
  });
  CSS.highlights.set('note-others', new Highlight(...ranges));
};

/** Milliseconds until a frame with the paint has been drawn; Infinity: it took longer than `patience`. */
export async function painted(paint: Paint, spots: readonly Spot[], patience: number): Promise<number> {
  const text = document.getElementById('text');
  if (!text) throw new Error('The page has no text.');
  const begun = performance.now();
  try {
    await paint(text, spots, begun + patience);
  } catch (error) {
    if (performance.now() < begun + patience) throw error;
    return Infinity;
  }
  // Some paint later, by themselves.
  while (!isPainted()) {
    if (performance.now() - begun > patience) throw new Error('Nothing was painted.');
    await frame();
  }
  await frame();
  await new Promise<void>((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => resolve();
    channel.port2.postMessage(null);
  });
  return performance.now() - begun;
}

/** By highlights, or by elements: Recogito's, web-highlighter's, Apache Annotator's. */
const isPainted = (): boolean =>
  [...CSS.highlights.values()].some(({ size }) => size > 0) ||
  document.querySelector('.r6o-annotation, .highlight-mengshou-wrap, mark') !== null;
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** Scrolls through the text; the times of its frames in milliseconds, the longest last. */
export async function scrolled(step: number): Promise<number[]> {
  const times: number[] = [];
  let last = await frame();
  for (let top = 0; top < document.body.scrollHeight - innerHeight && times.length < 60; top += step) {
    scrollTo({ top, behavior: 'instant' });
    const now = await frame();
    times.push(Number(now) - Number(last));
    last = now;
  }
  return times.sort((a, b) => a - b);
}
