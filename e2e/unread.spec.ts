import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import { blockNumber, bookOf, opening } from './harness/book';
import { card, ESSAY, read } from './harness/notes';
import type { People } from './harness/people';
import { expect, test } from './harness/test';

/** Writes a note through the one door, as another client would. */
async function say(page: Page, slug: string, words: string, change: object = {}): Promise<string> {
  const { blocks } = (await (await page.request.get(`/api/articles/${slug}/blocks`)).json()) as {
    blocks: { key: string; text: string }[];
  };
  const block = blocks.find(({ text }) => text.includes(words));
  if (!block) throw new Error(`“${words}” is nowhere`);
  const offset = block.text.indexOf(words);
  const [start, end] = [offset, offset + words.length].map((at) => ({ block: block.key, offset: at }));
  const id = crypto.randomUUID();
  const answer = await page.request.put(`/api/annotations/${id}`, {
    data: {
      ...{
        article: slug,
        revision: 1,
        layer: 'public',
        motivation: 'commenting',
        target: { start, end, exact: words },
      },
      body: {
        type: 'doc',
        content: [{ type: 'paragraph', content: [{ type: 'text', text: `关于${words}。` }] }],
      },
      ...change,
    },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  return id;
}

/** A reader who leads a group, and one who is in it, each in a browser of their own. */
async function twoInAGroup(browser: Browser, people: People, page: Page, baseURL: string | undefined) {
  const writer = await (await browser.newContext({ baseURL })).newPage();
  await people.signUp(writer, '林晚');
  const reader = await people.signUp(page, '沈砚');
  const group = (await (await writer.request.post('/api/groups', { data: { name: '晨读' } })).json()) as { id: string };
  const added = await writer.request.post(`/api/groups/${group.id}/members`, { data: { email: reader.email } });
  expect(added.status(), await added.text()).toBe(201);
  return { writer, layer: `group:${group.id}` };
}

const listButton = (page: Page) => page.getByRole('button', { name: /^批注列表/ });
const panel = (page: Page) => page.getByRole('region', { name: '批注列表' });
const rows = (page: Page) => panel(page).getByRole('listitem').getByRole('button');

test('what the group says is counted on the shelf, found by u, and read once it has been looked at', async ({
  page,
  people,
  importEssay,
  browser,
  baseURL,
}) => {
  const { slug, title } = await importEssay(bookOf(6));
  const { writer, layer } = await twoInAGroup(browser, people, page, baseURL);
  await say(writer, slug, opening(1, 1), { layer });
  await say(writer, slug, opening(6, 3), { layer });
  await say(writer, slug, opening(1, 2), { layer: 'private' });
  const row = page.getByRole('listitem').filter({ has: page.locator(`a[href="/read/${slug}"]`) });
  await page.goto('/');
  await expect(row).toContainText('2 条未读');

  await read(page, slug);
  await expect(listButton(page)).toHaveAccessibleName('批注列表 2 条未读');
  await page.keyboard.press('u');
  const first = card(page, opening(1, 1)).first();
  await expect(first).toBeFocused();
  await expect(first).toHaveAccessibleDescription(/未读/);
  await expect(first).not.toHaveAccessibleDescription(/未读/, { timeout: 5_000 });
  await expect(listButton(page)).toHaveAccessibleName('批注列表 1 条未读');
  // In a chapter that the page does not have yet.
  await page.keyboard.press('u');
  const far = card(page, opening(6, 3)).first();
  await expect(far).toBeFocused({ timeout: 10_000 });
  await expect(page.locator(`#text [data-number="${blockNumber(6, 3)}"]`)).toBeInViewport();
  await expect(listButton(page)).toHaveAccessibleName('批注列表', { timeout: 5_000 });
  await page.keyboard.press('u');
  await expect(page.getByRole('status').filter({ hasText: '没有未读的批注' })).toBeVisible();

  await read(page, slug);
  await expect(card(page, opening(1, 1)).first()).toBeVisible();
  await expect(listButton(page)).toHaveAccessibleName('批注列表');
  // Said while one is away; all of it marked read, not after all, and read in the end.
  await say(writer, slug, opening(2, 2), { layer });
  await page.goto('/');
  await expect(row).toContainText('1 条未读');
  await read(page, slug);
  await expect(listButton(page)).toHaveAccessibleName('批注列表 1 条未读');
  await page.keyboard.press('Shift+U');
  await expect(listButton(page)).toHaveAccessibleName('批注列表');
  await page.getByRole('button', { name: '撤销' }).click();
  await expect(listButton(page)).toHaveAccessibleName('批注列表 1 条未读');
  await page.keyboard.press('Shift+U');
  await expect(listButton(page)).toHaveAccessibleName('批注列表');
  await page.goto('/');
  await expect(async () => {
    await page.reload();
    await expect(row).toContainText(title);
    await expect(row).not.toContainText('未读', { timeout: 500 });
  }).toPass({ timeout: 5_000 });
});

test('public notes are unread from the first visit on, and the list is sifted by keyboard', async ({
  page,
  people,
  importEssay,
  browser,
  baseURL,
}) => {
  // As wide as the list has room beside the text.
  await page.setViewportSize({ width: 1440, height: 900 });
  const { slug } = await importEssay(bookOf(1));
  const [near, far, end] = [1, 9, 11].map((place) => opening(1, place)) as [string, string, string];
  const { writer } = await twoInAGroup(browser, people, page, baseURL);
  await say(writer, slug, near);
  const told = page.waitForResponse((response) => response.url().endsWith('/opened'));
  await read(page, slug);
  expect((await told).status()).toBe(204);
  await expect(listButton(page)).toHaveAccessibleName('批注列表');
  await say(writer, slug, far, { motivation: 'questioning', tags: ['史料'] });
  await say(page, slug, end, { tags: ['史料', '人'] });
  await read(page, slug);
  await expect(listButton(page)).toHaveAccessibleName('批注列表 1 条未读');

  await page.keyboard.press('f');
  await expect(panel(page)).toBeFocused();
  await expect(panel(page).getByRole('status')).toHaveText('3 条');
  await expect(rows(page)).toContainText([near, far, end]);
  const sift = (name: string) => panel(page).getByRole('button', { name, exact: true });
  await sift('未读').click();
  await expect(rows(page)).toContainText([far]);
  await sift('未读').click();
  await panel(page).getByRole('combobox', { name: '标签' }).selectOption('史料');
  await expect(rows(page)).toContainText([far, end]);
  await sift('我的').click();
  await expect(rows(page)).toContainText([end]);
  await sift('不懂').click();
  await expect(panel(page).getByRole('status')).toContainText('没有符合的批注。');
  await panel(page).getByRole('button', { name: '不筛选' }).click();
  await panel(page).getByRole('combobox', { name: '顺序' }).selectOption('time');
  await expect(rows(page)).toContainText([end, far, near]);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  await page.keyboard.press('f');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(rows(page).nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(card(page, `关于${far}`).first()).toBeVisible();
  await expect(rows(page).nth(1)).toHaveAttribute('aria-current', 'true');
  await expect(rows(page).nth(1)).not.toContainText('未读', { timeout: 5_000 });
  await page.keyboard.press('Escape');
  await expect(panel(page)).toBeHidden();
  await expect(listButton(page)).toBeFocused();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('the list comes from below, and makes way for the note one chooses', async ({
    page,
    people,
    importEssay,
    browser,
    baseURL,
  }) => {
    const { slug } = await importEssay(ESSAY);
    const { writer, layer } = await twoInAGroup(browser, people, page, baseURL);
    await say(writer, slug, '县志', { layer });
    await read(page, slug);
    await expect(listButton(page)).toHaveAccessibleName('批注列表 1 条未读');
    await listButton(page).tap();
    await expect(rows(page)).toHaveCount(1);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await rows(page).first().tap();
    await expect(panel(page)).toBeHidden();
    await expect(page.getByRole('dialog').getByRole('article')).toContainText('关于县志');
    await expect(listButton(page)).toHaveText('批注列表', { timeout: 5_000 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });
});
