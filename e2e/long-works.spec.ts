import type { Page } from '@playwright/test';
import { blockNumber, bookOf, opening } from './harness/book';
import { bar, card, comment, selectFromTo } from './harness/notes';
import { untilQuiet } from './harness/quiet';
import { expect, test } from './harness/test';

const CHAPTERS = 60;
const MIDDLE = blockNumber(30, 1);
const LAST = blockNumber(CHAPTERS, 12);

/** What one reads: the first block below the bar, and where its top is. */
const atTheEye = (page: Page) =>
  page.evaluate(() => {
    const block = [...document.querySelectorAll<HTMLElement>('#text [data-block]')].find(
      (one) => one.getBoundingClientRect().bottom > 120,
    );
    return block ? { number: Number(block.dataset.number), top: Math.round(block.getBoundingClientRect().top) } : null;
  });
const blocksInPage = (page: Page) => page.locator('#text [data-block]').count();
const paragraph = (page: Page, chapter: number, place: number) =>
  page.locator(`[data-number="${blockNumber(chapter, place)}"]`);
const alive = (page: Page) => expect(page.locator('header[data-flowing]')).toBeAttached();

/** Scrolls by the wheel. @returns how far the text moved otherwise than by it, at most, in CSS pixels */
async function wheel(page: Page, steps: number, by: number): Promise<number> {
  await page.mouse.move(700, 500);
  let worst = 0;
  /** Steps that had not arrived when they were looked at: they come with the next. */
  let late = 0;
  for (let step = 0; step < steps; step++) {
    // Within one frame before and after: scrolling itself is the browser's and moves everything alike.
    await page.evaluate(() => {
      const block = [...document.querySelectorAll<HTMLElement>('#text [data-block]')].find(
        (one) => one.getBoundingClientRect().bottom > 300,
      );
      const seen = { block, top: block?.getBoundingClientRect().top ?? 0, y: scrollY };
      (window as { seen?: typeof seen }).seen = seen;
    });
    await page.mouse.wheel(0, by);
    await page.waitForTimeout(40);
    const shift = await page.evaluate(() => {
      const { seen } = window as { seen?: { block?: HTMLElement; top: number } };
      return seen?.block?.isConnected ? seen.block.getBoundingClientRect().top - seen.top : null;
    });
    if (shift === null) continue;
    // The wheel may not have arrived yet, or have met the end: what counts is any other way of moving.
    const reach = Math.abs(by) * (1 + late);
    late = Math.abs(shift) < Math.abs(by) ? late + 1 : 0;
    worst = Math.max(worst, Math.abs(shift - Math.max(-reach, Math.min(reach, shift))));
  }
  return worst;
}

test('a book opens in its middle, and goes on in both directions to its ends', async ({ page, importEssay }) => {
  const { slug } = await importEssay(bookOf(CHAPTERS));
  await page.setViewportSize({ width: 1440, height: 900 });
  const html = await (await page.request.get(`/read/${slug}?from=${MIDDLE}`)).text();
  expect(html).toContain(opening(30, 1));
  expect(html).not.toContain(opening(20, 1));
  expect(html.match(/<title>([^<]*)/)?.[1]).toContain('第三十回');

  await page.goto(`/read/${slug}?from=${MIDDLE}`);
  await alive(page);
  expect(await atTheEye(page)).toMatchObject({ number: MIDDLE - 1 });

  expect(await wheel(page, 25, -700)).toBeLessThan(2);
  expect((await atTheEye(page))?.number).toBeLessThan(MIDDLE - 13);
  expect(await wheel(page, 25, 700)).toBeLessThan(2);
  expect(await blocksInPage(page)).toBeLessThan(250);

  await page.keyboard.press('End');
  await expect(page.locator(`[data-number="${LAST}"]`)).toBeInViewport();
  await expect(page.getByText('完', { exact: true })).toBeInViewport();
  await expect(page.getByRole('link', { name: /接着读/ })).toBeHidden();
  await page.keyboard.press('Home');
  await expect(page.getByRole('heading', { level: 1, name: '长河记' })).toBeInViewport();
  await expect(paragraph(page, 1, 1)).toBeInViewport();
  expect(await blocksInPage(page)).toBeLessThan(250);
});

