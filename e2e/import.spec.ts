import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './harness/test';

/** Two by three pixels. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAIAAAA2iEnWAAAAEklEQVR4nGPYZKWtKCvBgEIBADITBEh+3MPHAAAAAElFTkSuQmCC',
  'base64',
);
const ESSAY = `---
title: 试论眉批
---
开篇的一段，**说明**来意。

一、什么是眉批

书页之上的批语<u>而已</u>。

![一页书](图/一页.png "天头上的字")

二、为什么要批

因为读书要动笔。
`;

const text = (name: string, content: string) => ({ name, mimeType: 'text/markdown', buffer: Buffer.from(content) });
const picture = { name: '一页.png', mimeType: 'image/png', buffer: PNG };
const chooseFile = (page: Page) => page.getByLabel('选择文件');
const chooseImages = (page: Page) => page.getByLabel('选择图片');
const submit = (page: Page) => page.getByRole('button', { name: '导入', exact: true });
/** Keeps imports from leaving the browser until the answer is called. */
async function holdImports(page: Page): Promise<() => Promise<void>> {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/api/articles?*', async (route) => {
    await held;
    // One that was cancelled is gone.
    await route.continue().catch(() => undefined);
  });
  return async () => {
    release();
    await page.unroute('**/api/articles?*');
  };
}

const DIGITS = '〇一二三四五六七八九';
const chinese = (n: number): string =>
  n === 100
    ? '一百'
    : `${n < 10 ? '' : `${n < 20 ? '' : DIGITS[Math.floor(n / 10)]}十`}${n % 10 ? DIGITS[n % 10] : ''}`;
const book = (chapters: number): string =>
  Array.from(
    { length: chapters },
    (_, i) =>
      `第${chinese(i + 1)}回 桥上\n\n${Array.from({ length: 14 }, (_, j) => `　　第 ${j + 1} 个人走过了桥。`).join('\n')}`,
  ).join('\n\n');

const unique = () => `import-${crypto.randomUUID().slice(0, 8)}`;

