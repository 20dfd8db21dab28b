import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { bar, selectFromTo } from './harness/notes';
import { untilQuiet } from './harness/quiet';
import { expect, test } from './harness/test';
import { clickWords, paintedWords } from './harness/words';

const ESSAY = `---
title: 坏了的U盘
author: 林晚
---

他的U盘坏了，里面有我们的**头发**照片。

后面的人联系了工程师，信息都在里面。
`;
const TAIWAN = '/zh-Hant-TW-x-phrase';

async function read(page: Page, slug: string, script = TAIWAN): Promise<void> {
  const notes = page.waitForResponse((response) => response.url().includes(`/${slug}/annotations`));
  await page.goto(`/read/${slug}${script}`);
  await notes;
  await untilQuiet(page);
}

const text = (page: Page) => page.locator('#text');
const card = (page: Page) => page.getByRole('dialog', { name: '这几个字的由来' });
const rules = (page: Page) => page.getByRole('textbox', { name: '规则，一行一条' });
const places = (page: Page) => page.getByRole('region', { name: '会改变什么' }).getByRole('listitem');

test('a word that another script changed says what it was and by which rule, and gets out of the way', async ({
  page,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  await read(page, slug);
  await expect.poll(() => paintedWords(page, 'converted')).toEqual(['隨身碟', '聯絡', '資訊']);
  await clickWords(page, '聯絡');
  await expect(card(page)).toContainText('原文联系');
  await expect(card(page)).toContainText('OpenCC 词典：台湾正体与台湾用语的说法');
  // Never over the word, and what it offers to editors is not there for readers.
  const [box, word] = [await card(page).boundingBox(), await wordBox(page, '聯絡')];
  expect(box && word && (box.y >= word.bottom || box.y + box.height <= word.top)).toBe(true);
  await expect(card(page).getByRole('button', { name: '保护这个词' })).toHaveCount(0);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(card(page)).toHaveCount(0);

  // By keyboard, on words of any kind.
  await selectFromTo(page, '頭髮', '頭髮');
  await page.keyboard.press('o');
  await expect(card(page)).toBeFocused();
  await expect(card(page)).toContainText('原文头发');
  await expect(card(page)).toContainText('字字对应');
  await page.keyboard.press('Escape');
  // Without a selection, on the paragraph one stands on; from there to each word.
  await page.evaluate(() => document.getSelection()?.removeAllRanges());
  await page.locator('[data-number="2"]').focus();
  await page.keyboard.press('o');
  await expect(card(page)).toContainText('系 → 絡');
  await card(page).getByRole('button', { name: '系 → 絡' }).press('Enter');
  await expect(card(page)).toContainText('原文联系');
  await expect(card(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-number="2"]')).toBeFocused();
  // Where nothing is converted, nothing is asked.
  await read(page, slug, '');
  await expect.poll(() => paintedWords(page, 'converted')).toEqual([]);
  await selectFromTo(page, '头发', '头发');
  await expect(bar(page)).toBeVisible();
  await expect(bar(page).getByRole('button', { name: '原文' })).toHaveCount(0);
});

const wordBox = (page: Page, words: string) =>
  text(page).evaluate((element, wanted) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
      const at = node.data.indexOf(wanted);
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      const { top, bottom } = range.getBoundingClientRect();
      return { top, bottom };
    }
    return null;
  }, words);

test('an unreachable server is said, and asked again', async ({ page, importEssay }) => {
  const { slug } = await importEssay(ESSAY);
  await read(page, slug);
  await page.route('**/words?*', (route) => route.abort());
  await clickWords(page, '聯絡');
  await expect(card(page)).toContainText('没能查到');
  await page.unroute('**/words?*');
  await card(page).getByRole('button', { name: '再试一次' }).click();
  await expect(card(page)).toContainText('原文联系');
});