test('the contents, the way back, a reload and the script lead to the same place anywhere in a book', async ({
  page,
  importEssay,
}) => {
  const { slug } = await importEssay(bookOf(CHAPTERS));
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`/read/${slug}`);
  await alive(page);
  const contents = page.getByRole('navigation', { name: '目录' });
  await expect(contents.getByRole('link', { name: /第四十五回/ })).toBeHidden();
  await contents.getByText('第四十一回 – 第五十回').click();
  await contents.getByRole('link', { name: /第四十五回/ }).click();
  await expect(page.getByRole('heading', { name: /第四十五回/ })).toBeInViewport();
  await expect(contents.locator('[aria-current="location"]')).toHaveText(/第四十五回/);
  await expect(page).toHaveURL(/\?b=[^#]+#b-/);

  await wheel(page, 3, 500);
  // The letters of the script that one reads come after the text, and move it: here those of the other do.
  await untilQuiet(page);
  let come = (): void => undefined;
  const letters = new Promise<void>((resolve) => (come = resolve));
  await page.route('**/noto-serif-tc-*', async (route) => {
    await letters;
    await route.continue();
  });
  const read = await atTheEye(page);
  const isWhereItWas = async () => {
    const now = await atTheEye(page);
    expect(now?.number).toBe(read?.number);
    expect(Math.abs((now?.top ?? 0) - (read?.top ?? 0))).toBeLessThanOrEqual(1);
  };
  const asked = page.waitForRequest('**/noto-serif-tc-*');
  await page.keyboard.press('s');
  await expect(page.locator('#text')).toHaveAttribute('data-script', 'zh-Hant');
  await isWhereItWas();
  await asked;
  await isWhereItWas();
  come();
  await page.evaluate(async () => void (await document.fonts.ready));
  await isWhereItWas();
  await expect(contents.getByRole('link', { name: /第四十五回/ })).toHaveText('第四十五回 河上第四十五程');

  // What comes later is in the same script.
  await wheel(page, 14, 700);
  await expect(page.locator('#text [data-page]').last()).toContainText('頭髮');
  await expect(page.locator('#text')).not.toContainText('头发');

  await expect.poll(() => new URL(page.url()).search).toMatch(/^\?from=\d+$/);
  const before = await atTheEye(page);
  await page.reload();
  await alive(page);
  await expect.poll(() => atTheEye(page)).toMatchObject({ number: before?.number });
  expect(Math.abs(((await atTheEye(page))?.top ?? 0) - (before?.top ?? 0))).toBeLessThanOrEqual(3);

  await page.goBack();
  await expect(paragraph(page, 1, 1)).toBeInViewport();
});

test('notes far apart in a book are a step from one another', async ({ page, people, importEssay }) => {
  const { slug } = await importEssay(bookOf(CHAPTERS));
  await page.setViewportSize({ width: 1440, height: 900 });
  await people.signUp(page);
  for (const [chapter, words] of [
    [3, '第三回里的批注'],
    [52, '第五十二回里的批注'],
  ] as const) {
    await page.goto(`/read/${slug}?from=${blockNumber(chapter, 2)}`);
    await alive(page);
    await selectFromTo(page, opening(chapter, 2), opening(chapter, 2));
    await expect(bar(page)).toBeVisible();
    await comment(page, words);
  }
  await expect(card(page, '第五十二回里的批注')).toBeInViewport();
  await page.locator('#text').press('Escape');
  await page.keyboard.press('p');
  await expect(card(page, '第三回里的批注')).toBeInViewport();
  await expect(paragraph(page, 3, 2)).toBeInViewport();
  await expect(card(page, '第五十二回里的批注')).toHaveCount(0);
  await page.keyboard.press('n');
  await expect(card(page, '第五十二回里的批注')).toBeInViewport();

  // The way to the note is the way to its page.
  const { annotations } = (await (await page.request.get('/api/me/annotations')).json()) as {
    annotations: { id: string }[];
  };
  await page.goto(`/read/${slug}?note=${annotations.at(-1)?.id}`);
  await expect(card(page, '第三回里的批注')).toBeInViewport();
});

test('what is being written stays while one looks elsewhere in a book', async ({ page, people, importEssay }) => {
  const { slug } = await importEssay(bookOf(CHAPTERS));
  await page.setViewportSize({ width: 1440, height: 900 });
  await people.signUp(page);
  await page.goto(`/read/${slug}?from=${blockNumber(40, 1)}`);
  await alive(page);
  await selectFromTo(page, opening(40, 3), opening(40, 3));
  await bar(page).getByRole('button', { name: '批注' }).click();
  const editor = page.getByRole('textbox', { name: '批注' });
  await expect(editor).toBeFocused();
  await page.keyboard.insertText('写到一半');
  await page.evaluate(() => window.scrollTo({ top: 0, behavior: 'instant' }));
  await expect(paragraph(page, 1, 1)).toBeInViewport();
  await expect(editor).toHaveText('写到一半');
  await editor.focus();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('批注已保存')).toBeVisible();
  await page.getByRole('button', { name: '去看看' }).click();
  await expect(card(page, '写到一半')).toBeInViewport();
  const { annotations } = (await (await page.request.get(`/api/articles/${slug}/annotations`)).json()) as {
    annotations: { target: { exact: string } }[];
  };
  expect(annotations.map(({ target }) => target.exact)).toEqual([opening(40, 3)]);
});

