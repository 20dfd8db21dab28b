import type { Browser, BrowserContext, Page } from '@playwright/test';
import { card, comment, ESSAY, read } from './harness/notes';
import { expect, test } from './harness/test';
import { selectWords } from './harness/words';
import type { People, Person } from './harness/people';

interface Reading {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly who: Person;
}

/** Somebody else, with a browser of their own, who reads the essay. */
async function reader(
  browser: Browser,
  { people, slug, name, url }: { people: People; slug: string; name: string; url: string },
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<Reading> {
  const context = await browser.newContext({ locale: 'zh-CN', baseURL: url, ...options });
  const page = await context.newPage();
  const who = await people.signUp(page, name);
  await follow(page, slug);
  return { page, context, who };
}

/** Nothing is under way any more when the browser's record is closed. */
async function leave({ page, context }: Reading): Promise<void> {
  await page.close();
  await context.close();
}

/** Opens the essay and waits until what happens is followed. */
async function follow(page: Page, slug: string): Promise<void> {
  const stream = page.waitForResponse((answer) => answer.url().includes('/api/events'));
  await read(page, slug);
  await stream;
}

interface Block {
  key: string;
  text: string;
}
const blocksOf = async (page: Page, slug: string): Promise<Block[]> =>
  ((await (await page.request.get(`/api/articles/${slug}/blocks`)).json()) as { blocks: Block[] }).blocks;

const bodyOf = (text: string) => ({
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

/** Writes a note through the one door. */
async function write(page: Page, slug: string, exact: string, text: string, layer = 'public'): Promise<string> {
  const block = (await blocksOf(page, slug)).find((one) => one.text.includes(exact));
  const start = block?.text.indexOf(exact) ?? 0;
  const id = crypto.randomUUID();
  const target = {
    start: { block: block?.key, offset: start },
    end: { block: block?.key, offset: start + exact.length },
    exact,
  };
  const answer = await page.request.put(`/api/annotations/${id}`, {
    data: { article: slug, revision: 1, layer, motivation: 'commenting', target, body: bodyOf(text), tags: [] },
    maxRetries: 3,
  });
  expect(answer.status(), await answer.text()).toBe(201);
  return id;
}

const pill = (page: Page) => page.getByRole('button', { name: /条新批注/ });
const cards = (page: Page) => page.getByRole('complementary', { name: '批注' }).getByRole('article');

test('what one writes the other sees at once, and nothing moves for it', async ({
  page,
  browser,
  app,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  const other = await reader(browser, { people, slug, name: '沈砚', url: app.url });
  await people.signUp(page);
  await read(page, slug);
  await other.page.evaluate(() => scrollTo(0, 120));
  await other.page.locator('[data-block]').nth(1).focus();
  const before = await other.page.evaluate(() => [scrollY, document.activeElement?.id]);
  await selectWords(page, '分成两半');
  await comment(page, '半字狠。', '公开');
  const saved = Date.now();
  await expect(card(other.page, '半字狠。')).toBeVisible({ timeout: 5_000 });
  console.log(`Seen ${Date.now() - saved} ms after its writer saw it saved`);
  expect(await other.page.evaluate(() => [scrollY, document.activeElement?.id])).toEqual(before);
  // Its words change, it is withdrawn, it comes back: the other page follows.
  await card(page, '半字狠。').getByRole('button', { name: '修改' }).click();
  await page.keyboard.insertText('真狠。');
  await page.keyboard.press('Control+Enter');
  await expect(card(other.page, '真狠。')).toBeVisible();
  await card(page, '真狠。').getByRole('button', { name: '删除' }).click();
  await expect(cards(other.page)).toHaveCount(0);
  await page.getByRole('button', { name: '撤销' }).click();
  await expect(card(other.page, '真狠。')).toBeVisible();
  await leave(other);
});

test('of three readers the one outside the group hears nothing of it, and who is removed nothing more', async ({
  page,
  browser,
  app,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  await people.signUp(page);
  await follow(page, slug);
  const member = await reader(browser, { people, slug, name: '沈砚', url: app.url });
  const decoy = await reader(browser, { people, slug, name: '阮青', url: app.url });
  const heard: string[] = [];
  decoy.page.on('request', (request) => heard.push(request.url()));
  const group = (await (await page.request.post('/api/groups', { data: { name: '晨读' } })).json()) as { id: string };
  const added = await page.request.post(`/api/groups/${group.id}/members`, {
    data: { email: member.who.email, role: 'member' },
  });
  expect(added.ok(), await added.text()).toBe(true);
  const layer = `group:${group.id}`;
  const inGroup = await write(page, slug, '桥头', '晨读的人看得见。', layer);
  await expect(card(member.page, '晨读的人看得见。')).toBeVisible();
  await expect(card(page, '晨读的人看得见。')).toBeVisible();
  await page.request.delete(`/api/groups/${group.id}/members/${member.who.id}`);
  await expect(cards(member.page)).toHaveCount(0);
  await write(page, slug, '一个下午', '只给还在的人。', layer);
  await write(page, slug, '县志', '大家都看得见。');
  for (const one of [member, decoy]) {
    await expect(card(one.page, '大家都看得见。')).toBeVisible();
    await expect(cards(one.page)).toHaveCount(1);
  }
  await expect(cards(page)).toHaveCount(3);
  expect(heard.some((url) => url.includes(inGroup))).toBe(false);
  await leave(member);
  await leave(decoy);
});

test('on a phone a note that would move the text waits behind a quiet line', async ({
  page,
  browser,
  app,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  await people.signUp(page);
  const phone = await reader(
    browser,
    { people, slug, name: '沈砚', url: app.url },
    { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  );
  const places = () =>
    phone.page.locator('[data-block]').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
  const before = await places();
  await write(page, slug, '分成两半', '半字狠。');
  await write(page, slug, '桥头', '等谁？');
  await expect(pill(phone.page)).toHaveText('2 条新批注');
  expect(await places()).toEqual(before);
  await expect(phone.page.getByRole('button', { name: '1 条批注' })).toHaveCount(0);
  await pill(phone.page).tap();
  await expect(phone.page.getByRole('button', { name: '1 条批注' })).toHaveCount(2);
  await expect(pill(phone.page)).toHaveCount(0);
  // Where there is a number already only that changes.
  await write(page, slug, '一条河', '河先有。');
  await expect(phone.page.getByRole('button', { name: '2 条批注' })).toBeVisible();
  await expect(pill(phone.page)).toHaveCount(0);
  await leave(phone);
});

test('the tabs of a browser share one stream, and go on when the one that kept it is closed', async ({
  page,
  browser,
  app,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  await people.signUp(page);
  const first = await reader(browser, { people, slug, name: '沈砚', url: app.url });
  const second = await first.context.newPage();
  const streams: string[] = [];
  second.on('request', (request) => request.url().includes('/api/events') && streams.push(request.url()));
  await read(second, slug);
  await write(page, slug, '分成两半', '半字狠。');
  for (const tab of [first.page, second]) await expect(card(tab, '半字狠。')).toBeVisible();
  expect(streams).toEqual([]);
  await first.page.close();
  await write(page, slug, '桥头', '等谁？');
  await expect(card(second, '等谁？')).toBeVisible();
  expect(streams.length).toBe(1);
  await expect(cards(second)).toHaveCount(2);
  await second.close();
  await leave(first);
});

test('who was away, or whose server was, sees afterwards what there is, once', async ({
  page,
  browser,
  app,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  await people.signUp(page);
  const other = await reader(browser, { people, slug, name: '沈砚', url: app.url });
  await other.context.setOffline(true);
  const gone = await write(page, slug, '分成两半', '写了又删。');
  await page.request.delete(`/api/annotations/${gone}`);
  await write(page, slug, '桥头', '等谁？');
  await other.context.setOffline(false);
  await expect(card(other.page, '等谁？')).toBeVisible();
  await expect(cards(other.page)).toHaveCount(1);
  await app.restart();
  await write(page, slug, '县志', '重启之后。');
  await expect(card(other.page, '重启之后。')).toBeVisible({ timeout: 60_000 });
  await expect(cards(other.page)).toHaveCount(2);
  await leave(other);
});
