import AxeBuilder from '@axe-core/playwright';
import { devices, type Browser, type Locator, type Page } from '@playwright/test';
import { bar, card, comment, editor, ESSAY, read } from './harness/notes';
import type { People, Person } from './harness/people';
import { expect, test } from './harness/test';
import { paintedWords, selectWords } from './harness/words';

const READING = '读书会 · 心灵哲学 2026 秋';
const POEMS = '周三晚读诗';

const layers = (page: Page): Locator => page.getByRole('button', { name: /看哪些批注/ });

async function look(page: Page, layer: string): Promise<void> {
  const panel = page.getByRole('group', { name: '看哪些批注' }).first();
  if (!(await panel.isVisible())) await layers(page).click();
  const listed = page.waitForResponse((response) => response.url().includes('/annotations?'));
  await panel.getByRole('radio', { name: layer, exact: true }).check();
  await listed;
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
}

async function found(owner: Page, name: string, ...members: readonly Person[]): Promise<void> {
  const { id } = (await (await owner.request.post('/api/groups', { data: { name } })).json()) as { id: string };
  for (const { email } of members)
    expect((await owner.request.post(`/api/groups/${id}/members`, { data: { email } })).status()).toBe(201);
}

async function another(browser: Browser, people: People, name: string, baseURL: string): Promise<[Page, Person]> {
  const page = await (await browser.newContext({ baseURL, locale: 'zh-CN' })).newPage();
  return [page, await people.signUp(page, name)];
}

const expectAccessible = async (page: Page): Promise<void> =>
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual(
    [],
  );

const countAt = (page: Page, block: number): Locator =>
  page.locator(`[data-number="${block}"]`).getByRole('button', { name: /条批注/ });