test.describe('an editor', () => {
  test.beforeEach(async ({ page, people }) => {
    await people.signUp(page, '编者', 'editor');
  });

  test('imports an essay with its picture, sees what was changed, and reads it', async ({ page }) => {
    await page.goto('/');
    await page.getByRole('button', { name: '编者' }).click();
    await page.getByRole('link', { name: '导入文章' }).first().click();
    await expect(page.getByRole('heading', { name: '导入文章' })).toBeVisible();
    await expect(submit(page)).toBeEnabled();
    await chooseFile(page).setInputFiles(text('meipi.md', ESSAY));
    await chooseImages(page).setInputFiles(picture);
    await page.getByLabel('地址').fill(unique());
    await submit(page).click();

    await expect(page.getByRole('heading', { name: '已导入《试论眉批》' })).toBeFocused();
    await expect(page.getByRole('listitem').filter({ hasText: '第 8 行' })).toContainText('HTML 标签「u」');
    await page.getByRole('link', { name: '去读这篇文章' }).click();
    await expect(page.getByRole('heading', { name: '一、什么是眉批', level: 2 })).toBeVisible();
    await expect(page.getByText('书页之上的批语而已。')).toBeVisible();
    const image = page.getByRole('img', { name: '一页书' });
    await image.scrollIntoViewIfNeeded();
    await expect.poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBe(2);
  });

  test('is told the file and the line, corrects the file, and tries again', async ({ page }) => {
    const slug = unique();
    await page.goto('/import');
    await submit(page).click();
    await expect(page.getByRole('alert').filter({ hasText: '请先选择一个文章文件' })).toBeFocused();

    await chooseFile(page).setInputFiles(text('坏.md', '---\ntitle: 甲: 乙\n---\n文'));
    await page.getByLabel('地址').fill(slug);
    await submit(page).click();
    await expect(page.getByRole('alert').filter({ hasText: '坏.md 第 2 行：文件头的 YAML 有误' })).toBeFocused();
    expect((await page.request.get(`/api/articles/${slug}`)).status()).toBe(404);

    await chooseFile(page).setInputFiles(text('好.md', '---\ntitle: 甲\n---\n文'));
    await expect(page.getByLabel('地址')).toHaveValue(slug);
    await submit(page).click();
    await expect(page.getByRole('heading', { name: '已导入《甲》' })).toBeVisible();

    await page.getByRole('button', { name: '再导入一篇' }).click();
    await chooseFile(page).setInputFiles(text('好.md', '别的文字'));
    await page.getByLabel('地址').fill(slug);
    await submit(page).click();
    await expect(page.getByRole('alert').filter({ hasText: `「${slug}」这个地址已有文章` })).toBeVisible();
  });

  test('imports a book of a hundred chapters and sees how far it is', async ({ page }) => {
    await page.goto('/import');
    await chooseFile(page).setInputFiles({ name: '百回.txt', mimeType: 'text/plain', buffer: Buffer.from(book(100)) });
    await page.getByLabel('地址').fill(unique());
    const release = await holdImports(page);
    await submit(page).click();
    await expect(page.getByRole('progressbar', { name: '正在上传 0%' })).toBeVisible();
    await expect(page.getByRole('status').filter({ hasText: '正在上传' })).toBeAttached();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    let asked = '';
    page.once('dialog', (dialog) => {
      asked = dialog.message();
      void dialog.dismiss();
    });
    await page.getByRole('link', { name: '书架' }).first().click();
    expect(asked).toContain('导入还没有完成');
    await release();

    await expect(page.getByRole('heading', { name: '已导入《百回》' })).toBeFocused();
    await expect(page.getByText('100 个章节标题，共 1,500 段')).toBeVisible();
    await page.getByRole('link', { name: '去读这篇文章' }).click();
    await expect(page.getByRole('heading', { name: '第一回 桥上', level: 2 })).toBeVisible();
  });

  test('cancels an upload, loses one with the network, and has the file still', async ({ page }) => {
    await page.goto('/import');
    await chooseFile(page).setInputFiles(text('meipi.md', ESSAY));
    const release = await holdImports(page);
    await submit(page).click();
    await page.getByRole('button', { name: '取消上传' }).click();
    await expect(page.getByText('已取消上传，什么也没有导入。')).toBeVisible();
    await release();

    await page.route('**/api/articles?*', (route) => route.abort('connectionreset'));
    await submit(page).click();
    await expect(page.getByRole('alert').filter({ hasText: '连接中断了' })).toBeFocused();
    await expect(page.getByText('meipi.md，')).toBeVisible();
    await page.unroute('**/api/articles?*');
    await page.getByLabel('地址').fill(unique());
    await submit(page).click();
    await expect(page.getByRole('heading', { name: '已导入《试论眉批》' })).toBeVisible();
  });

  test('drops an article and its picture on the page', async ({ page }) => {
    await page.goto('/import');
    await expect(submit(page)).toBeEnabled();
    const files = await page.evaluateHandle(
      ([essay, bytes]) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([essay], 'meipi.md'));
        transfer.items.add(
          new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], '一页.png', { type: 'image/png' }),
        );
        return transfer;
      },
      [ESSAY, PNG.toString('base64')] as const,
    );
    await page.locator('form').dispatchEvent('drop', { dataTransfer: files });
    await expect(page.getByText('meipi.md，')).toBeVisible();
    await expect(page.getByText('1 张图片')).toBeVisible();
    await page.getByRole('button', { name: '移除 meipi.md' }).click();
    await expect(page.getByText('meipi.md，')).toBeHidden();
  });

  for (const colorScheme of ['light', 'dark'] as const)
    test(`finds the page accessible on a phone, in ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto('/import');
      await expect(submit(page)).toBeEnabled();
      await chooseFile(page).setInputFiles(text('meipi.md', ESSAY));
      await chooseImages(page).setInputFiles(picture);
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
      await page.getByLabel('地址').fill(unique());
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { name: '已导入《试论眉批》' })).toBeVisible();
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    });
});

test('a reader has no such page, and who is signed out is asked to sign in', async ({ page, people }) => {
  await page.goto('/import');
  await expect(page).toHaveURL(/\/sign-in\?next=(?:\/|%2F)import$/);
  await people.signUp(page);
  await page.goto('/import');
  await expect(page.getByRole('heading', { name: '这里没有文章' })).toBeVisible();
  await expect(chooseFile(page)).toHaveCount(0);
  const refused = await page.request.post('/api/articles', {
    headers: { 'content-type': 'text/markdown' },
    data: '文',
  });
  expect(refused.status()).toBe(404);
});
