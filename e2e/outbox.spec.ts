import type { BrowserContext, Page } from '@playwright/test';
import { bar, card, comment, editor, ESSAY, read } from './harness/notes';
import { untilQuiet } from './harness/quiet';
import { expect, test } from './harness/test';
import { paintedWords, selectWords } from './harness/words';

interface Kept {
  readonly id: string;
  readonly body: unknown;
  readonly version: number;
}

/** What the server has, asked as the page’s reader. */
async function onServer(page: Page, slug: string): Promise<Kept[]> {
  const answer = await page.request.get(`/api/articles/${slug}/annotations`);
  return ((await answer.json()) as { annotations: Kept[] }).annotations;
}

async function write(page: Page, words: string, text: string): Promise<void> {
  await selectWords(page, words);
  await bar(page).getByRole('button', { name: '批注' }).click();
  await expect(editor(page)).toBeFocused();
  await page.keyboard.insertText(text);
}

/** Changes of notes reach nobody, while the page itself loads. */
const cutOff = (page: Page | BrowserContext) =>
  page.route('**/api/annotations/**', (route) =>
    route.request().method() === 'GET' ? route.continue() : route.abort('internetdisconnected'),
  );
const connect = (page: Page | BrowserContext) => page.unroute('**/api/annotations/**');

/** As a phone that comes out of a tunnel. */
async function backOnline(page: Page): Promise<void> {
  await page.context().setOffline(true);
  await page.context().setOffline(false);
}

const summary = (page: Page) => page.getByRole('button', { name: /待发送|没能发送/ });

test('without a network one writes on: it waits where it belongs, survives a reload, and is sent once', async ({
  page,
  people,
  importEssay,
}) => {
  const [{ slug }, other] = [await importEssay(ESSAY), await importEssay(ESSAY.replace('桥上的人', '另一篇'))];
  await people.signUp(page);
  await read(page, slug);
  await selectWords(page, '一条河');
  await expect(bar(page)).toBeVisible();
  await untilQuiet(page);
  const puts: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PUT') puts.push(request.url());
  });

  await page.context().setOffline(true);
  await write(page, '桥头站了', '断网时写的');
  await page.keyboard.press('Control+Enter');
  await expect(editor(page)).toHaveCount(0);
  await expect(card(page, '断网时写的')).toContainText('等待网络');
  await expect.poll(() => paintedWords(page, 'active')).toEqual(['桥头站了']);
  await selectWords(page, '一条河');
  await bar(page).getByRole('button', { name: '划线' }).click();
  await expect(summary(page)).toHaveText('2 条待发送');
  await expect.poll(() => paintedWords(page, 'mine')).toEqual(['一条河', '桥头站了']);

  await cutOff(page);
  await page.context().setOffline(false);
  await read(page, other.slug);
  await summary(page).click();
  await expect(page.getByRole('list', { name: '待发送' })).toContainText('断网时写的');
  await expect(page.getByRole('list', { name: '待发送' })).toContainText('《桥上的人》');
  await page.getByRole('link', { name: '断网时写的' }).click();
  await expect(card(page, '断网时写的')).toContainText('等待网络');
  await expect(page).toHaveURL(new RegExp(`/read/${slug}`));
  expect(await onServer(page, slug)).toEqual([]);

  puts.length = 0;
  await connect(page);
  await backOnline(page);
  await expect(page.getByText('都已保存')).toBeVisible();
  await expect(card(page, '断网时写的')).toHaveCount(1);
  await expect(card(page, '断网时写的')).not.toContainText('等待网络');
  expect(new Set(puts).size).toBe(puts.length);
  expect((await onServer(page, slug)).length).toBe(2);
});

