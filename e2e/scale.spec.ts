import type { Page } from '@playwright/test';
import { bringNotes, paragraphsOf, textOf } from './harness/many-notes';
import { expect, test } from './harness/test';

const BLOCKS = 1_000;
const EACH = 10;

const margin = (page: Page) => page.getByRole('list', { name: '批注，按原文顺序' });
const more = (page: Page, number: number) => page.getByRole('button', { name: new RegExp(`^第 ${number} 段还有 `) });

test('ten thousand notes on a thousand paragraphs: few cards at a time, a way to all of them, and marks where they are', async ({
  page,
  people,
  importEssay,
}) => {
  const paragraphs = paragraphsOf(BLOCKS);
  const { slug } = await importEssay(textOf(paragraphs));
  expect(await bringNotes(people, slug, paragraphs, { count: () => EACH })).toBe(BLOCKS * EACH);
  await page.setViewportSize({ width: 1440, height: 1000 });
  await page.goto(`/read/${slug}`);
  await expect(more(page, 3)).toBeVisible();

  // What is painted and what has cards is what is near, not everything.
  const painted = await page.evaluate(() => CSS.highlights.get('note-others')?.size ?? 0);
  expect(painted).toBeGreaterThan(50);
  expect(painted).toBeLessThan((BLOCKS * EACH) / 2);
  expect(await margin(page).getByRole('article').count()).toBeLessThan(100);

  // A paragraph's stack opens in place, and its first new card has the focus; then it closes again.
  const rest = (await more(page, 3).getAttribute('aria-label')) ?? '';
  await more(page, 3).click();
  await expect(margin(page).locator('article:focus')).toHaveCount(1);
  await expect(more(page, 3)).toHaveCount(0);
  await page.getByRole('button', { name: '收起' }).click();
  await expect(more(page, 3)).toHaveAccessibleName(rest);

  // Note by note, also through those that are stacked: the one in hand has its card, level with its words.
  await page.locator('[data-number="5"]').focus();
  const seen = new Set<string>();
  for (let step = 0; step < EACH + 2; step++) {
    await page.keyboard.press('n');
    const active = margin(page).locator('article[data-active]');
    await expect(active).toBeFocused();
    await expect.poll(async () => seen.has((await active.getAttribute('id')) ?? '')).toBe(false);
    seen.add((await active.getAttribute('id')) ?? '');
  }
  expect(seen.size).toBe(EACH + 2);

  // The contents say how many there are, the marks lead there.
  await expect(page.locator('a[data-section="501"]')).toHaveAttribute('data-notes-said', '1000 条批注');
  const strip = page.locator('[data-density]');
  const { height = 0 } = (await strip.boundingBox()) ?? {};
  await strip.click({ position: { x: 8, y: height * 0.75 } });
  await expect.poll(() => numberOnTop(page)).toBeGreaterThan(690);
  expect(await numberOnTop(page)).toBeLessThan(810);
  const there = await numberOnTop(page);
  await expect(
    more(page, there + 1)
      .or(more(page, there + 2))
      .first(),
  ).toBeVisible();
  expect(await margin(page).getByRole('article').count()).toBeLessThan(100);

  await page.setViewportSize({ width: 390, height: 844 });
  await expect(strip).toBeHidden();
});

const numberOnTop = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const blocks = [...document.querySelectorAll<HTMLElement>('#text [data-block]')];
    return Number(blocks.find((block) => block.getBoundingClientRect().bottom > 80)?.dataset.number);
  });
