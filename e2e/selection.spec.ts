import path from 'node:path';
import { devices } from '@playwright/test';
import { build } from 'esbuild';
import { bar, card, editor, ESSAY, read, selectFromTo } from './harness/notes';
import { expect, test } from './harness/test';
import { paintedWords, selectWords } from './harness/words';

test('in Chromium, too: range → span → range is the identity', async ({ page }) => {
  const root = path.join(import.meta.dirname, '..');
  const { outputFiles } = await build({
    entryPoints: [path.join(root, 'lib/dom/testing/range-law.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'law',
    alias: { '@': root },
  });
  await page.goto('about:blank');
  await page.evaluate(`${outputFiles[0]?.text ?? ''};globalThis.law = law`);
  await page.evaluate('law.checkRangeLaw(300)');
});

test.describe('whatever is selected is what is noted, and what is painted after a reload', () => {
  const selections = [
    { name: 'one character', from: '𠮷', to: '𠮷', words: '𠮷' },
    { name: 'across marks', from: '下午', to: '他在', words: '下午，谁也不知道他在' },
    { name: 'backwards', from: '后来', to: '才有', words: '后来才有', backwards: true },
    { name: 'inside a link', from: '县志', to: '县志', words: '县志' },
    { name: 'inside code', from: 'water', to: 'csv', words: 'water.csv' },
    { name: 'across paragraphs', from: '才有', to: '修好', words: '才有的。 桥修好' },
    { name: 'across list items', from: '修桥', to: '第二件', words: '修桥 第二件' },
    { name: 'in a table cell', from: '三尺', to: '三尺', words: '三尺' },
    { name: 'across table cells', from: '甲子', to: '乙丑', words: '甲子 三尺 乙丑' },
    { name: 'over a formula', from: '水位是', to: '米，', words: '水位是 ▫ 米，' },
  ];
  for (const { name, from, to, words, backwards } of selections) {
    test(name, async ({ page, people, importEssay }) => {
      const { slug } = await importEssay(ESSAY);
      await people.signUp(page);
      await read(page, slug);
      await selectFromTo(page, from, to, { backwards });
      await bar(page).getByRole('button', { name: '划线' }).click();
      await expect(card(page, words)).toBeVisible();
      await expect(bar(page)).toHaveCount(0);
      const painted = (await paintedWords(page, 'mine')).join('');
      expect(painted.startsWith(from)).toBe(true);
      expect(painted.endsWith(to)).toBe(true);
      await read(page, slug);
      await expect(card(page, words)).toBeVisible();
      expect((await paintedWords(page, 'mine')).join('')).toBe(painted);
    });
  }
});

test('nothing is offered for nothing: a paragraph number, the heading above, white space', async ({
  page,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  await people.signUp(page);
  await read(page, slug);
  await page.evaluate(() => document.getSelection()?.selectAllChildren(document.querySelector('h1') ?? document.body));
  await page.waitForTimeout(400);
  await expect(bar(page)).toHaveCount(0);
  await selectWords(page, '两半');
  await expect(bar(page)).toBeVisible();
});

test('by keyboard: Shift and arrows select, Tab goes into the bar, arrows walk it, Escape leaves it', async ({
  page,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  await people.signUp(page);
  await read(page, slug);
  await selectFromTo(page, '人没', '人没');
  for (let presses = 0; presses < 2; presses++) await page.keyboard.press('Shift+ArrowRight');
  await expect(bar(page)).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(bar(page).getByRole('button', { name: '划线' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(editor(page)).toBeFocused();
  await page.keyboard.insertText('四个字。');
  await page.keyboard.press('Control+Enter');
  await expect(card(page, '四个字。')).toContainText('人没有来');

  await selectWords(page, '一条河');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  await expect(bar(page)).toHaveCount(0);
  await expect(page.locator('[data-block]:focus')).toContainText('一条河');
});

test('a whole paragraph: by its button, and by keys', async ({ page, people, importEssay }) => {
  const { slug } = await importEssay(ESSAY);
  await people.signUp(page);
  await read(page, slug);
  await page.getByText('一条河把镇子').hover();
  await page.getByRole('button', { name: '批注这一段' }).click();
  // At once: the editor may still be on its way.
  await page.keyboard.insertText('开头好。');
  await expect(editor(page)).toHaveText('开头好。');
  await expect(editor(page)).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(card(page, '开头好。')).toContainText('第 1 段，整段');

  await page.locator('[data-number="2"]').focus();
  await page.keyboard.press('q');
  await expect(card(page, '第 2 段，整段')).toContainText('不懂');
  await page.keyboard.press('h');
  await expect(card(page, '第 2 段，整段')).toHaveCount(2);
  await page.locator('html').evaluate((html) => (html.dataset.shortcuts = 'off'));
  await page.locator('[data-number="3"]').focus();
  await page.keyboard.press('c');
  await expect(editor(page)).toHaveCount(0);
});

test('引用 copies the words, where they are from, and a link', async ({ page, context, importEssay }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { slug } = await importEssay(ESSAY);
  await read(page, slug);
  await selectWords(page, '桥头站了');
  await bar(page).getByRole('button', { name: '引用' }).click();
  await expect(page.getByText('已复制引文和出处')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain('「桥头站了」');
  expect(copied).toContain('林晚《桥上的人》¶2');
  expect(copied).toContain(`/read/${slug}?b=`);
});

test('引用 works where the browser refuses the clipboard', async ({ page, importEssay }) => {
  const { slug } = await importEssay(ESSAY);
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
  });
  await read(page, slug);
  await selectWords(page, '桥头站了');
  await bar(page).getByRole('button', { name: '引用' }).click();
  await expect(page.getByText('已复制引文和出处')).toBeVisible();
});

test('on a phone, by long press, clear of the system’s own menu', async ({ browser, app, people, importEssay }) => {
  const { slug } = await importEssay(ESSAY);
  const phone = await (
    await browser.newContext({ ...devices['Pixel 7'], locale: 'zh-CN', baseURL: app.url })
  ).newPage();
  await people.signUp(phone);
  await read(phone, slug);
  // Chromium on a desktop does not select by long press: the system's part is played here, a touch
  // that stays, words selected under it, and the handles dragged on.
  const place = await phone.getByText('一条河把镇子').boundingBox();
  if (!place) throw new Error('The paragraph is not on the screen');
  const session = await phone.context().newCDPSession(phone);
  const touchPoints = [{ x: place.x + 60, y: place.y + 16 }];
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
  for (const to of ['一条', '一条河', '一条河把']) await selectFromTo(phone, '一条', to.slice(-1));
  await session.send('Input.dispatchTouchEvent', { type: 'touchCancel', touchPoints: [] });
  await expect(bar(phone)).toBeVisible();
  const box = await bar(phone).boundingBox();
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeGreaterThan((phone.viewportSize()?.height ?? 0) - 40);

  await bar(phone).getByRole('button', { name: '批注' }).tap();
  await expect(editor(phone)).toBeFocused();
  await phone.keyboard.insertText('长按也行。');
  await phone.getByRole('button', { name: '保存' }).tap();
  await phone.getByRole('button', { name: '1 条批注' }).tap();
  await expect(card(phone, '长按也行。')).toContainText('一条河把');
  await phone.context().close();
});
