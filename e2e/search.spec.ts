import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { comment, read } from './harness/notes';
import { expect, test } from './harness/test';
import { selectWords } from './harness/words';

const filler = Array.from({ length: 24 }, (_, n) => `这是第 ${n + 1} 段闲话，说的是别的事情，与要找的全不相干。`).join(
  '\n\n',
);
const essay = (unique: string) => `---
title: 头发与发展
author: 林晚
---

## 一、缘起

${unique}：头发长了，就去理发。A representation is not the thing present to us.

${filler}

## 二、后来

道可道，非常道；名可名，非常名。

后来头发又长了，${unique}还在。
`;

/** What is painted under a name, and whether all of it is in the window. */
const painted = (page: Page, name: 'found' | 'found-now'): Promise<{ words: string; inSight: boolean }[]> =>
  page.evaluate((key) => {
    const found: { words: string; inSight: boolean }[] = [];
    CSS.highlights.get(key)?.forEach((words) => {
      const range = document.createRange();
      range.setStart(words.startContainer, words.startOffset);
      range.setEnd(words.endContainer, words.endOffset);
      const { top, bottom } = range.getBoundingClientRect();
      const panel = document.querySelector('section[popover]:popover-open')?.getBoundingClientRect();
      const floor = panel && panel.top > 200 ? panel.top : innerHeight;
      found.push({ words: range.toString(), inSight: top > 50 && bottom < floor });
    });
    return found;
  }, name);

const panel = (page: Page): Locator => page.getByRole('search', { name: '在文中查找' });
const field = (page: Page): Locator => panel(page).getByRole('searchbox');

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
  ).toEqual([]);
}

const unique = (): string =>
  Array.from(crypto.getRandomValues(new Uint16Array(4)), (n) => String.fromCodePoint(0x4e00 + (n % 5000))).join('');

test('words are found in the text by the keyboard alone, in the other script, and marked where they stand', async ({
  page,
  importEssay,
}) => {
  const { slug } = await importEssay(essay(unique()));
  await read(page, slug);
  await page.keyboard.press('/');
  await expect(field(page)).toBeFocused();
  await page.keyboard.insertText('頭髮');
  await expect(panel(page).getByRole('status')).toHaveText('2 处，在 2 段里');
  await expect.poll(() => painted(page, 'found')).toMatchObject([{ words: '头发' }, { words: '头发' }]);
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('status')).toHaveText('第 1 处，共 2 处');
  await page.keyboard.press('Enter');
  await expect.poll(() => painted(page, 'found-now')).toEqual([{ words: '头发', inSight: true }]);
  await expect(panel(page).getByRole('status')).toHaveText('第 2 处，共 2 处');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('status')).toHaveText('第 1 处，共 2 处');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(panel(page).getByRole('listitem').nth(1).getByRole('button')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => painted(page, 'found-now')).toEqual([{ words: '头发', inSight: true }]);

  // The same in the script that one switches to, without asking again.
  await page.getByRole('link', { name: '繁体', exact: true }).click();
  await expect.poll(() => painted(page, 'found')).toMatchObject([{ words: '頭髮' }, { words: '頭髮' }]);
  await expect(panel(page).getByRole('listitem').first()).toContainText('頭髮長了');
  await expectAccessible(page);

  await field(page).press('Escape');
  await expect(panel(page)).toBeHidden();
  await expect(page.getByRole('link', { name: '查找' })).toBeFocused();
  expect(await painted(page, 'found')).toEqual([]);
});

test('Latin is found by words, phrases across punctuation, single characters; and it is said when there is nothing', async ({
  page,
  importEssay,
}) => {
  const { slug } = await importEssay(essay(unique()));
  await read(page, slug);
  await page.getByRole('link', { name: '查找' }).click();
  const status = panel(page).getByRole('status');
  for (const [query, said] of [
    ['present', '1 处，在 1 段里'],
    ['presentation', '没有找到。少写几个字，或者换一个说法。'],
    ['道可道非常道', '1 处，在 1 段里'],
    ['名', '3 处，在 1 段里'],
    ['？！', '标点和符号不算数，请至少写一个字。'],
    ['', '简体、繁体都能找到，标点不算数。'],
  ] as const) {
    await field(page).fill(query);
    await expect(status).toHaveText(said);
  }
});