test('three readers, two groups: who is of the group sees what is written to it, nobody else does', async ({
  page: lin,
  browser,
  app,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  await people.signUp(lin, '林晚');
  const [shen, inReading] = await another(browser, people, '沈砚', app.url);
  const [zhou, inPoems] = await another(browser, people, '周行', app.url);
  await found(lin, READING, inReading);
  await found(lin, POEMS, inPoems);

  await read(lin, slug);
  await expect(layers(lin)).toContainText('全部 · 写给自己');
  await look(lin, READING);
  await expect(layers(lin)).toContainText(READING);
  await selectWords(lin, '分成两半');
  await bar(lin).getByRole('button', { name: '批注' }).click();
  await expect(lin.getByRole('combobox', { name: '谁能看到' }).locator('option:checked')).toHaveText(
    `只给「${READING}」`,
  );
  await expect(editor(lin)).toBeFocused();
  await lin.keyboard.insertText('半字狠。');
  await lin.keyboard.press('Control+Enter');
  await expect(card(lin, '半字狠。')).toContainText(READING);
  await selectWords(lin, '后来');
  await bar(lin).getByRole('button', { name: '划线' }).click();
  await expect(lin.getByRole('status').filter({ hasText: `已划线 · ${READING}` })).toBeVisible();

  await read(shen, slug);
  await expect(card(shen, '半字狠。')).toContainText('林晚');
  await expect(countAt(shen, 1)).toHaveText('2');
  await read(zhou, slug);
  await expect(layers(zhou)).toContainText('全部');
  await expect(card(zhou, '')).toHaveCount(0);
  await expect(countAt(zhou, 1)).toHaveCount(0);
  expect(await paintedWords(zhou, 'others')).toEqual([]);
  const listed = await zhou.request.get(`/api/articles/${slug}/annotations`);
  expect(((await listed.json()) as { annotations: unknown[] }).annotations).toEqual([]);

  await test.step('what is chosen is remembered, and filters cards, counts and painting', async () => {
    await look(lin, '仅自己');
    await expect(card(lin, '半字狠。')).toHaveCount(0);
    await expect(countAt(lin, 1)).toHaveCount(0);
    await expect.poll(() => paintedWords(lin, 'mine')).toEqual([]);
    await selectWords(lin, '桥头站了');
    await comment(lin, '站着，不是坐着。');
    await read(lin, slug);
    await expect(layers(lin)).toContainText('仅自己');
    await expect(card(lin, '站着，不是坐着。')).toBeVisible();
    await expect(card(lin, '半字狠。')).toHaveCount(0);
    await look(lin, '全部');
    await expect(card(lin, '半字狠。')).toBeVisible();
  });

  await test.step('a note of one’s own moves to a group: only that one sees it', async () => {
    await card(lin, '站着，不是坐着。').click();
    await card(lin, '站着，不是坐着。').getByRole('button', { name: '移到……' }).click();
    await card(lin, '站着，不是坐着。').getByRole('button', { name: POEMS, exact: true }).click();
    await expect(lin.getByText(`现在「${POEMS}」里的人都能看到`)).toBeVisible();
    await read(zhou, slug);
    await expect(card(zhou, '站着，不是坐着。')).toBeVisible();
    await read(shen, slug);
    await expect(card(shen, '半字狠。')).toBeVisible();
    await expect(card(shen, '站着，不是坐着。')).toHaveCount(0);
  });

  await test.step('a group is put away while one writes to it: the words stay, and go to oneself', async () => {
    await card(lin, '站着，不是坐着。').click();
    await card(lin, '站着，不是坐着。').getByRole('button', { name: '修改' }).click();
    await expect(editor(lin)).toBeFocused();
    await lin.keyboard.press('ControlOrMeta+End');
    await lin.keyboard.insertText('又想了想。');
    const { groups } = (await (await lin.request.get('/api/groups')).json()) as {
      groups: { id: string; name: string }[];
    };
    const poems = groups.find(({ name }) => name === POEMS)?.id ?? '';
    expect((await lin.request.patch(`/api/groups/${poems}`, { data: { archived: true } })).ok()).toBe(true);
    await lin.getByRole('button', { name: '保存' }).click();
    await expect(lin.getByRole('alert').filter({ hasText: '小组已归档，或你已不在其中' })).toBeVisible();
    await expect(editor(lin)).toContainText('站着，不是坐着。又想了想。');
    await read(zhou, slug);
    await expect(card(zhou, '站着，不是坐着。')).not.toContainText('又想了想');
    await lin.getByRole('combobox', { name: '谁能看到' }).selectOption({ label: '仅自己可见' });
    await lin.getByRole('button', { name: '再试一次' }).click();
    await expect(card(lin, '站着，不是坐着。又想了想。')).toBeVisible();
    await read(zhou, slug);
    await expect(card(zhou, '站着，不是坐着。')).toHaveCount(0);
  });
  await shen.context().close();
  await zhou.context().close();
});

test('names are completed, dollars make formulas and not money, Markdown is pasted as what it means', async ({
  page,
  browser,
  app,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  await people.signUp(page, '林晚');
  const [shen, inReading] = await another(browser, people, '沈砚', app.url);
  const [zhou] = await another(browser, people, '沈从', app.url);
  await found(page, READING, inReading);
  await read(page, slug);
  await look(page, READING);
  await selectWords(page, '分成两半');
  await bar(page).getByRole('button', { name: '批注' }).click();
  await expect(editor(page)).toBeFocused();

  await page.keyboard.insertText('先问');
  await page.keyboard.type('@');
  const names = page.getByRole('listbox', { name: '可以提到的人' });
  await expect(names.getByRole('option')).toHaveText(['沈砚']); // 沈从 is not of the group
  const line = await editor(page).locator('p').first().boundingBox();
  const list = await names.boundingBox();
  expect(list!.y >= line!.y + line!.height || list!.y + list!.height <= line!.y).toBe(true);
  await expect(editor(page)).toHaveAttribute('aria-activedescendant', /-0$/);
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(names).toBeHidden();
  await expect(editor(page)).toBeFocused();
  await page.keyboard.press('Backspace');
  await page.keyboard.type('@');
  await expect(names).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(editor(page).locator('[data-mention]')).toHaveText('@沈砚');

  await page.keyboard.type('$100到$200，$h^2$');
  await expect(editor(page).locator('[data-formula]')).toHaveCount(1);
  await expect(editor(page).locator('[data-formula] math')).toBeVisible();
  await expect(editor(page)).toContainText('$100到$200，');
  await editor(page).locator('[data-formula]').click();
  const source = page.getByRole('textbox', { name: '公式的 LaTeX' });
  await expect(source).toHaveValue('h^2');
  await source.fill('h^3');
  await source.press('Enter');
  await expect(editor(page).locator('[data-formula] annotation')).toHaveText('h^3');

  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  await editor(page).evaluate((element) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', '两点：\n\n- **甲**\n- 乙，见[县志](https://example.org)');
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(editor(page).getByRole('listitem')).toHaveText(['甲', '乙，见县志']);
  await page.keyboard.press('Control+Enter');
  const note = card(page, '先问');
  await expect(note.locator('[data-mention]')).toHaveText('@沈砚');
  await expect(note.locator('math')).toBeVisible();
  await expect(note.getByRole('link', { name: '县志' })).toBeVisible();
  await expect(note.locator('strong')).toHaveText('甲');

  await page.reload();
  await layers(page).click();
  await expect(page.getByRole('radio', { name: READING })).toBeChecked();
  await expectAccessible(page);
  await shen.context().close();
  await zhou.context().close();
});

test.describe('on a phone', () => {
  const { viewport, hasTouch, isMobile } = devices['Pixel 7'];
  test.use({ viewport, hasTouch, isMobile });

  test('one chooses by touch whose notes to see, and reads what gestures there are', async ({
    page,
    people,
    importEssay,
  }) => {
    const { slug } = await importEssay(ESSAY);
    await people.signUp(page, '林晚');
    await found(page, READING);
    await found(page, POEMS);
    await read(page, slug);
    await layers(page).tap();
    await page.getByRole('radio', { name: POEMS }).tap();
    await expect(page.getByText(`新写的也只给「${POEMS}」里的人看。`)).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.locator('[data-number="1"]').tap();
    await page.getByRole('button', { name: '批注这一段' }).tap();
    await expect(editor(page)).toBeFocused();
    await page.keyboard.insertText('诗社里说。');
    await page.getByRole('button', { name: '保存' }).tap();
    await countAt(page, 1).tap();
    await expect(page.getByRole('dialog', { name: /第 1 段/ })).toContainText(POEMS);
    await page.getByRole('button', { name: '关闭' }).tap();
    await page.getByRole('button', { name: '阅读设置' }).tap();
    await page.getByRole('button', { name: '所有快捷键' }).tap();
    await expect(page.getByRole('dialog', { name: '怎么用' })).toContainText('长按文字');
  });
});