test('引用 has the reader’s spelling or the author’s, whichever was chosen last', async ({
  page,
  context,
  importEssay,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { slug } = await importEssay(ESSAY);
  await read(page, slug);
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await selectFromTo(page, '聯絡', '聯絡');
  await bar(page).getByRole('button', { name: '引用' }).click();
  await expect(page.getByText('用的是所见的字')).toBeVisible();
  expect(await copied()).toContain('「聯絡」——林晚《壞了的隨身碟》¶2');
  expect(await copied()).toContain(`/read/${slug}${TAIWAN}?b=`);
  await page.getByRole('button', { name: '改用原文的字' }).click();
  await expect(page.getByText('用的是原文的字')).toBeVisible();
  expect(await copied()).toContain('「联系」——林晚《坏了的U盘》¶2');
  expect(await copied()).toContain(`/read/${slug}?b=`);

  await read(page, slug);
  await page.getByRole('button', { name: '阅读设置' }).click();
  await expect(page.getByRole('radio', { name: '原文的字' })).toBeChecked();
  await page.keyboard.press('Escape');
  await selectFromTo(page, '隨身碟', '隨身碟');
  await bar(page).getByRole('button', { name: '引用' }).click();
  await expect(page.getByText('用的是原文的字')).toBeVisible();
  expect(await copied()).toContain('「U盘」');
});

test('an editor protects a word where it stands; the text follows in place, and so does taking it back', async ({
  page,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  await people.signIn(page);
  await read(page, slug);
  await clickWords(page, '聯絡');
  await card(page).getByRole('button', { name: '保护这个词' }).click();
  await expect(card(page)).toContainText('keep 联系');
  await card(page).getByRole('button', { name: '保护', exact: true }).click();
  await expect(text(page)).toContainText('後面的人联系了工程師');
  await expect(page.getByText('已保护这个词')).toBeVisible();
  await page.getByRole('button', { name: '撤销' }).click();
  await expect(text(page)).toContainText('後面的人聯絡了工程師');

  await clickWords(page, '聯絡');
  await card(page).getByRole('button', { name: '保护这个词' }).click();
  await card(page).getByText('换一个写法').click();
  await card(page).getByRole('textbox', { name: '写作' }).fill('連繫');
  await card(page).getByRole('button', { name: '保护', exact: true }).click();
  await expect(text(page)).toContainText('後面的人連繫了工程師');
  await page.reload();
  await expect(text(page)).toContainText('後面的人連繫了工程師');
  await untilQuiet(page);
  await clickWords(page, '連繫');
  await expect(card(page)).toContainText('本文的保护词，第 1 行');
  await card(page).getByRole('link', { name: '修改这条规则' }).click();
  await expect(rules(page)).toHaveValue(`zh-Hant-TW-x-phrase: 联系 → 連繫\n`);
  await expect(rules(page)).toBeFocused();
});

test('an editor writes rules, sees at once what they change, is told which line is wrong, and loses nothing', async ({
  page,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  await people.signIn(page);
  await read(page, slug);
  await page.getByRole('button', { name: '管理文章' }).click();
  await page.getByRole('link', { name: /保护词/ }).click();
  await expect(page.getByRole('heading', { name: '《坏了的U盘》的保护词' })).toBeVisible();
  await expect(page.getByText('还没有保护词。')).toBeVisible();
  await page.getByLabel('看哪种文字').selectOption('台湾正体与台湾用语');

  await rules(page).fill('# 术语\nkeep 信息\n联系 = 聯繫');
  await expect(page.getByText('第 3 行：不是规则')).toBeVisible();
  await page.getByRole('button', { name: /第 3 行/ }).click();
  expect(
    await rules(page).evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd)),
  ).toBe('联系 = 聯繫');
  // What is wrong cannot be saved, and is still there after the page has gone.
  await page.reload();
  await expect(rules(page)).toHaveValue('# 术语\nkeep 信息\n联系 = 聯繫');
  await expect(page.getByText('上次没有保存的草稿')).toBeVisible();

  await page.getByLabel('看哪种文字').selectOption('台湾正体与台湾用语');
  await rules(page).fill('# 术语\nkeep 信息\nzh-Hant-TW: 联系 → 聯繫');
  await expect(places(page)).toHaveCount(2);
  await expect(places(page).first()).toContainText('聯絡聯繫');
  await expect(places(page).nth(1)).toContainText('資訊信息');
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByText('已保存，读者现在看到的就是这样。')).toBeVisible();
  await expect(page.getByText('什么也不会变')).toBeVisible();
  await page.getByRole('link', { name: '回到文章' }).click();
  await page.goto(`/read/${slug}${TAIWAN}`);
  await expect(text(page)).toContainText('後面的人聯繫了工程師，信息都在裡面');
});

test('two editors at once: the second keeps what they wrote, sees the other’s, and decides', async ({
  browser,
  page,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  const address = `/articles/${slug}/protected-words`;
  await people.signIn(page);
  await page.goto(address);
  await rules(page).fill('keep 信息');
  const other = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
  await people.signIn(other);
  await other.goto(address);
  await rules(other).fill('keep 联系');
  await other.getByRole('button', { name: '保存' }).click();
  await expect(other.getByText('已保存')).toBeVisible();

  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('alert').filter({ hasText: '编者' })).toContainText('另一位编者已保存新的规则');
  await expect(rules(page)).toHaveValue('keep 信息');
  await page.getByRole('button', { name: '把他们的接在我的后面' }).click();
  await expect(rules(page)).toHaveValue('keep 信息\nkeep 联系');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByText('已保存，读者现在看到的就是这样。')).toBeVisible();

  // What was in force before can be brought back.
  await page.getByText('以前的规则').click();
  await page.getByRole('button', { name: '取回这一版' }).click();
  await expect(rules(page)).toHaveValue('keep 联系');
});

test('who is no editor finds no such page', async ({ page, people, importEssay }) => {
  const { slug } = await importEssay(ESSAY);
  expect((await page.goto(`/articles/${slug}/protected-words`))?.status()).toBe(404);
  await people.signUp(page);
  expect((await page.goto(`/articles/${slug}/protected-words`))?.status()).toBe(404);
  await read(page, slug);
  await clickWords(page, '聯絡');
  await expect(card(page)).toBeVisible();
  await expect(card(page).getByRole('link')).toHaveCount(0);
});
