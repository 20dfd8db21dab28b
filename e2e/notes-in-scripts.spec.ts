import type { Page } from '@playwright/test';
import { bar, card, comment, editor, selectFromTo } from './harness/notes';
import { expect, test } from './harness/test';
import { paintedWords } from './harness/words';

const ESSAY = `---
title: 坏了的U盘
---

他的U盘坏了，里面有我们的**头发**照片。

后面的人联系了工程师。
`;

/** Opens the essay in a script and waits until the margin is alive. */
async function read(page: Page, slug: string, script = ''): Promise<void> {
  const notes = page.waitForResponse((response) => response.url().includes(`/${slug}/annotations`));
  await page.goto(`/read/${slug}${script}`);
  await notes;
}

const choose = (page: Page, script: string) =>
  page.getByRole('navigation', { name: '简繁' }).getByText(script, { exact: true }).click();

test('a note made on 隨身碟 sits on U盘, in every script and after every reload', async ({
  page,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  await people.signUp(page);
  await read(page, slug, '/zh-Hant-TW-x-phrase');
  await expect(page.locator('#text')).toContainText('他的隨身碟壞了');
  await selectFromTo(page, '隨身碟', '隨身碟');
  await comment(page, '何以不言明？');
  await expect.poll(() => paintedWords(page, 'mine')).toEqual(['隨身碟']);

  await choose(page, '简');
  await expect(page.locator('#text')).toContainText('他的U盘坏了');
  await expect.poll(() => paintedWords(page, 'mine')).toEqual(['U盘']);
  await expect(card(page, '何以不言明？').getByRole('button', { name: 'U盘', exact: true })).toBeVisible();

  for (const [script, words] of [
    ['繁', 'U盤'],
    ['港', 'U盤'],
    ['原文', 'U盘'],
  ] as const) {
    await choose(page, script);
    await expect.poll(() => paintedWords(page, 'mine')).toEqual([words]);
    await page.reload();
    await expect.poll(() => paintedWords(page, 'mine')).toEqual([words]);
  }
});

test('a selection that begins in the middle of 隨身碟 takes all of it', async ({ page, people, importEssay }) => {
  const { slug } = await importEssay(ESSAY);
  await people.signUp(page);
  await read(page, slug, '/zh-Hant-TW-x-phrase');
  await selectFromTo(page, '身碟壞了', '身碟壞了');
  await comment(page, '何故？');
  await expect.poll(() => paintedWords(page, 'mine')).toEqual(['隨身碟壞了']);
  await choose(page, '原文');
  await expect.poll(() => paintedWords(page, 'mine')).toEqual(['U盘坏了']);
});

test('switching with an open draft keeps its words, and sends them once', async ({ page, people, importEssay }) => {
  const { slug } = await importEssay(ESSAY);
  await people.signUp(page);
  await read(page, slug, '/zh-Hant-TW-x-phrase');
  await selectFromTo(page, '隨身碟', '隨身碟');
  await bar(page).getByRole('button', { name: '批注' }).click();
  await expect(editor(page)).toBeFocused();
  await page.keyboard.insertText('写到一半');
  await choose(page, '简');
  await expect(page.locator('#text')).toContainText('他的U盘坏了');
  await expect(editor(page)).toContainText('写到一半');
  await editor(page).click();
  await page.keyboard.insertText('，又写完了。');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(card(page, '写到一半，又写完了。')).toHaveCount(1);
  await expect.poll(() => paintedWords(page, 'mine')).toEqual(['U盘']);
  await page.reload();
  await expect(card(page, '写到一半，又写完了。')).toHaveCount(1);
});

test('a note in the other script is shown in the reader’s, and as it was written when asked', async ({
  browser,
  page,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  await people.signUp(page, '陳先生');
  await read(page, slug);
  await selectFromTo(page, '工程师', '工程师');
  await comment(page, '這裡說的是誰？', '公开');

  // In another script one's own words are shown so, too, as soon as they are saved.
  await choose(page, '繁');
  await expect(page.locator('#text')).toContainText('頭髮');
  await selectFromTo(page, '頭髮', '頭髮');
  await bar(page).getByRole('button', { name: '批注' }).click();
  await expect(editor(page)).toBeFocused();
  await page.keyboard.insertText('谁的头发？');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(card(page, '誰的頭髮？').getByRole('button', { name: '看原样' })).toBeVisible();

  const other = await browser.newPage();
  await read(other, slug, '/zh-Hans');
  await expect(card(other, '这里说的是谁？')).toBeVisible();
  await card(other, '这里说的是谁？').getByRole('button', { name: '看原样' }).click();
  await expect(card(other, '這裡說的是誰？')).toBeVisible();
  await other.close();
});