test('an answer that is lost, and a page that is closed then: one note, with the words written since', async ({
  page,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  await people.signUp(page);
  await read(page, slug);
  await page.route('**/api/annotations/**', async (route) => {
    if (route.request().method() === 'GET') return route.continue();
    await route.fetch();
    await route.abort('connectionreset');
  });
  await write(page, '桥头站了', '第一遍');
  await page.keyboard.press('Control+Enter');
  await expect(card(page, '第一遍')).toContainText('等待网络');
  expect((await onServer(page, slug)).length).toBe(1);
  await read(page, slug);
  await card(page, '第一遍').click();
  await card(page, '第一遍').getByRole('button', { name: '修改' }).click();
  await expect(editor(page)).toBeFocused();
  await page.keyboard.insertText('，第二遍');
  await page.keyboard.press('Control+Enter');
  await expect(card(page, '第一遍，第二遍')).toContainText('等待网络');
  await connect(page);
  await backOnline(page);
  await expect(summary(page)).toHaveCount(0);
  await expect.poll(async () => JSON.stringify(await onServer(page, slug))).toContain('第一遍，第二遍');
  expect(await onServer(page, slug)).toHaveLength(1);
  await expect(card(page, '第一遍')).toHaveCount(1);
});

test('thrown away while nobody knows whether it arrived: it is deleted there, too', async ({
  page,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  await people.signUp(page);
  await read(page, slug);
  await page.route('**/api/annotations/**', async (route) => {
    if (route.request().method() === 'PUT') await route.fetch();
    await route.abort('connectionreset');
  });
  await write(page, '桥头站了', '不要了');
  await page.keyboard.press('Control+Enter');
  await card(page, '不要了').getByRole('button', { name: '丢弃' }).click();
  await expect(card(page, '不要了')).toHaveCount(0);
  await expect.poll(async () => (await onServer(page, slug)).length).toBe(1);
  await connect(page);
  await backOnline(page);
  await expect.poll(async () => (await onServer(page, slug)).length).toBe(0);
});

test('another person on the same browser sees nothing of it and sends nothing; its writer does, once', async ({
  page,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  const lin = await people.signUp(page, '林晚');
  await read(page, slug);
  await write(page, '一条河', '林晚写的');
  // Her session has ended; she does not notice that somebody else sits down here.
  const shen = await people.signUp(page, '沈砚');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('登录已过期')).toBeVisible();
  await expect(editor(page)).toHaveText('林晚写的');
  expect(await onServer(page, slug)).toEqual([]);

  await read(page, slug);
  await comment(await selected(page, '桥头站了'), '沈砚写的');
  await expect(page.getByText('林晚写的')).toHaveCount(0);
  await expect(page.getByText('有一条没写完的批注')).toHaveCount(0);
  await expect(summary(page)).toHaveCount(0);
  expect(await onServer(page, slug)).toHaveLength(1);

  await people.signIn(page, lin);
  await read(page, slug);
  await expect(card(page, '林晚写的')).toBeVisible();
  await expect(summary(page)).toHaveCount(0);
  await expect.poll(async () => JSON.stringify(await onServer(page, slug))).toContain('林晚写的');
  expect(await onServer(page, slug)).toHaveLength(1);
  await people.signIn(page, shen);
  await read(page, slug);
  await expect(card(page, '沈砚写的')).toHaveCount(1);
  await expect(card(page, '林晚写的')).toHaveCount(0);
});

async function selected(page: Page, words: string): Promise<Page> {
  await selectWords(page, words);
  return page;
}

test('two tabs that edit one note: both texts are there, over a reload, and come together', async ({
  page,
  context,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  await people.signUp(page);
  await read(page, slug);
  await comment(await selected(page, '桥头站了'), '原来的一句');
  const second = await context.newPage();
  await read(second, slug);
  for (const [tab, more] of [
    [second, '第二页加的'],
    [page, '第一页加的'],
  ] as const) {
    await tab.bringToFront();
    await card(tab, '原来的一句').click();
    await card(tab, '原来的一句').getByRole('button', { name: '修改' }).click();
    await expect(editor(tab)).toBeFocused();
    await tab.keyboard.press('Control+End');
    await tab.keyboard.press('Enter');
    await tab.keyboard.insertText(more);
  }
  await page.keyboard.press('Control+Enter');
  await expect(card(page, '第一页加的')).toContainText('改过');
  await second.bringToFront();
  await second.keyboard.press('Control+Enter');
  await expect(second.getByRole('alert').filter({ hasText: '第一页加的' })).toBeVisible();
  await expect(editor(second)).toContainText('第二页加的');

  await read(second, slug);
  const both = card(second, '两份都还在');
  await expect(both).toContainText('第一页加的');
  await expect(both).toContainText('第二页加的');
  await both.getByRole('button', { name: '合起来再看看' }).click();
  await expect(editor(second)).toContainText('第一页加的');
  await expect(editor(second)).toContainText('第二页加的');
  await second.keyboard.press('Control+Enter');
  await expect(card(second, '第二页加的')).toContainText('第一页加的');
  await expect(second.getByText('两份都还在')).toHaveCount(0);
  // The other tab hears of it.
  await expect(card(page, '第一页加的')).toContainText('第二页加的');
  expect(await onServer(page, slug)).toHaveLength(1);
});

test('deleted elsewhere: it is not revived, and what was written becomes a note of its own', async ({
  page,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  await people.signUp(page);
  await read(page, slug);
  await comment(await selected(page, '桥头站了'), '会被删的');
  const [there] = await onServer(page, slug);
  await card(page, '会被删的').getByRole('button', { name: '修改' }).click();
  await expect(editor(page)).toBeFocused();
  await page.keyboard.insertText('，又写了几句');
  await page.request.delete(`/api/annotations/${there?.id}`);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('这条批注已经不在了')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(card(page, '又写了几句')).toContainText('已在别处删除');
  await card(page, '又写了几句').getByRole('button', { name: '另存为新批注' }).click();
  await expect(summary(page)).toHaveCount(0);
  await expect(card(page, '又写了几句')).toHaveCount(1);
  // The card is there before its answer.
  await expect.poll(async () => (await onServer(page, slug)).length).toBe(1);
  const now = await onServer(page, slug);
  expect(now[0]?.id).not.toBe(there?.id);
});

for (const [what, forbid] of [
  [
    'forbidden',
    () =>
      (indexedDB.open = () => {
        throw new DOMException('Forbidden', 'SecurityError');
      }),
  ],
  [
    'full',
    () =>
      (IDBObjectStore.prototype.put = () => {
        throw new DOMException('Full', 'QuotaExceededError');
      }),
  ],
] as const)
  test(`where storage is ${what}, that is said once, and writing and sending work`, async ({
    page,
    people,
    importEssay,
  }) => {
    const { slug } = await importEssay(ESSAY);
    await people.signUp(page);
    await page.addInitScript(forbid);
    await read(page, slug);
    await write(page, '桥头站了', '无处可存');
    await expect(page.getByText('这台设备存不下草稿')).toBeVisible();
    await cutOff(page);
    await page.keyboard.press('Control+Enter');
    await expect(card(page, '无处可存')).toContainText('先别关掉这一页');
    await connect(page);
    await backOnline(page);
    await expect(summary(page)).toHaveCount(0);
    await expect(card(page, '无处可存')).toHaveCount(1);
    expect(await onServer(page, slug)).toHaveLength(1);
    await page.getByRole('button', { name: '知道了' }).last().click();
    await comment(await selected(page, '一条河'), '还能写');
    await expect(page.getByText('这台设备存不下草稿')).toHaveCount(0);
  });
