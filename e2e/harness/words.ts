import type { Page } from '@playwright/test';
import { untilQuiet } from './quiet';

/** Where words stand on the screen, line by line; scrolled into view first. Words must be in the text once. */
async function linesOf(page: Page, words: string) {
  // Fonts come after the text, and move it.
  await untilQuiet(page);
  await page.evaluate(async () => void (await document.fonts.ready));
  return page.locator('#text').evaluate((text, wanted) => {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.nodeValue?.indexOf(wanted) ?? -1;
      if (at < 0 || node.parentElement?.closest('[data-skip], [data-atom]')) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      node.parentElement?.scrollIntoView({ block: 'center', behavior: 'instant' });
      return [...range.getClientRects()].map(({ left, right, top, bottom }) => ({ left, right, top, bottom }));
    }
    throw new Error(`“${wanted}” is not in the text`);
  }, words);
}

/** Selects words with the mouse, as a reader does. */
export async function selectWords(page: Page, words: string): Promise<void> {
  const lines = await linesOf(page, words);
  const [first, last] = [lines.at(0), lines.at(-1)];
  if (!first || !last) throw new Error(`“${words}” is not on the screen`);
  await page.mouse.move(first.left + 1, (first.top + first.bottom) / 2);
  await page.mouse.down();
  await page.mouse.move(last.right - 1, (last.top + last.bottom) / 2, { steps: 5 });
  await page.mouse.up();
}

/** Clicks in the middle of words. */
export async function clickWords(page: Page, words: string): Promise<void> {
  const [line] = await linesOf(page, words);
  if (!line) throw new Error(`“${words}” is not on the screen`);
  await page.mouse.click((line.left + line.right) / 2, (line.top + line.bottom) / 2);
}

/** The words that are painted under a highlight's name, in no particular order. */
export const paintedWords = (
  page: Page,
  name: 'mine' | 'others' | 'question' | 'resolved' | 'active' | 'converted' | 'term' | 'term-in-notes',
): Promise<string[]> =>
  page.evaluate(
    (key) => {
      const words: string[] = [];
      CSS.highlights.get(key)?.forEach((found) => {
        const range = document.createRange();
        range.setStart(found.startContainer, found.startOffset);
        range.setEnd(found.endContainer, found.endOffset);
        words.push(range.toString());
      });
      return words;
    },
    name.startsWith('term') ? name : `note-${name}`,
  );