test('deep in a long text one goes on from where one reads, not from its beginning', async ({ page, importEssay }) => {
  const { slug } = await importEssay(Array.from({ length: 260 }, (_, n) => `第 ${n + 1} 句里有鲲鹏。`).join('\n\n'));
  await read(page, slug, '?from=201');
  await page.keyboard.press('/');
  await expect(field(page)).toBeFocused();
  await page.keyboard.insertText('鯤鵬');
  await expect(panel(page).getByRole('status')).toHaveText('260 处，在 260 段里');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('status')).toHaveText('第 201 处，共 260 处');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('status')).toHaveText('第 202 处，共 260 处');
  await expect.poll(() => painted(page, 'found-now')).toEqual([{ words: '鲲鹏', inSight: true }]);
});

test('while the network is slow or gone nothing is lost, and an input method is left alone', async ({
  page,
  importEssay,
}) => {
  const { slug } = await importEssay(essay(unique()));
  await read(page, slug);
  await page.getByRole('link', { name: '查找' }).click();
  await expect(field(page)).toBeFocused();
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes(`/${slug}/search`)) asked.push(request.url());
  });
  await page.route('**/search?*', (route) => route.abort());
  const client = await page.context().newCDPSession(page);
  await client.send('Input.imeSetComposition', { text: 'tou fa', selectionStart: 6, selectionEnd: 6 });
  await page.waitForTimeout(500);
  expect(asked).toEqual([]);
  await client.send('Input.insertText', { text: '头发' });
  await expect(panel(page).getByRole('status')).toContainText('没能查找');
  await page.unroute('**/search?*');
  await panel(page).getByRole('button', { name: '再试一次' }).click();
  await expect(panel(page).getByRole('status')).toHaveText('2 处，在 2 段里');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('a sheet from below leaves room for the text', async ({ page, importEssay }) => {
    const { slug } = await importEssay(essay(unique()));
    await read(page, slug);
    await page.getByRole('link', { name: '查找' }).tap();
    await field(page).fill('头发');
    await expect(panel(page).getByRole('status')).toHaveText('2 处，在 2 段里');
    const box = await panel(page).boundingBox();
    expect(box?.height ?? 0).toBeLessThanOrEqual(844 * 0.45 + 1);
    await panel(page).getByRole('listitem').nth(1).getByRole('button').tap();
    await expect.poll(() => painted(page, 'found-now')).toEqual([{ words: '头发', inSight: true }]);
    await expectAccessible(page);
  });
});

test('the search page finds articles and notes in the reader’s script, and leads to them', async ({
  page,
  people,
  importEssay,
}) => {
  const word = unique();
  const { slug } = await importEssay(essay(word));
  await importEssay(essay(word), { visibility: 'private' });
  await people.signUp(page, '林晚');
  await read(page, slug);
  await selectWords(page, '名可名');
  await comment(page, `${word}，后来呢。`, '仅自己可见');

  await page.goto('/');
  await page.getByRole('searchbox', { name: '查找' }).fill(`“${word}”`);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main').getByRole('status')).toHaveText('找到 1 篇');
  await expect(page.locator('mark').first()).toHaveText(word);
  await expectAccessible(page);
  await page.getByRole('link', { name: '批注', exact: true }).click();
  await expect(page.getByRole('main').getByRole('status')).toHaveText('找到 1 条');
  await expectAccessible(page);
  await page.getByRole('link', { name: word }).click();
  await expect(page).toHaveURL(/\?note=/);

  await page.goto(`/search?q=${word}`);
  await page.getByRole('link', { name: `还在` }).click();
  await expect(page).toHaveURL(/\?b=\w+#b-\w+/);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('everything can be looked for, and what is too long or nothing is said to be so', async ({
    page,
    importEssay,
  }) => {
    const word = unique();
    const { slug } = await importEssay(essay(word));
    await page.goto(`/read/${slug}`);
    await page.getByRole('link', { name: '查找' }).click();
    await expect(page.getByRole('heading', { name: '想找哪几个字？' })).toBeVisible();
    await page.getByRole('searchbox', { name: '查找' }).fill('後來');
    await page.getByRole('button', { name: '查找' }).click();
    await expect(page.getByRole('main').getByRole('status')).toHaveText('2 处，在 2 段里');
    await expect(page.locator('mark')).toHaveText(['后来', '后来']);
    for (const [query, said] of [
      [`${word}无`, '没有找到'],
      ['。', '没有可以找的字'],
      ['字'.repeat(1001), '太长了'],
    ] as const) {
      await page.goto(`/search?q=${query}`);
      await expect(page.getByRole('heading', { name: said })).toBeVisible();
    }
    expect((await page.goto('/search?article=nowhere&q=1'))?.status()).toBe(404);
  });
});
