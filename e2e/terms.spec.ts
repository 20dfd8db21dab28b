import AxeBuilder from '@axe-core/playwright';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './harness/test';

const ESSAY = `---
title: 图与词
author: 林晚
---

## 一

先说表象。表象是心里的像，再现是把它画出来；图像与表象之间隔着一层。

所谓知觉，是指感官直接给出的那一层。

## 二

知觉在先，表象在后。再现（representation）总要媒介。
`;

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

const glossary = (slug: string) => `/articles/${slug}/glossary`;
const entry = (page: Page, headword: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: headword, exact: true }) });
const form = (page: Page, name: string | RegExp = '新词条') => page.getByRole('group', { name });
const headwords = (page: Page) => page.locator('[data-term] :is(h2, h3)');
const notice = (page: Page) => page.getByRole('status').filter({ has: page.getByRole('button', { name: '知道了' }) });

async function looksRight(page: Page): Promise<void> {
  for (const size of [PHONE, DESK]) {
    await page.setViewportSize(size);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  }
}

test('an editor writes the terms of an article, changes, merges and deletes them; nothing is lost, and readers look them up', async ({
  page,
  browser,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  await people.signIn(page);
  await page.goto(glossary(slug));
  await expect(page.getByRole('heading', { name: '《图与词》的词汇表' })).toBeVisible();
  await expect(page.getByText('还没有词条。')).toBeVisible();

  // A term, with everything; what is typed outlives the page.
  await page.getByRole('button', { name: '添加词条' }).click();
  await form(page).getByRole('textbox', { name: '词目' }).fill('表象');
  await form(page).getByRole('textbox', { name: '别名' }).fill('心像，idea');
  await form(page).getByRole('textbox', { name: '别名' }).press('Enter');
  await form(page).getByRole('textbox', { name: '释义' }).fill('心里的像。');
  await form(page).getByRole('textbox', { name: '下定义的段落' }).fill('99');
  await expect(form(page)).toContainText('文章没有第 99 段');
  await form(page).getByRole('textbox', { name: '下定义的段落' }).fill('2');
  await expect(form(page)).toContainText('先说表象。');
  await page.reload();
  await page.getByRole('button', { name: '添加词条' }).click();
  await expect(form(page)).toContainText('上次没有保存的草稿');
  await expect(form(page).getByRole('textbox', { name: '词目' })).toHaveValue('表象');
  await expect(form(page).getByRole('textbox', { name: '释义' })).toHaveText('心里的像。');
  await form(page).getByRole('button', { name: '添加' }).click();
  await expect(entry(page, '表象')).toContainText('4 处');
  await expect(entry(page, '表象')).toBeFocused();
  await expect(entry(page, '表象').getByRole('link', { name: '释义见第 2 段' })).toHaveAttribute('href', /#b-/);
  await expect(entry(page, '表象').getByRole('link', { name: '第 2 段，3 处' })).toBeVisible();

  // The same words again: said, with the way to them, and the form stays.
  await page.getByRole('button', { name: '添加词条' }).click();
  await form(page).getByRole('textbox', { name: '词目' }).fill('Idea');
  await form(page).getByRole('button', { name: '添加' }).click();
  await expect(form(page).getByRole('alert')).toContainText('「表象」已经有了');
  await form(page).getByRole('textbox', { name: '词目' }).fill('再现');
  await form(page).getByRole('button', { name: '添加' }).click();
  await expect(entry(page, '再现')).toContainText('2 处');

  // Somebody else changes it meanwhile.
  await page.getByRole('button', { name: '修改「再现」' }).click();
  const edited = form(page, '修改「再现」');
  await edited.getByRole('textbox', { name: '译名' }).fill('也译表征。');
  const terms = (await (await page.request.get(`/api/articles/${slug}/terms`)).json()) as {
    terms: { id: string; headword: string; version: number }[];
  };
  const other = terms.terms.find(({ headword }) => headword === '再现');
  const theirs = await page.request.patch(`/api/terms/${other?.id}`, {
    headers: { 'if-match': `"${other?.version}"` },
    data: { aliases: ['重现'] },
  });
  expect(theirs.status()).toBe(200);
  await edited.getByRole('button', { name: '保存' }).click();
  await expect(edited.getByRole('alert')).toContainText('刚被别人改过');
  await expect(edited.getByRole('alert')).toContainText('重现');
  await expect(edited.getByRole('textbox', { name: '译名' })).toHaveText('也译表征。');
  await looksRight(page);
  // Left undecided, it is asked about again: nobody’s words go by being forgotten.
  await edited.getByRole('button', { name: '取消' }).click();
  await page.getByRole('button', { name: '修改「再现」' }).click();
  await edited.getByRole('button', { name: '保存' }).click();
  await expect(edited.getByRole('alert')).toContainText('刚被别人改过');
  // What is written while it is being saved is saved, too.
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/api/terms/*', async (route) => {
    await held;
    await route.continue();
  });
  await edited.getByRole('textbox', { name: '译名' }).press('Control+End');
  await edited.getByRole('button', { name: '保存' }).click();
  await edited.getByRole('textbox', { name: '译名' }).fill('也译表征，也译呈现。');
  release();
  await expect(entry(page, '再现')).toContainText('也译表征，也译呈现。');
  await page.unrouteAll();

  // What it was is kept, and can be had back.
  await page.getByRole('button', { name: '「再现」的历史' }).click();
  const history = page.getByRole('dialog', { name: '「再现」的历史' });
  await expect(history.getByRole('listitem')).toHaveCount(4);
  await history.getByRole('button', { name: '取回第 2 版' }).click();
  await expect(edited).toContainText('已取回第 2 版');
  await edited.getByRole('button', { name: '保存' }).click();
  await expect(entry(page, '再现')).toContainText('重现');

  // Merged and parted, deleted and restored.
  await page.getByRole('button', { name: '把「再现」并入另一条' }).click();
  const merging = page.getByRole('dialog', { name: '把「再现」并入' });
  await merging.getByRole('combobox', { name: '并入哪一条' }).fill('物自体');
  await merging.getByRole('button', { name: '并入' }).click();
  await expect(merging).toContainText('词汇表里没有这一条');
  await merging.getByRole('combobox', { name: '并入哪一条' }).fill('表象');
  await merging.getByRole('button', { name: '并入' }).click();
  await expect(headwords(page)).toHaveText(['表象']);
  await expect(entry(page, '表象')).toContainText('6 处');
  await notice(page).getByRole('button', { name: '撤销' }).click();
  await expect(headwords(page)).toHaveText(['表象', '再现']);
  await page.getByRole('button', { name: '删除「表象」' }).click();
  await expect(headwords(page)).toHaveText(['再现']);
  await notice(page).getByRole('button', { name: '撤销' }).click();
  await expect(headwords(page)).toHaveText(['表象', '再现']);

  // Out and in again as a file: what it would do is said first.
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'CSV' }).click();
  const csv = await readFile(await (await download).path(), 'utf8');
  expect(csv).toContain('表象');
  const choose = (text: string) =>
    page.getByLabel('选择文件').setInputFiles({ name: '词汇.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await choose(`${csv},没有词目\r\n`);
  await expect(page.getByText('有 1 处不对')).toBeVisible();
  await choose(`${csv}知觉,perception,感官直接给出的那一层\r\n`);
  await expect(page.getByText('添加 1 条')).toBeVisible();
  await expect(headwords(page)).toHaveCount(2);
  await page.getByRole('button', { name: '导入', exact: true }).click();
  await expect(page.getByText('已导入：添加 1 条')).toBeVisible();
  await expect(headwords(page)).toHaveText(['表象', '再现', '知觉']);

  // A reader, without JavaScript, in another script, by the alphabet.
  const plain = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
  const reader = await plain.newPage();
  await reader.goto(`${glossary(slug)}?script=zh-Hant-TW`);
  await expect(headwords(reader)).toHaveText(['表象', '再現', '知覺']);
  await expect(entry(reader, '知覺')).toContainText('感官直接給出的那一層');
  await expect(reader.getByRole('button', { name: /修改/ })).toHaveCount(0);
  await reader.getByRole('link', { name: '按拼音与字母' }).click();
  await expect(headwords(reader)).toHaveText(['表象', '再現', '知覺']);
  await expect(reader.getByRole('heading', { level: 2 })).toHaveText(['B', 'Z', '导入与导出']);
  await entry(reader, '知覺').getByRole('link', { name: '第 3 段' }).click();
  await expect(reader).toHaveURL(/\/read\/.*\/zh-Hant-TW\?b=/);
  await plain.close();
});

test('what the text defines, and what readers ask for, is suggested to who may decide, in an article and in a group', async ({
  page,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  const reader = await people.signUp(page, '周生');
  const group = (await (await page.request.post('/api/groups', { data: { name: '读图小组' } })).json()) as {
    id: string;
  };
  const { blocks } = (await (await page.request.get(`/api/articles/${slug}/blocks`)).json()) as {
    blocks: { key: string; number: number; text: string }[];
  };
  const ask = async (words: string, scope: string) => {
    const block = blocks.find(({ text }) => text.includes(words));
    const start = block?.text.indexOf(words) ?? -1;
    const answer = await page.request.post(`/api/articles/${slug}/terms/requests`, {
      data: {
        scope,
        start: { block: block?.key, offset: start },
        end: { block: block?.key, offset: start + words.length },
        exact: words,
      },
    });
    expect(answer.status(), await answer.text()).toBe(201);
  };
  await ask('媒介', 'article');
  await ask('图像', `group:${group.id}`);

  // Who leads a group decides about its glossary, and sees nothing of the article's.
  await page.goto(`${glossary(slug)}/suggestions`);
  await expect(page.getByRole('heading', { name: '图像' })).toBeVisible();
  await expect(page.getByRole('heading', { name: '媒介' })).toHaveCount(0);
  await page.getByRole('button', { name: '采纳「图像」' }).click();
  await form(page).getByRole('textbox', { name: '释义' }).fill('画出来的。');
  await form(page).getByRole('button', { name: '添加' }).click();
  await expect(page.getByRole('heading', { name: '图像' })).toHaveCount(0);
  await page.goto(`/groups/${group.id}/glossary`);
  await expect(page.getByRole('heading', { name: '「读图小组」的词汇表' })).toBeVisible();
  await expect(entry(page, '图像')).toContainText('画出来的。');
  await page.goto(glossary(slug));
  await expect(entry(page, '图像')).toContainText('读图小组');

  // The article's editors decide about the article's; the group's glossary is not there for them.
  await people.signIn(page);
  expect((await page.goto(`/groups/${group.id}/glossary`))?.status()).toBe(404);
  await page.goto(glossary(slug));
  await expect(page.getByRole('heading', { name: '图像' })).toHaveCount(0);
  await page.goto(`/read/${slug}`);
  await page.getByRole('button', { name: '管理文章' }).click();
  await page.getByRole('link', { name: '建议的词条 3' }).click();
  await expect(entry(page, '媒介')).toContainText('1 位读者请求');
  await expect(entry(page, '媒介')).toContainText(reader.name);
  await expect(entry(page, '知觉')).toContainText('文中有定义');
  await looksRight(page);
  await page.getByRole('button', { name: '不再建议「媒介」' }).click();
  await expect(page.getByRole('heading', { name: '媒介' })).toHaveCount(0);
  await notice(page).getByRole('button', { name: '撤销' }).click();
  await expect(page.getByRole('heading', { name: '媒介' })).toBeVisible();
  await page.getByRole('button', { name: '采纳「知觉」' }).click();
  await expect(form(page).getByRole('textbox', { name: '词目' })).toHaveValue('知觉');
  await expect(form(page).getByRole('textbox', { name: '释义' })).not.toBeEmpty();
  await form(page).getByRole('button', { name: '添加' }).click();
  await expect(page.getByRole('heading', { name: '知觉' })).toHaveCount(0);
  await page.getByRole('link', { name: '回到词汇表' }).click();
  await expect(entry(page, '知觉')).toContainText('释义见第 3 段');
});
