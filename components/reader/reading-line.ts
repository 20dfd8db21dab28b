/** Where on the page one reads: plain DOM, shared by what follows the scrolling. */

/** Below the bar, where the eye is when a block comes to rest under an anchor. */
export const READING_LINE_PX = 100;

export const articleText = (): HTMLElement | null => document.getElementById('text');

export const blockElements = (): HTMLElement[] =>
  Array.from(articleText()?.querySelectorAll<HTMLElement>('[data-block]') ?? []);

/** The first block that reaches below the reading line; the last one at the very end. */
export function currentBlock(blocks: readonly HTMLElement[] = blockElements()): HTMLElement | undefined {
  let [low, high] = [0, blocks.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((blocks[middle]?.getBoundingClientRect().bottom ?? 0) > READING_LINE_PX) high = middle;
    else low = middle + 1;
  }
  return blocks[low];
}

export const blockNumber = (block: HTMLElement): number => Number(block.dataset.number);

/** How much of the text has been scrolled past, 0…1; 1 when its end is in view. All of it is in the page. */
export function scrolledShare(): number {
  const box = articleText()?.getBoundingClientRect();
  if (!box) return 0;
  const above = READING_LINE_PX - box.top;
  const scrollable = box.height - (window.innerHeight - READING_LINE_PX);
  if (scrollable <= 0 || box.bottom <= window.innerHeight) return 1;
  return Math.min(1, Math.max(0, above / scrollable));
}

/** Brings a block to the reading line, and the focus to it. */
export function goToBlock(block: HTMLElement): void {
  block.focus({ preventScroll: true });
  block.scrollIntoView({ block: 'start' });
}
