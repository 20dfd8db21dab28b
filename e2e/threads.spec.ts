import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Locator, Page } from '@playwright/test';
import { card, ESSAY, read } from './harness/notes';
import { expect, test } from './harness/test';
import { clickWords, paintedWords } from './harness/words';

const body = (...lines: string[]) => ({
  type: 'doc',
  content: lines.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
});

/** Writes a public note on words of the essay, as another client would. */
async function noteOn(page: Page, slug: string, exact: string, lines: string[], motivation = 'commenting') {
  const answer = await page.request.get(`/api/articles/${slug}/blocks`);
  const { blocks } = (await answer.json()) as { blocks: { key: string; text: string }[] };
  const block = blocks.find(({ text }) => text.includes(exact))!;
  const start = block.text.indexOf(exact);
  const id = crypto.randomUUID();
  const written = await page.request.put(`/api/annotations/${id}`, {
    data: {
      article: slug,
      revision: 1,
      layer: 'public',
      motivation,
      target: {
        start: { block: block.key, offset: start },
        end: { block: block.key, offset: start + exact.length },
        exact,
      },
      body: body(...lines),
    },
  });
  expect(written.status(), await written.text()).toBe(201);
  return id;
}

async function replyTo(page: Page, note: string, text: string): Promise<string> {
  const id = crypto.randomUUID();
  const written = await page.request.put(`/api/annotations/${note}/replies/${id}`, { data: { body: body(text) } });
  expect(written.status(), await written.text()).toBe(201);
  return id;
}

/** Somebody else, in a browser of their own. */
async function anotherPage(browser: Browser, baseURL: string, options = {}): Promise<Page> {
  return (await browser.newContext({ baseURL, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...options })).newPage();
}

const replies = (of: Locator): Locator => of.getByRole('list', { name: '回复' }).getByRole('listitem');
const field = (of: Locator): Locator => of.getByRole('textbox', { name: '回复' });
const expectAccessible = async (page: Page): Promise<void> =>
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual(
    [],
  );

test('a reader answers by keyboard, changes and takes back what was said; the writer goes, the thread stays', async ({
  page,
  browser,
  baseURL,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  await people.signUp(page, '林晚');
  const note = await noteOn(page, slug, '分成两半', ['半字狠。']);
  const reader = await anotherPage(browser, baseURL!);
  await people.signUp(reader, '读者乙');
  await read(reader, slug);
  const thread = card(reader, '半字狠。');

  await expect(thread).toBeVisible();
  await reader.keyboard.press('n');
  await expect(thread).toBeFocused();
  await reader.keyboard.press('r');
  await reader.keyboard.type('桥是后来的，');
  await expect(field(thread)).toHaveAttribute('contenteditable', 'true');
  await reader.keyboard.type('河先在。');
  await reader.keyboard.press('Control+Enter');
  await expect(replies(thread)).toHaveText([/桥是后来的，河先在。/]);
  await expect(replies(thread)).toBeFocused();

  await reader.keyboard.press('e');
  await expect(field(thread).first()).toBeFocused();
  await reader.keyboard.type('改一改。');
  await reader.keyboard.press('Control+Enter');
  await expect(replies(thread)).toContainText('桥是后来的，河先在。改一改。');
  await thread.getByRole('button', { name: '改过' }).press('Enter');
  await expect(thread.getByRole('list', { name: '先前的文字' })).toContainText('桥是后来的，河先在。');

  // What one thinks of a note, without a word.
  await thread.getByRole('button', { name: '表态' }).first().press('Enter');
  await thread.getByRole('button', { name: '有启发' }).press('Enter');
  await expect(thread.getByRole('button', { name: '有启发 1' })).toHaveAttribute('aria-pressed', 'true');
  await reader.route('**/reactions/**', (route) => route.fulfill({ status: 503 }));
  await thread.getByRole('button', { name: '有启发 1' }).press('Enter');
  await expect(reader.getByRole('status').filter({ hasText: '连不上' })).toBeVisible();
  await expect(thread.getByRole('button', { name: '有启发 1' })).toHaveAttribute('aria-pressed', 'true');
  await reader.unroute('**/reactions/**');
  await expectAccessible(reader);

  await thread.getByRole('listitem').getByRole('button', { name: '删除' }).press('Enter');
  await expect(replies(thread)).toHaveCount(0);
  await expect(reader.getByRole('button', { name: '撤销' })).toBeFocused();
  await reader.keyboard.press('Enter');
  await expect(replies(thread)).toContainText('改一改。');

  // Its writer deletes the note: a tombstone, under which the reply stands; and brings it back.
  await read(page, slug);
  await expect(card(page, '半字狠。')).toContainText('1 条回复');
  await expect(card(page, '半字狠。')).toContainText('有启发 1');
  await clickWords(page, '分成两半');
  await card(page, '半字狠。').getByRole('group', { name: '对这条批注' }).getByRole('button', { name: '删除' }).click();
  await expect(card(page, '此批注已删除')).toContainText('1 条回复');
  await read(reader, slug, `?note=${note}`);
  await expect(replies(card(reader, '此批注已删除'))).toContainText('改一改。');
  await expect(reader.getByText('半字狠。')).toHaveCount(0);
  await expect.poll(() => paintedWords(reader, 'others')).toEqual(['分成两半']);
  await page.getByRole('button', { name: '撤销' }).click();
  await expect(card(page, '半字狠。')).toContainText('改一改。');
  await reader.context().close();
});

/** Reply drafts once were their words, and nothing around them. */
const asKeptBefore = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((done, fail) => {
        const opening = indexedDB.open('meipi');
        opening.onerror = () => fail(new Error('There is no store'));
        opening.onsuccess = () => {
          const writing = opening.result.transaction('drafts', 'readwrite');
          const drafts = writing.objectStore('drafts');
          drafts.openCursor().onsuccess = ({ target }) => {
            const cursor = (target as IDBRequest<IDBCursorWithValue | null>).result;
            if (!cursor) return;
            const { content, was: _, ...rest } = cursor.value as { content: { body: unknown }; was: unknown };
            cursor.update({ ...rest, body: content.body });
            cursor.continue();
          };
          writing.oncomplete = () => done();
        };
      }),
  );

