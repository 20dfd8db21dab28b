import type { Page } from '@playwright/test';
import { blockNumber, bookOf, opening } from './harness/book';
import { publishEdition } from './harness/editions';
import { bar, card, comment, read, selectFromTo } from './harness/notes';
import { expect, test } from './harness/test';

test.use({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' });

const essay = (title: string, paragraphs: readonly string[]) =>
  `---\ntitle: ${title}\nauthor: 林晚\n---\n\n${paragraphs.join('\n\n')}\n`;
const FIRST = [
  '一条河把镇子分成两半，桥是后来才有的。',
  '我把U盘忘在桥头，老人在那里站了一个下午。',
  '县志里没有这一段，是我听来的。',
  '桥还在，人没有来。',
];
const SECOND = [
  FIRST[0] ?? '',
  '我把U盘落在桥头，老人在那里站了一个下午。',
  FIRST[3] ?? '',
  '很多年以后，河也改了道。',
];
const banner = (page: Page) => page.getByRole('region', { name: '旧版' });
const block = (page: Page, number: number) => page.locator(`[data-number="${number}"]`);

test('a reader sees what was corrected, and reads the old edition with the notes of then', async ({
  page,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(essay('桥', FIRST));
  await people.signUp(page);
  await read(page, slug);
  await expect(page.getByRole('link', { name: /^第 \d 版$/ })).toHaveCount(0);
  await selectFromTo(page, '县志里', '这一段');
  await comment(page, '哪一本县志？');
  await publishEdition(people, slug, essay('石桥', SECOND), '县志一段不可靠，删去；改正一个字。');

  await page.goto(`/read/${slug}`);
  await page.getByRole('link', { name: '第 2 版' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '《石桥》的版本' })).toBeVisible();
  const editions = page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { level: 2 }) });
  await expect(editions).toHaveCount(2);
  await expect(editions.first()).toContainText('由掌柜发布');
  await expect(editions.first()).toContainText('县志一段不可靠，删去；改正一个字。');
  await expect(editions.first()).toContainText(/改动 1 段，\s*新增 1 段，\s*删去 1 段/);
  // Private notes count there, too: that is for the article's editors.
  await expect(editions.first()).not.toContainText('条批注');

  await page.getByRole('link', { name: '第 2 版改了什么' }).click();
  await expect(page.getByText('共 3 处')).toBeVisible();
  const corrected = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: '改动' }) });
  await expect(corrected.getByRole('deletion')).toHaveText('（删去）忘（删去完）');
  await expect(corrected.getByRole('insertion')).toHaveText('（添上）落（添上完）');
  await page.getByRole('link', { name: '台湾正体与台湾用语' }).click();
  await expect(corrected).toContainText('我把隨身碟');
  await expect(corrected.getByRole('insertion')).toHaveText('（添上）落（添上完）');
  await page.getByRole('link', { name: '原文', exact: true }).click();

  await page.getByRole('link', { name: '所有版本' }).click();
  await page.getByRole('link', { name: '读第 1 版' }).click();
  await expect(banner(page)).toContainText('这是第 1 版，共 2 版');
  await expect(page.getByRole('heading', { level: 1, name: '桥', exact: true })).toBeVisible();
  await expect(block(page, 3)).toContainText('县志里没有这一段');
  await expect(card(page, '哪一本县志？')).toContainText('县志里没有这一段');
});

