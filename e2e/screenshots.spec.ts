import type { Page, TestInfo } from '@playwright/test';
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
