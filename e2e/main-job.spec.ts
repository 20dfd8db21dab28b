import { devices, type Page } from '@playwright/test';
import { expect, test } from './harness/test';
import { paintedWords, selectWords } from './harness/words';

/** The main job: open an essay, sign in, write a note on exact words, find it tomorrow. */

const ESSAY = `---
title: 桥上的人
author: 林晚
---

一条河把镇子分成两半，桥是后来才有的。

桥修好的那天，𠮷家的老人在桥头站了一个下午，**谁也不知道**他在等谁。
`;

const card = (page: Page, words: string) => page.getByRole('article').filter({ hasText: words });

async function comment(page: Page, words: string, text: string, layer?: '公开' | '仅自己可见'): Promise<void> {
  await selectWords(page, words);
  await page.getByRole('toolbar', { name: '选中的文字' }).getByRole('button', { name: '批注' }).click();
  await page.getByRole('textbox', { name: '批注' }).fill(text);
  if (layer) await page.getByText(layer, { exact: true }).last().click();
  await page.getByRole('button', { name: '保存' }).click();
  await expect(card(page, text)).toBeVisible();
}

test('a new reader registers, notes three words, and finds the note on them after a reload and a restart', async ({
  page,
  app,
  importEssay,
}) => {
  test.slow();
  const { slug } = await importEssay(ESSAY);
  await page.goto(`/read/${slug}`);
  await page.getByRole('link', { name: '登录' }).first().click();
  await page.getByRole('link', { name: '注册一个' }).click();
  await page.getByLabel('名字').fill('林晚');
  await page.getByLabel('邮箱').fill(`${crypto.randomUUID()}@example.org`);
  await page.getByLabel('密码', { exact: true }).fill('山重水复疑无路，又一村');
  await page.getByRole('button', { name: '注册' }).click();
  await expect(page.getByRole('heading', { name: '桥上的人' })).toBeVisible();

  await comment(page, '在桥头站', '等的人不会来了。');
  expect(await paintedWords(page, 'mine')).toEqual(['在桥头站']);

  await page.reload();
  await expect(card(page, '等的人不会来了。')).toBeVisible();
  expect(await paintedWords(page, 'mine')).toEqual(['在桥头站']);

  await app.restart();
  await page.goto(`/read/${slug}`);
  await expect(card(page, '等的人不会来了。')).toBeVisible();
  expect(await paintedWords(page, 'mine')).toEqual(['在桥头站']);

  await page.goto('/notes');
  await page.getByRole('link', { name: '在桥头站' }).click();
  await expect(card(page, '等的人不会来了。')).toHaveAttribute('data-active', 'true');
});

test('a second reader sees a public note and not a private one; signed out one reads and cannot write', async ({
  page,
  browser,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  await people.signUp(page, '林晚');
  await page.goto(`/read/${slug}`);
  await comment(page, '一条河', '给自己：查一查是哪条河。', '仅自己可见');
  await comment(page, '后来才有', '给大家：这句是全文的眼。', '公开');

  const other = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
  await people.signUp(other, '沈砚');
  await other.goto(`${new URL(page.url()).origin}/read/${slug}`);
  await expect(card(other, '给大家：这句是全文的眼。')).toContainText('林晚');
  await expect(other.getByText('给自己：查一查')).toHaveCount(0);
  expect(await paintedWords(other, 'others')).toEqual(['后来才有']);
  await other.context().close();

  const stranger = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
  await stranger.goto(`${new URL(page.url()).origin}/read/${slug}`);
  await expect(stranger.getByText('他在等谁')).toBeVisible();
  await expect(card(stranger, '给大家：这句是全文的眼。')).toBeVisible();
  await expect(stranger.getByText('给自己：查一查')).toHaveCount(0);
  await selectWords(stranger, '镇子');
  const bar = stranger.getByRole('toolbar', { name: '选中的文字' });
  await expect(bar.getByRole('button', { name: '批注' })).toHaveCount(0);
  await expect(bar.getByRole('link', { name: '登录后批注' })).toHaveAttribute('href', /\/sign-in\?next=/);
  const refused = await stranger.request.put(`/api/annotations/${crypto.randomUUID()}`, { data: {} });
  expect(refused.ok()).toBe(false);
  await stranger.context().close();
});

test('a reader on a phone taps the count beside a paragraph and reads its note', async ({
  page,
  browser,
  people,
  importEssay,
  app,
}) => {
  const { slug } = await importEssay(ESSAY);
  await people.signUp(page, '林晚');
  await page.goto(`/read/${slug}`);
  await comment(page, '分成两半', '半字用得狠。', '公开');

  const phone = await (await browser.newContext({ ...devices['Pixel 7'], locale: 'zh-CN' })).newPage();
  await phone.goto(`${app.url}/read/${slug}`);
  await phone.getByRole('button', { name: '1 条批注' }).tap();
  const sheet = phone.getByRole('dialog');
  await expect(sheet).toContainText('半字用得狠。');
  await expect(sheet).toContainText('林晚');
  await sheet.getByRole('button', { name: '关闭' }).tap();
  await expect(sheet).toHaveCount(0);
  await phone.context().close();
});

test('by keyboard alone, from the shelf to a saved note', async ({ page, people, importEssay }) => {
  await importEssay(ESSAY.replace('桥上的人', '键盘上的人'));
  await people.signUp(page, '沈砚');
  await page.goto('/');
  const title = page.getByRole('link', { name: '键盘上的人' });
  for (let presses = 0; presses < 40 && !(await title.evaluate((link) => link === document.activeElement)); presses++)
    await page.keyboard.press('Tab');
  await expect(title).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '键盘上的人' })).toBeVisible();
  await expect(page.locator('[data-block]').first()).toBeVisible();
  await expect(async () => {
    await page.keyboard.press('j');
    await expect(page.locator('[data-block]:focus')).toHaveCount(1, { timeout: 500 });
  }).toPass();
  await page.keyboard.press('c');
  await expect(page.getByRole('textbox', { name: '批注' })).toBeFocused();
  await page.keyboard.type('没有碰鼠标。');
  await page.keyboard.press('Control+Enter');
  await expect(card(page, '没有碰鼠标。')).toBeVisible();
  await page.reload();
  await expect(card(page, '没有碰鼠标。')).toBeVisible();
});
