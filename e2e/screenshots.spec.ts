import type { Page, TestInfo } from '@playwright/test';
import { untilQuiet } from './harness/quiet';
import { expect, test } from './harness/test';
import { clickWords, selectWords } from './harness/words';

/** The pictures of the README: `npm run screenshots` writes them to docs/screenshots. */

const folder = (info: TestInfo): string => process.env.SCREENSHOTS ?? info.outputDir;
const ESSAY = '/read/biaoxiang-yu-gainian';

async function comment(page: Page, words: string, text: string, kind: '批注' | '不懂' = '批注'): Promise<void> {
  await selectWords(page, words);
  await page.getByRole('toolbar', { name: '选中的文字' }).getByRole('button', { name: kind }).click();
  // A question is marked at once; its words are added to it.
  if (kind === '不懂') await page.getByRole('button', { name: '写几句' }).click();
  await page.getByRole('textbox', { name: '批注' }).fill(text);
  await page.getByText('公开', { exact: true }).last().click();
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('article').filter({ hasText: text })).toBeVisible();
}

test('an essay with notes in its margin, on a desk, in the dark, on a phone', async ({
  page,
  browser,
  people,
  app,
}, info) => {
  await page.setViewportSize({ width: 1440, height: 1000 });
  await people.signUp(page, '沈砚');
  await page.goto(ESSAY);
  await comment(page, '它得有可能代表错', '这一条把年轮挡在门外，把地图放了进来。好尺子。');
  await comment(page, '许多事物可以共有的标志', '“标志”在原文是 Merkmal，译作“特征”会不会更顺？', '不懂');

  const reader = await (
    await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1440, height: 1000 } })
  ).newPage();
  await people.signUp(reader, '林晚');
  await reader.goto(`${app.url}${ESSAY}`);
  await comment(reader, '还要有一样东西可以拿来对照', '维特根斯坦会追问：对照的规则又由什么来对照？');
  await reader.reload();
  await expect(reader.getByRole('article').filter({ hasText: '好尺子' })).toBeVisible();
  await clickWords(reader, '它得有可能代表错');
  await expect(reader.locator('[data-active="true"]')).toBeVisible();
  await reader.evaluate(() => document.fonts.ready);
  await reader.waitForTimeout(800);
  await reader.screenshot({ path: `${folder(info)}/desk.png` });
  await reader.emulateMedia({ colorScheme: 'dark' });
  await reader.waitForTimeout(300);
  await reader.screenshot({ path: `${folder(info)}/dark.png` });
  await reader.context().close();

  const phone = await (
    await browser.newContext({
      locale: 'zh-CN',
      viewport: { width: 390, height: 844 },
      deviceScaleFactor: 2,
      hasTouch: true,
      isMobile: true,
    })
  ).newPage();
  await phone.goto(`${app.url}${ESSAY}`);
  const count = phone.getByRole('button', { name: '1 条批注' }).first();
  await expect(count).toBeVisible();
  await count.evaluate((button) =>
    button.closest('[data-block]')?.scrollIntoView({ block: 'start', behavior: 'instant' }),
  );
  await phone.evaluate(() => document.fonts.ready);
  await phone.waitForTimeout(800);
  await phone.screenshot({ path: `${folder(info)}/phone.png` });
  await phone.context().close();
});

test('the same screen in every script', async ({ browser, app, importEssay }, info) => {
  const { slug } = await importEssay(SCRIPTS_ESSAY);
  const context = await browser.newContext({
    locale: 'zh-CN',
    viewport: { width: 480, height: 560 },
    deviceScaleFactor: 2,
  });
  const page = await context.newPage();
  const screens: { name: string; image: string; top: number }[] = [];
  await page.goto(`${app.url}/read/${slug}`);
  await untilQuiet(page);
  for (const [name, path] of SCREENS) {
    await page.goto(`${app.url}/read/${slug}${path}`);
    await untilQuiet(page);
    const first = page.locator('[data-number="1"]').first();
    await first.evaluate((block) => block.scrollIntoView({ block: 'start', behavior: 'instant' }));
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(400);
    const { y: top = 0 } = (await first.boundingBox()) ?? {};
    screens.push({ name, image: (await page.screenshot()).toString('base64'), top });
  }
  // Whatever the script, the same place is on the screen.
  expect(new Set(screens.map(({ top }) => Math.round(top))).size).toBe(1);

  const sheet = await browser.newPage({ viewport: { width: 1440, height: 1100 }, deviceScaleFactor: 1 });
  await sheet.setContent(
    `<body style="margin:0;display:grid;grid-template-columns:repeat(3,480px)">${screens
      .map(
        ({ name, image }) =>
          `<img alt="${name}" width="480" height="550" style="object-fit:cover;object-position:top" src="data:image/png;base64,${image}">`,
      )
      .join('')}`,
  );
  await sheet.screenshot({ path: `${folder(info)}/scripts.png` });
  await Promise.all([sheet.close(), context.close()]);
});

/** As written, and as it is read elsewhere. */
const SCREENS = [
  ['原文', ''],
  ['简', '/zh-Hans'],
  ['繁', '/zh-Hant'],
  ['台', '/zh-Hant-TW'],
  ['港', '/zh-Hant-HK'],
  ['台湾用语', '/zh-Hant-TW-x-phrase'],
] as const;

const SCRIPTS_ESSAY = `---
title: 修理铺
author: 林晚
---

## 一、坏了的U盘

皇后街拐角的修理铺里，师傅把头发往后一拢，说：“他的U盘坏了，不是软件的事。”桌上散着鼠标、硬盘和一只旧表，干电池排成一列。

## 二、里面有什么

里面只有几百张照片。他想了想，又说：“先联系工程师，看数据还在不在；信息这种东西，丢了才知道占多大地方。”
`;