test('a begun reply survives the page and the network, and two windows keep both texts', async ({
  page,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  await people.signUp(page);
  const note = await noteOn(page, slug, '桥头站了', ['谁在等？']);
  await read(page, slug, `?note=${note}`);
  const thread = card(page, '谁在等？');
  await field(thread).click();
  await expect(field(thread)).toHaveAttribute('contenteditable', 'true');
  await page.keyboard.insertText('老人自己也');
  // Something else is looked at meanwhile.
  await clickWords(page, '一条河把镇子');
  await expect(field(thread)).toHaveText('老人自己也');
  await read(page, slug, `?note=${note}`);
  await expect(field(thread)).toHaveAttribute('placeholder', '草稿：老人自己也');
  // As the page kept it before it had this shape.
  await asKeptBefore(page);
  await read(page, slug, `?note=${note}`);
  await field(thread).click();
  await expect(field(thread)).toHaveText('老人自己也');
  await page.keyboard.insertText('不知道。');
  await page.keyboard.press('Escape');
  await expect(field(thread)).toHaveAttribute('placeholder', '草稿：老人自己也不知道。');

  await page.keyboard.press('r');
  await expect(field(thread)).toHaveText('老人自己也不知道。');
  await page.context().setOffline(true);
  await page.keyboard.press('Control+Enter');
  await expect(thread).toContainText('等待网络');
  // What waits can still be changed.
  await thread.getByRole('group', { name: '对待发送的这一条' }).getByRole('button', { name: '修改' }).click();
  await expect(field(thread).first()).toHaveText('老人自己也不知道。');
  await expect(field(thread).first()).toBeFocused();
  await page.keyboard.insertText('大概吧。');
  await page.keyboard.press('Control+Enter');
  await expect(thread).toContainText('等待网络');
  await page.context().setOffline(false);
  await expect(replies(thread)).toHaveText([/老人自己也不知道。大概吧。/]);
  await expect(field(thread)).toHaveAttribute('placeholder', '回复……');

  const reply = (await replies(thread).getAttribute('id'))!.replace('reply-', '');
  await thread.getByRole('listitem').getByRole('button', { name: '修改' }).click();
  await expect(field(thread).first()).toBeFocused();
  await page.keyboard.insertText('这里写的。');
  const elsewhere = await page.request.patch(`/api/annotations/${note}/replies/${reply}`, {
    // Whichever version: what waited may have gone in two.
    headers: { 'if-match': '*' },
    data: { body: body('别处写的。') },
  });
  expect(elsewhere.status()).toBe(200);
  await page.keyboard.press('Control+Enter');
  await expect(thread.getByRole('alert')).toContainText('别处写的。');
  await expect(field(thread).first()).toContainText('这里写的。');
  await thread.getByRole('button', { name: '合起来再看看' }).click();
  await expect(field(thread).first()).toContainText('别处写的。');
  await page.keyboard.press('Control+Enter');
  await expect(replies(thread)).toContainText('这里写的。');
  await expect(replies(thread)).toContainText('别处写的。');
});

test('a question is answered and painted calmer, and can be asked again', async ({ page, people, importEssay }) => {
  const { slug } = await importEssay(ESSAY);
  await people.signUp(page);
  const note = await noteOn(page, slug, '水位是', ['哪里的水位？'], 'questioning');
  await read(page, slug, `?note=${note}`);
  const question = card(page, '哪里的水位？');
  await expect(question.getByRole('button', { name: '标为已解答' })).toBeVisible();
  await page.keyboard.press('x');
  await expect(question).toContainText('我刚刚标为已解答');
  await expect.poll(() => paintedWords(page, 'resolved')).toEqual(['水位是']);
  expect(await paintedWords(page, 'question')).toEqual([]);
  await question.getByRole('button', { name: '还没解答' }).click();
  await expect.poll(() => paintedWords(page, 'question')).toEqual(['水位是']);
});

test('a long thread and a long note are folded, a reply’s link leads to it; who is signed out reads and may sign in', async ({
  page,
  browser,
  baseURL,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  await people.signUp(page);
  const note = await noteOn(page, slug, '分成两半', Array<string>(14).fill('一条河把镇子分成两半，说的是河，也是人。'));
  const ids: string[] = [];
  for (let count = 1; count <= 12; count++) ids.push(await replyTo(page, note, `第 ${count} 答。`));

  const guest = await anotherPage(browser, baseURL!);
  await read(guest, slug);
  const thread = card(guest, '说的是河');
  await expect(thread).toContainText('12 条回复');
  await expect(thread).not.toContainText('第 1 答。');
  await clickWords(guest, '分成两半');
  await expect(replies(thread)).toHaveText([/第 1 答。/, '还有 9 条', /第 11 答。/, /第 12 答。/]);
  await thread.getByRole('button', { name: '还有 9 条' }).press('Enter');
  await expect(replies(thread)).toHaveCount(12);
  await expect(replies(thread).nth(1)).toBeFocused();
  await expect(thread.getByRole('link', { name: '登录后回复' })).toHaveAttribute('href', /sign-in.*note/);
  await expect(thread.getByRole('button', { name: '表态' })).toHaveCount(0);
  const height = async () => (await thread.boundingBox())!.height;
  const folded = await height();
  await thread.getByRole('button', { name: '展开' }).press('Enter');
  await expect.poll(height).toBeGreaterThan(folded + 100);
  await expectAccessible(guest);

  await read(guest, slug, `?note=${note}#reply-${ids[5]}`);
  await expect(thread.getByRole('listitem').filter({ hasText: '第 6 答。' })).toBeFocused();
  await expect(thread.getByRole('listitem').filter({ hasText: '第 6 答。' })).toBeInViewport();
  await guest.context().close();
});

test('on a phone the thread is in the sheet: answered, taken back, brought back', async ({
  browser,
  baseURL,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  const phone = await anotherPage(browser, baseURL!, { viewport: { width: 390, height: 844 }, hasTouch: true });
  await people.signUp(phone);
  const note = await noteOn(phone, slug, '分成两半', ['半字狠。']);
  await read(phone, slug, `?note=${note}`);
  const sheet = phone.getByRole('dialog');
  await field(sheet).tap();
  await expect(field(sheet)).toHaveAttribute('contenteditable', 'true');
  await phone.keyboard.insertText('手机上写的。');
  await sheet.getByRole('button', { name: '回复' }).tap();
  await expect(replies(sheet)).toHaveText([/手机上写的。/]);
  await expectAccessible(phone);
  await replies(sheet).getByRole('button', { name: '删除' }).tap();
  await expect(replies(sheet)).toHaveCount(0);
  await sheet.getByRole('button', { name: '撤销' }).tap();
  await expect(replies(sheet)).toHaveText([/手机上写的。/]);
  await phone.context().close();
});
