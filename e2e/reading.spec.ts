import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { expect, test } from './harness/test';

const PARAGRAPH = '山中相送罢，日暮掩柴扉。春草明年绿，王孙归不归。行到水穷处，坐看云起时，偶然值林叟，谈笑无还期。';
/** Six sections of four paragraphs, each longer than it is high. */
const ESSAY = ['一', '二', '三', '四', '五', '六']
  .map(
    (section) =>
      `## ${section}、第${section}节\n\n${Array.from({ length: 4 }, () => PARAGRAPH.repeat(4)).join('\n\n')}`,
  )
  .join('\n\n');
const markdown = (title: string, body: string) =>
  `---\ntitle: ${title}\nauthor: 王维\ndate: 2026-03-01\n---\n\n${body}\n`;

/** A browser of its own, and whatever its console complains of. */
async function visit(browser: Browser, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return { context, page, complaints };
}

const block = (page: Page, number: number) => page.locator(`[data-number="${number}"]`);
const top = (page: Page, number: number) =>
  block(page, number).evaluate((element) => element.getBoundingClientRect().top);
const saved = (page: Page) =>
  page.waitForRequest((request) => request.url().endsWith('/place') && request.method() === 'PUT');
const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

test('the text is whole without JavaScript: contents, permalinks, every page of a long work', async ({
  browser,
  importEssay,
}) => {
  const body = Array.from({ length: 230 }, (_, index) => `第${index + 1}段的话。`).join('\n\n');
  const { slug } = await importEssay(markdown('长编', `${body}\n\n## 尾声\n\n末了[^1]。\n\n[^1]: 注在末尾。`));
  const { page } = await visit(browser, { javaScriptEnabled: false });
  await page.goto(`/read/${slug}`);
  await expect(page.getByRole('heading', { level: 1, name: '长编' })).toBeVisible();
  await expect(block(page, 200)).toContainText('第200段的话。');
  await expect(block(page, 201)).toHaveCount(0);
  await expect(page.getByRole('button', { name: '阅读设置' })).toBeHidden();

  await page.getByRole('link', { name: '接着读 ¶201–233' }).click();
  await expect(block(page, 233)).toContainText('注在末尾。');
  await page.getByRole('link', { name: '脚注 1' }).click();
  await expect(page.locator('#fn-1')).toBeInViewport();
  await page.getByRole('link', { name: '回到正文' }).click();
  await expect(page).toHaveURL(/#fnref-/);
  await page.getByRole('link', { name: '前面的 ¶1–200' }).click();

  // The contents lead to a section on another page.
  await page.getByRole('link', { name: '尾声' }).click();
  await expect(block(page, 231)).toBeInViewport();
});

test('the contents show where one is, and the progress line how far', async ({ browser, importEssay }) => {
  const { slug } = await importEssay(markdown('山居', ESSAY));
  const { page, complaints } = await visit(browser);
  await page.goto(`/read/${slug}`);
  const contents = page.getByRole('navigation', { name: '目录' });
  await expect(contents.getByRole('link', { name: '一、第一节' })).toHaveAttribute('aria-current', 'location');
  await contents.getByRole('link', { name: '四、第四节' }).click();
  await expect(contents.getByRole('link', { name: '四、第四节' })).toHaveAttribute('aria-current', 'location');
  await expect(contents.locator('[aria-current]')).toHaveCount(1);
  // Below the bar, not under it.
  expect(await top(page, 16)).toBeGreaterThan(52);
  expect(await top(page, 16)).toBeLessThan(160);

  const read = () => page.locator('[data-progress]').evaluate((line) => Number(line.style.getPropertyValue('--read')));
  expect(await read()).toBeGreaterThan(0.3);
  await page.keyboard.press('End');
  await expect.poll(read).toBe(1);
  await expect(contents.getByRole('link', { name: '六、第六节' })).toHaveAttribute('aria-current', 'location');
  expect(complaints).toEqual([]);
});

test('settings show at once, are kept, and the next page comes in them from the server', async ({
  browser,
  importEssay,
}) => {
  const { slug } = await importEssay(markdown('山居', ESSAY));
  const { page, context, complaints } = await visit(browser);
  await page.goto(`/read/${slug}`);
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const size = () => block(page, 2).evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
  const [light, medium] = [await paper(), await size()];

  await page.getByRole('button', { name: '阅读设置' }).click();
  const settings = page.getByRole('group', { name: '阅读设置' });
  const kept = page.waitForResponse((response) => response.url().endsWith('/api/settings') && response.ok());
  await settings.getByRole('radio', { name: '深色' }).check();
  await settings.getByRole('radio', { name: '特大' }).check();
  await settings.getByRole('radio', { name: '楷' }).check();
  expect(await paper()).not.toBe(light);
  expect(await size()).toBeGreaterThan(medium);
  await kept;
  await page.keyboard.press('Escape');
  await expect(settings).toBeHidden();

  const html = await (await context.request.get(`/read/${slug}`)).text();
  expect(/<html[^>]*>/.exec(html)?.[0]).toMatch(/data-theme="dark".*data-size="larger".*data-font="kai"/);
  expect(complaints).toEqual([]);
});

test('a reader without an account goes on where they stopped, and is not sent where they only peeked', async ({
  browser,
  importEssay,
}) => {
  const { slug } = await importEssay(markdown('山居秋暝', ESSAY));
  const { page } = await visit(browser);
  const place = () => page.evaluate((key) => localStorage.getItem(key), `meipi-place:${slug}`);
  await page.goto(`/read/${slug}`);
  await expect(page.locator('[aria-current="location"]')).toBeVisible();

  await page.getByRole('link', { name: '五、第五节' }).click();
  await page.waitForTimeout(2_000); // longer than scrolling takes to come to rest
  expect(await place()).toBeNull();

  await page.goto(`/read/${slug}`);
  await expect(page.locator('[aria-current="location"]')).toBeVisible();
  await page.mouse.move(700, 500);
  while ((await top(page, 8)) > 300) await page.mouse.wheel(0, 200);
  await expect.poll(place).toMatch(/"number":[78]/);

  await page.goto('/');
  const row = page.getByRole('listitem').filter({ hasText: '山居秋暝' });
  await expect(row).toContainText(/读到 \d+%/);
  await page.goto(`/read/${slug}`);
  const line = page.getByRole('status').filter({ hasText: '上次读到' });
  await expect(line).toContainText(/上次读到 ¶[78]/);
  await line.getByRole('link', { name: '继续' }).click();
  await expect(line).toBeHidden();
  await expect.poll(() => top(page, 8)).toBeLessThan(400);
});

test('a reader with an account goes on reading on another device', async ({ browser, people, importEssay }) => {
  const { slug } = await importEssay(markdown('鹿柴', ESSAY));
  const desk = await visit(browser);
  const person = await people.signUp(desk.page);
  await desk.page.goto(`/read/${slug}`);
  await expect(desk.page.locator('[aria-current="location"]')).toBeVisible();
  await desk.page.mouse.move(700, 500);
  const request = saved(desk.page);
  while ((await top(desk.page, 13)) > 200) await desk.page.mouse.wheel(0, 300);
  expect((await (await request).response())?.status()).toBe(204);
  const { block: key } = (await request).postDataJSON() as { block: string };

  const phone = await visit(browser, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await people.signIn(phone.page, person);
  await phone.page.goto('/');
  await phone.page.getByRole('link', { name: /继续读《鹿柴》/ }).click();
  await expect
    .poll(() => phone.page.locator(`#b-${key}`).evaluate((it) => it.getBoundingClientRect().top))
    .toBeLessThan(120);
  expect(phone.complaints).toEqual([]);
});

test('keys walk the paragraphs, unless composing, typing, or switched off', async ({ browser, importEssay }) => {
  const { slug } = await importEssay(markdown('竹里馆', ESSAY));
  const { page } = await visit(browser);
  await page.goto(`/read/${slug}`);
  await expect(page.locator('[aria-current="location"]')).toBeVisible();
  await page.keyboard.press('j');
  await expect(block(page, 1)).toBeFocused();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(block(page, 3)).toBeFocused();
  expect(await top(page, 3)).toBeGreaterThan(52);
  await page.keyboard.press('k');
  await expect(block(page, 2)).toBeFocused();

  await page.keyboard.press('Control+j');
  await block(page, 2).dispatchEvent('keydown', { key: 'j', isComposing: true, bubbles: true });
  await block(page, 2).dispatchEvent('keydown', { key: 'j', keyCode: 229, bubbles: true });
  await expect(block(page, 2)).toBeFocused();

  await page.keyboard.press('t');
  await expect(page.getByRole('link', { name: '一、第一节' })).toBeFocused();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: '快捷键' })).toBeVisible();
  await page.keyboard.press('j');
  await expect(page.getByRole('dialog', { name: '快捷键' })).toBeVisible();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: '阅读设置' }).click();
  await page.getByLabel('单键快捷键').uncheck();
  await page.keyboard.press('Escape');
  await block(page, 2).focus();
  await page.keyboard.press('j');
  await expect(block(page, 2)).toBeFocused();
});