test('nothing is written in an old edition: one is led to the same paragraph of the newest', async ({
  page,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(essay('桥', FIRST));
  await publishEdition(people, slug, essay('石桥', SECOND));
  await people.signUp(page);
  const places: string[] = [];
  page.on('request', (request) => request.url().endsWith('/place') && places.push(request.url()));
  await read(page, slug, '?rev=1');

  await block(page, 4).focus();
  for (const key of ['c', 'h', 'q']) {
    await page.keyboard.press(key);
    await expect(page.getByRole('status').filter({ hasText: '批注写在最新一版里' })).toBeVisible();
    await page.keyboard.press('Escape');
  }
  await selectFromTo(page, '桥还在', '没有来');
  await expect(bar(page).getByRole('button', { name: '引用' })).toBeVisible();
  await expect(bar(page).getByRole('button', { name: /划线|批注|不懂/ })).toHaveCount(0);
  await bar(page).getByRole('link', { name: '去最新一版批注' }).click();
  await expect(page).toHaveURL(new RegExp(`/read/${slug}\\?b=\\w+#b-`));
  await expect(page.locator('[data-block]:target')).toContainText('桥还在');
  await expect(banner(page)).toHaveCount(0);
  expect(places).toEqual([]);
});

test('an old edition keeps its address and its text through every switch and page', async ({
  page,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(bookOf(30));
  await publishEdition(people, slug, bookOf(30).replace(opening(20, 5), '这一段改了开头。'), '改一处开头');
  await read(page, slug, `?rev=1&from=${blockNumber(20, 1)}`);
  await expect(page.locator('#text')).toContainText(opening(20, 5));
  await page.keyboard.press('s');
  await expect(page).toHaveURL(new RegExp(`/read/${slug}/zh-Hant\\?rev=1`));
  await expect(page.locator('#text')).toContainText('頭髮白了不要緊');

  // Far from here: its page is fetched, of the same edition.
  const fetched = page.waitForRequest((request) => request.url().includes(`/api/articles/${slug}/page`));
  await page.getByRole('navigation', { name: '目录' }).getByText('第二回', { exact: false }).first().click();
  expect((await fetched).url()).toContain('revision=1');
  await expect(page).toHaveURL(/\?rev=1&b=/);
  await expect(page.locator('#text')).toContainText('第二回的第一段');

  // The newest opens where one reads.
  await page.evaluate(() => window.scrollTo({ top: document.documentElement.scrollHeight / 2, behavior: 'instant' }));
  await page.getByRole('link', { name: '读最新一版' }).evaluate((link: HTMLElement) => link.click());
  await expect(page).toHaveURL(new RegExp(`/read/${slug}/zh-Hant\\?from=\\d+&b=`));
  await expect(banner(page)).toHaveCount(0);
});

test('an old edition is nothing for search engines, and the newest has one address', async ({
  page,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(essay('桥', FIRST));
  await publishEdition(people, slug, essay('石桥', SECOND));
  await page.goto(`/read/${slug}?rev=1`);
  await expect(page).toHaveTitle(/桥（第 1 版）/);
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute('content', /noindex/);
  await expect(page.locator('link[rel="canonical"]')).toHaveAttribute(
    'href',
    new RegExp(`/read/${slug}/zh-Hans$|/read/${slug}$`),
  );
  await page.goto(`/read/${slug}/zh-Hant?rev=2`);
  await expect(page).toHaveURL(new RegExp(`/read/${slug}/zh-Hant$`));
  await expect(page.locator('meta[name="robots"]')).toHaveCount(0);
  for (const rev of ['3', '0', 'x', '-1', '']) {
    const answer = await page.goto(`/read/${slug}?rev=${rev}`);
    expect(answer?.status(), rev).toBe(404);
  }
  for (const path of ['editions/1', 'editions/3', 'editions/x', 'editions/2?from=9', 'editions/2?script=x'])
    expect((await page.goto(`/articles/${slug}/${path}`))?.status(), path).toBe(404);
  expect((await page.goto(`/articles/nowhere/editions`))?.status()).toBe(404);
});

test('editions are read and compared without JavaScript', async ({ browser, people, importEssay }) => {
  const body = Array.from({ length: 230 }, (_, index) => `第${index + 1}段的话，与别的话都不一样，是第${index}句。`);
  const { slug } = await importEssay(essay('长编', body));
  await publishEdition(
    people,
    slug,
    essay(
      '长编',
      body.map((words, index) => (index % 4 ? words : `${words}补一句。`)),
    ),
  );
  const page = await (await browser.newContext({ locale: 'zh-CN', javaScriptEnabled: false })).newPage();
  await page.goto(`/articles/${slug}/editions`);
  await page.getByRole('link', { name: '第 2 版改了什么' }).click();
  await expect(page.getByText('第 1–50 处，共 58 处')).toBeVisible();
  await page.getByRole('link', { name: '后面的改动' }).click();
  await expect(page.getByText('第 51–58 处，共 58 处')).toBeVisible();
  await page.getByRole('link', { name: '前面的改动' }).click();
  await expect(page.getByText('第 1–50 处，共 58 处')).toBeVisible();

  await page.getByRole('link', { name: '读第 1 版' }).click();
  await expect(banner(page)).toBeVisible();
  await page.getByRole('link', { name: '接着读 ¶201–230' }).click();
  await expect(page).toHaveURL(/\?rev=1&from=201/);
  await expect(banner(page)).toBeVisible();
  await page.getByRole('link', { name: '第 205 段' }).click();
  await expect(page).toHaveURL(/\?rev=1&b=\w+#b-/);
  await page.getByRole('link', { name: '繁体', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/read/${slug}/zh-Hant\\?rev=1`));
  await page.getByRole('link', { name: '读最新一版' }).click();
  await expect(page).toHaveURL(new RegExp(`/read/${slug}/zh-Hant$`));
  await expect(block(page, 1)).toContainText('補一句。');
});