test('words are found anywhere in a book, in the other script, and one comes to them', async ({
  page,
  importEssay,
}) => {
  const { slug } = await importEssay(`${bookOf(CHAPTERS)}\n\n尾声：图书馆里只剩一只旧U盘。\n`);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`/read/${slug}`);
  await alive(page);
  await page.keyboard.press('/');
  const field = page.getByRole('search', { name: '在文中查找' }).getByRole('searchbox');
  await expect(field).toBeFocused();
  await page.keyboard.insertText('圖書館裡');
  await expect(page.getByText('1 处', { exact: false }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  const last = page.locator(`[data-number="${LAST + 1}"]`);
  await expect(last).toBeInViewport();
  await expect(field).toBeFocused();
  const found = () =>
    page.evaluate(() =>
      [...(CSS.highlights.get('found-now') ?? [])].map((range) => {
        const { startContainer, startOffset, endContainer, endOffset } = range;
        const words = document.createRange();
        words.setStart(startContainer, startOffset);
        words.setEnd(endContainer, endOffset);
        return words.toString();
      }),
    );
  await expect.poll(found).toEqual(['图书馆里']);
  expect(await blocksInPage(page)).toBeLessThan(250);
});

test('without JavaScript a book has a page a chapter, with links between them', async ({ browser, importEssay }) => {
  const { slug } = await importEssay(bookOf(35));
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
  const page = await context.newPage();
  await page.goto(`/read/${slug}`);
  await page.getByRole('link', { name: /接着读.*第二回/ }).click();
  await expect(paragraph(page, 2, 1)).toContainText(opening(2, 1));
  await expect(paragraph(page, 1, 1)).toHaveCount(0);
  await expect(page.locator('link[rel="canonical"]')).toHaveAttribute('href', `/read/${slug}?from=14`);
  await page.getByRole('link', { name: /前面的.*第一回/ }).click();
  await expect(paragraph(page, 1, 1)).toBeVisible();
  await context.close();
});

test('pages that do not come are said so, and come when they can', async ({ page, importEssay }) => {
  const { slug } = await importEssay(bookOf(20));
  await page.route(/\/page\?/, (route) => route.abort());
  await page.goto(`/read/${slug}?from=${blockNumber(10, 1)}`);
  await alive(page);
  const line = page.getByRole('alert').filter({ hasText: '没能取来' });
  await expect(line).toBeVisible();
  await expect(paragraph(page, 10, 1)).toBeVisible();
  await page.unroute(/\/page\?/);
  await line.getByRole('button', { name: '再试一次' }).click();
  await expect(line).toBeHidden();
  await expect(paragraph(page, 9, 12)).toBeAttached();
});