test('an address that names a paragraph opens there, on whichever page it is, and shows which', async ({
  browser,
  importEssay,
}) => {
  const body = Array.from({ length: 230 }, (_, index) => `第${index + 1}段的话。`).join('\n\n');
  const { slug } = await importEssay(markdown('长编', body));
  const { page } = await visit(browser);
  await page.goto(`/read/${slug}?from=201`);
  await page.getByRole('link', { name: '第 215 段' }).click();
  await expect(block(page, 215)).toHaveAttribute('data-marked');
  const address = new URL(page.url());
  expect(address.hash).toBe(`#b-${address.searchParams.get('b')}`);

  address.hash = '';
  await page.goto(address.href);
  await expect(block(page, 215)).toHaveAttribute('data-marked');
  await expect(block(page, 215)).toBeInViewport();
  expect(await top(page, 215)).toBeGreaterThan(52);
});

test('on a phone everything fits, and the contents are a sheet', async ({ browser, importEssay }) => {
  const wide = `| ${Array.from({ length: 9 }, (_, index) => `很宽的一列${index}`).join(' | ')} |`;
  const table = `${wide}\n| ${Array.from({ length: 9 }, () => '---').join(' | ')} |\n${wide}`;
  const code = `\`\`\`python\n${'print("一行很长很长的代码") + '.repeat(9)}1\n\`\`\``;
  const formula = '$$\\sum_{i=1}^{n} x_i + y_i + z_i + a_i + b_i + c_i + d_i + e_i + f_i + g_i + h_i = 0$$';
  const address = `<https://example.org/${'very-long-address/'.repeat(8)}>`;
  const { slug } = await importEssay(markdown('书信', `${ESSAY}\n\n${table}\n\n${code}\n\n${formula}\n\n${address}`));
  for (const width of [320, 390]) {
    const { page, context } = await visit(browser, {
      viewport: { width, height: 800 },
      hasTouch: true,
      isMobile: true,
    });
    await page.goto(`/read/${slug}`);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: '目录' }).tap();
    await page.getByRole('link', { name: '三、第三节' }).tap();
    await expect(block(page, 11)).toBeInViewport();
    await expect(page.getByRole('link', { name: '三、第三节' })).toBeHidden();
    await page.goto('/');
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await context.close();
  }
});

test('an editor withdraws an article and publishes it again; meanwhile nobody else finds it', async ({
  browser,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(markdown('辋川集', ESSAY));
  const editor = await visit(browser);
  await people.signUp(editor.page, '沈编', 'editor');
  await editor.page.goto(`/read/${slug}`);
  await editor.page.getByRole('button', { name: '管理文章' }).click();
  await editor.page.getByRole('button', { name: '撤下文章' }).click();
  await expect(editor.page.getByText('这篇文章已撤下')).toBeVisible();

  const reader = await visit(browser);
  const answer = await reader.page.goto(`/read/${slug}`);
  expect(answer?.status()).toBe(404);
  await expect(reader.page.getByRole('heading', { name: '这里没有文章' })).toBeVisible();
  await reader.page.goto('/');
  await expect(reader.page.getByText('辋川集')).toHaveCount(0);

  await editor.page.getByRole('button', { name: '重新发布' }).click();
  await expect(editor.page.getByText('这篇文章已撤下')).toBeHidden();
  expect((await reader.page.goto(`/read/${slug}`))?.status()).toBe(200);
});
