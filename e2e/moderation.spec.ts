import { expect } from '@playwright/test';
import { HOSTILE_BODIES } from '@/lib/richtext/hostile-bodies';
import { card, ESSAY, read } from './harness/notes';
import { test } from './harness/test';

const note = (slug: string, block: string, text: string) => ({
  ...{ article: slug, revision: 1, layer: 'public', motivation: 'commenting', target: { block } },
  body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] },
});

test('a reader flags a note, an editor hides it, its author reads why, and it is shown again', async ({
  page,
  browser,
  app,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  const as = async () => (await browser.newContext({ baseURL: app.url, locale: 'zh-CN' })).newPage();
  const [author, reader, editor] = [page, await as(), await as()];
  await people.signUp(author, '林晚');
  await people.signUp(reader, '沈砚');
  await people.signUp(editor, '顾言', 'editor');
  const { blocks } = (await (await author.request.get(`/api/articles/${slug}/blocks`)).json()) as {
    blocks: { key: string }[];
  };
  const id = crypto.randomUUID().replace(/^(.{14})./, '$17');
  const text = '加微信看全文。';
  const put = await author.request.put(`/api/annotations/${id}`, { data: note(slug, blocks[0]?.key ?? '', text) });
  expect(put.status(), await put.text()).toBe(201);

  await read(reader, slug, `?note=${id}`);
  await card(reader, text).getByRole('button', { name: '举报' }).click();
  const dialog = reader.getByRole('dialog', { name: '举报这条批注' });
  await expect(dialog.getByRole('textbox', { name: '理由' })).toBeFocused();
  await reader.keyboard.insertText('广告');
  await dialog.getByRole('button', { name: '举报' }).click();
  await expect(card(reader, text).getByText('你已举报')).toBeVisible();
  await expect(card(reader, text).getByRole('button', { name: '收回举报' })).toBeFocused();

  await editor.goto('/moderation');
  const row = editor.getByRole('article').filter({ hasText: text }).filter({ hasText: '沈砚' });
  await expect(row).toContainText('广告');
  const waiting = editor.locator('#account-menu a[href="/moderation"]');
  const before = (await waiting.textContent()) ?? '';
  await row.getByRole('button', { name: '隐藏' }).click();
  const why = editor.getByRole('dialog', { name: '隐藏这条批注' });
  await why.getByRole('button', { name: '隐藏' }).click();
  await expect(why.getByText('请写下理由。')).toBeVisible();
  await why.getByRole('textbox', { name: '理由' }).fill('请不要招揽。');
  await why.getByRole('button', { name: '隐藏' }).click();
  // Read anew the list has it no more: what was done stays said, and can be undone.
  await expect(waiting).not.toHaveText(before);
  const said = editor.getByRole('status').filter({ hasText: '已隐藏' });
  await expect(said).toBeFocused();
  await said.getByRole('button', { name: '撤销' }).click();
  await expect(editor.getByRole('status').filter({ hasText: '已恢复显示' })).toBeFocused();
  const again = await editor.request.put(`/api/annotations/${id}/hiding`, { data: { reason: '请不要招揽。' } });
  expect(again.status(), await again.text()).toBe(200);

  await read(reader, slug);
  await expect(card(reader, text)).toHaveCount(0);
  await read(author, slug, `?note=${id}`);
  await expect(card(author, text)).toContainText('请不要招揽。');

  await read(editor, slug, `?note=${id}`);
  await card(editor, text).getByRole('button', { name: '恢复显示' }).click();
  await expect(card(editor, text).getByRole('button', { name: '隐藏' })).toBeVisible();
  await read(reader, slug);
  await expect(card(reader, text)).toBeVisible();
  await expect(card(author, text)).toBeVisible();

  expect((await reader.goto('/moderation'))?.status()).toBe(404);
});

test('notes that a damaged database holds are drawn as words, and run nothing', async ({
  page,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  await people.signUp(page);
  const { blocks } = (await (await page.request.get(`/api/articles/${slug}/blocks`)).json()) as {
    blocks: { key: string }[];
  };
  const id = crypto.randomUUID().replace(/^(.{14})./, '$17');
  await page.request.put(`/api/annotations/${id}`, { data: note(slug, blocks[0]?.key ?? '', '好好的一条。') });
  // What such a row is read as has a test of its own; here the page gets it raw, as if nothing had read it before.
  await page.route(`**/api/articles/${slug}/annotations?*`, async (route) => {
    const response = await route.fetch();
    const list = (await response.json()) as { annotations: object[] };
    const [good] = list.annotations;
    const poisoned = Object.entries(HOSTILE_BODIES).filter(([name]) => name in RAW);
    const more = poisoned.map(([, body], index) => ({ ...good, id: `${id.slice(0, -2)}${index + 10}`, body }));
    await route.fulfill({ response, json: { ...list, annotations: [...list.annotations, ...more] } });
  });
  await read(page, slug);
  await expect(card(page, '好好的一条。')).toBeVisible();
  await expect(card(page, '毒').first()).toBeVisible();
  expect(await page.evaluate(() => 'poisoned' in window)).toBe(false);
  await expect(page.locator('a[href^="javascript" i], a[href^="data" i], article script, article iframe')).toHaveCount(
    0,
  );
});

/** Those whose danger is in what the page would draw. */
const RAW: Readonly<Record<string, true>> = {
  'HTML as text': true,
  'unknown nodes': true,
  'an image': true,
  'a script for a link': true,
  'attributes of React': true,
};
