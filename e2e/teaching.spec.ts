import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './harness/test';
import { Classroom } from './harness/teaching';

const ESSAY = `---
title: 镜与像
author: 林晚
---

## 一、镜子

表象不在镜子里，也不在眼睛里。

镜子不会弄错，弄错的是拿镜子的人。

## 二、概念

概念要靠说话的人来守。

没有表象，概念又成了空的。
`;

const DAY = 86_400_000;
const fromNow = (days: number): string => new Date(Date.now() + days * DAY).toISOString();
const names = (page: Page): Locator => page.getByRole('table', { name: '每个人的进度' }).getByRole('rowheader');
const rowOf = (page: Page, name: string): Locator =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });

test('a section is assigned by a form that keeps what was begun, corrected, copied and archived', async ({
  page,
  people,
  browser,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  await page.goto('/');
  await people.signUp(page, '阮青');
  const room = await Classroom.open(page, browser, people, ['沈砚']);
  // Who has only looked has begun nothing.
  await page.goto(`/groups/${room.id}/assignments/new?article=${slug}`);
  await expect(page.getByRole('combobox', { name: '标题', exact: true })).toBeVisible();
  await page.goto(`/groups/${room.id}/assignments`);
  await expect(page.getByText('还没有布置作业')).toBeVisible();
  await page.getByRole('link', { name: '布置作业' }).click();

  await page.getByRole('button', { name: '布置', exact: true }).click();
  await expect(page.getByText('这是你上次没写完的。')).toHaveCount(0);
  await expect(page.getByText('请选一篇文章。')).toBeVisible();
  await expect(page.getByRole('combobox', { name: '文章' })).toBeFocused();
  await page.getByRole('combobox', { name: '文章' }).selectOption(slug);
  await page.getByRole('combobox', { name: '标题', exact: true }).selectOption({ index: 2 });
  await expect(page.getByText('第 4–6 段')).toBeVisible();
  await page.getByRole('radio', { name: '从某段到某段' }).check();
  await page.getByRole('textbox', { name: '从第几段' }).fill('2');
  await expect(page.getByText('表象不在镜子里，也不在眼睛里。')).toBeVisible();
  await page.getByRole('textbox', { name: '到第几段' }).fill('99');
  await expect(page.getByText('没有第 99 段。')).toBeVisible();
  await page.getByRole('textbox', { name: '到第几段' }).fill('３');
  await expect(page.getByText('镜子不会弄错，弄错的是拿镜子的人。')).toBeVisible();
  await page.getByRole('textbox', { name: '说明' }).click();
  await page.keyboard.insertText('留意「弄错」。');
  await page.getByRole('spinbutton', { name: '批注至少几条' }).fill('2');
  await expect(page.getByText('读完这些段落，写给小组 2 条批注，就算完成。')).toBeVisible();

  // What was begun is there after the page was loaded anew.
  await page.reload();
  await expect(page.getByText('这是你上次没写完的。')).toBeVisible();
  await expect(page.getByRole('textbox', { name: '到第几段' })).toHaveValue('3');
  await expect(page.getByRole('textbox', { name: '说明' })).toContainText('留意「弄错」。');
  await page.getByRole('combobox', { name: '时区' }).selectOption('America/New_York');
  await page.getByLabel('开放').fill('2030-03-10T02:30');
  await expect(page.getByText('按 2030-03-10 03:30 算')).toBeVisible();
  await page.getByLabel('截止').fill('2030-03-09T23:59');
  await page.getByRole('textbox', { name: '标题（写给组员）' }).fill('镜子两段');
  await page.getByRole('button', { name: '布置', exact: true }).click();
  await expect(page.getByLabel('截止')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('开放').fill('');
  await page.getByRole('button', { name: '布置', exact: true }).click();
  const listed = page.getByRole('listitem').filter({ hasText: '镜子两段' });
  await expect(listed).toContainText('第 2–3 段');
  await expect(listed).toContainText('0 / 1 人完成');
  await expect(listed).toContainText('1 人未打开');

  // Somebody else has changed it meanwhile: nothing is overwritten unasked.
  await listed.getByRole('link', { name: '修改' }).click();
  await expect(page.getByRole('textbox', { name: '标题（写给组员）' })).toHaveValue('镜子两段');
  await expect(page.getByLabel('截止')).toHaveValue('2030-03-09T23:59');
  const id = new URL(page.url()).pathname.split('/')[2] ?? '';
  await page.request.patch(`/api/assignments/${id}`, { headers: { 'if-match': '"1"' }, data: { title: '别的名字' } });
  await page.getByRole('textbox', { name: '标题（写给组员）' }).fill('镜子，两段');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByText('别人刚改过这项作业，现在叫「别的名字」')).toBeVisible();
  await page.getByRole('button', { name: '保存' }).click();
  const changed = page.getByRole('listitem').filter({ hasText: '镜子，两段' });
  await expect(changed).toHaveCount(1);

  await changed.getByRole('button', { name: '复制' }).click();
  await page.getByRole('dialog').getByRole('spinbutton').fill('7');
  await page.getByRole('dialog').getByRole('button', { name: '复制' }).click();
  await expect(page.getByText('「镜子，两段」已复制到「晨读」。')).toBeVisible();
  await expect(changed).toHaveCount(2);
  await changed.first().getByRole('button', { name: '存档' }).click();
  await expect(page.getByText('「镜子，两段」已存档。')).toBeVisible();
  await expect(page.getByRole('region', { name: '已存档' }).getByRole('listitem')).toHaveCount(1);

  await page.getByRole('button', { name: '为下一学期复制小组' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: '新小组的名字' }).fill('晨读，春季');
  await page.getByRole('dialog').getByRole('button', { name: '复制小组' }).click();
  await expect(page.getByRole('link', { name: '晨读，春季' })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: '镜子，两段' })).toHaveCount(1);

  // Of members it is a list to read from; the rest is nowhere.
  const member = room.members[0]?.page;
  if (!member) throw new Error('Nobody is in the class');
  await member.goto(`/groups/${room.id}/assignments`);
  await expect(member.getByRole('link', { name: '晨读', exact: true })).toBeVisible();
  await expect(member.getByRole('link', { name: '布置作业' })).toHaveCount(0);
  for (const path of [
    ...[`/groups/${room.id}/assignments/new`, `/groups/${room.id}/progress`],
    ...[`/assignments/${id}/edit`, `/assignments/${id}/progress`],
    `/assignments/${id}/members/${room.members[0]?.id}`,
  ])
    expect((await member.goto(path))?.status(), path).toBe(404);
});

test('the table sorts, filters, extends and exports; feedback is held and released; the heat leads into the text', async ({
  page,
  people,
  browser,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  await page.goto('/');
  await people.signUp(page, '阮青');
  const room = await Classroom.open(page, browser, people, ['沈砚', '顾言', '白芷']);
  const [shen, gu] = room.members;
  if (!shen || !gu) throw new Error('Nobody is in the class');
  const id = await room.assign(slug, { from: 1, to: 3, title: '镜子', dueAt: fromNow(3) });
  await room.assign(slug, { from: 4, to: 6, title: '概念' });
  await room.note(shen, slug, { block: 3, words: '拿镜子的人是谁？', motivation: 'questioning' });
  await room.note(shen, slug, { block: 2, words: '那在哪里？' });
  await gu.page.request.post(`/api/assignments/${id}/opened`);

  await page.goto(`/assignments/${id}/progress`);
  // Those who never opened it come first.
  await expect(names(page)).toHaveText(['白芷', '顾言', '沈砚']);
  await expect(rowOf(page, '沈砚')).toContainText('按时完成');
  await page.getByRole('button', { name: '批注', exact: true }).click();
  await expect(page.getByRole('columnheader', { name: '批注' })).toHaveAttribute('aria-sort', 'descending');
  await expect(names(page).first()).toHaveText('沈砚');
  await page.getByRole('button', { name: '组员', exact: true }).press('Enter');
  await page.getByRole('button', { name: '组员', exact: true }).press('Enter');
  await expect(names(page)).toHaveText(['沈砚', '顾言', '白芷']);
  await page.getByRole('combobox', { name: '状态' }).selectOption('begun');
  await expect(names(page)).toHaveText(['顾言']);
  await page.getByRole('combobox', { name: '状态' }).selectOption('');
  await page.getByRole('searchbox', { name: '名字' }).fill('沈');
  await expect(names(page)).toHaveText(['沈砚']);
  await page.getByRole('searchbox', { name: '名字' }).fill('');

  await page.getByRole('button', { name: '给顾言延期' }).click();
  await expect(page.getByLabel('顾言的截止时间')).toBeFocused();
  await page.getByLabel('顾言的截止时间').fill('2031-01-02T10:00');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(rowOf(page, '顾言')).toContainText('已延期');
  await expect(page.getByRole('button', { name: '给顾言延期' })).toBeFocused();
  await page.getByRole('button', { name: '提醒没打开的人' }).click();
  await expect(page.getByText('已提醒 1 人。')).toBeVisible();

  // Written, and held back: the member knows nothing of it.
  await page.getByRole('button', { name: '给沈砚的批语和成绩' }).click();
  const side = page.getByRole('dialog', { name: '沈砚' });
  await side.getByRole('textbox', { name: '成绩' }).fill('A−');
  await side.getByRole('textbox', { name: '批语' }).click();
  await page.keyboard.insertText('问得好。');
  await side.getByRole('button', { name: '保存，先不发还' }).click();
  await expect(side.getByText('已保存，还没有发还。')).toBeVisible();
  const graded = async () =>
    ((await (await shen.page.request.get(`/api/assignments/${id}`)).json()) as { grade: unknown }).grade;
  expect(await graded()).toBeNull();
  await side.getByRole('textbox', { name: '成绩' }).fill('A');
  await side.getByRole('button', { name: '保存并发还' }).click();
  await expect(side.getByText('已保存，本人看得到。')).toBeVisible();
  expect(await graded()).toMatchObject({ grade: 'A' });
  await page.keyboard.press('Escape');
  await expect(rowOf(page, '沈砚')).toContainText('已发还');
  await page.getByRole('button', { name: '全部收回' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '全部收回' }).click();
  await expect(page.getByText('已收回 1 份。')).toBeVisible();
  expect(await graded()).toBeNull();

  // What is written to be held back is not saved into what somebody else releases meanwhile.
  await page.getByRole('button', { name: '给沈砚的批语和成绩' }).click();
  await side.getByRole('textbox', { name: '成绩' }).fill('草稿');
  const release = { data: { released: true } };
  expect((await page.request.post(`/api/assignments/${id}/grades/release`, release)).ok()).toBe(true);
  await side.getByRole('button', { name: '保存，先不发还' }).click();
  await expect(side.getByRole('alert').filter({ hasText: '刚刚发还' })).toBeVisible();
  expect(await graded()).toMatchObject({ grade: 'A' });
  await expect(side.getByRole('textbox', { name: '成绩' })).toHaveValue('草稿');
  await side.getByRole('button', { name: '收回' }).click();
  await expect(side.getByText('已收回。')).toBeVisible();
  expect(await graded()).toBeNull();
  await side.getByRole('button', { name: '保存，先不发还' }).click();
  await expect(side.getByText('已保存，还没有发还。')).toBeVisible();
  // Knowing what they do themselves they are not stopped.
  for (const words of ['甲', '乙']) {
    await side.getByRole('textbox', { name: '成绩' }).fill(words);
    await side.getByRole('button', { name: '保存并发还' }).click();
    await expect(side.getByText('已保存，本人看得到。')).toBeVisible();
    expect(await graded()).toMatchObject({ grade: words });
    await side.getByRole('button', { name: '收回' }).click();
    await expect(side.getByText('已收回。')).toBeVisible();
  }
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '给沈砚的批语和成绩' }).click();
  await expect(side.getByRole('textbox', { name: '成绩' })).toHaveValue('乙');
  await expect(side.getByText('这是你上次没保存的。')).toHaveCount(0);
  await page.keyboard.press('Escape');

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: '下载 CSV' }).click();
  const file = await readFile(await (await download).path(), 'utf8');
  expect(file.startsWith('\uFEFF')).toBe(true);
  expect(file).toContain('沈砚');

  await page.getByText('看成表格').click();
  const heat = page.getByRole('table', { name: '批注与不懂，逐段' });
  await expect(heat.getByRole('row').filter({ hasText: '镜子不会弄错' }).getByRole('cell')).toHaveText([
    ...[/^镜子不会弄错/, '1', '1', '1', '0', '0'],
  ]);
  await expect(page.getByRole('img', { name: /^柱状图/ })).toBeVisible();
  await heat.getByRole('link', { name: '¶3' }).click();
  await expect(page).toHaveURL(new RegExp(`/read/${slug}`));

  await page.goto(`/assignments/${id}/progress`);
  await page.getByRole('link', { name: '沈砚' }).click();
  await expect(page.getByRole('heading', { name: '批注（2）' })).toBeVisible();
  // In the order of the text, not of time.
  await expect(page.getByRole('region', { name: '批注（2）' }).getByRole('article')).toHaveText([
    /那在哪里/,
    /拿镜子的人是谁/,
  ]);
  await page.getByRole('navigation', { name: '别的组员' }).getByRole('link').first().click();
  await expect(page.getByText('还没有批注。')).toBeVisible();

  await page.goto(`/groups/${room.id}/progress`);
  const book = page.getByRole('table', { name: '组员与作业' });
  await expect(book.getByRole('row', { name: /沈砚/ }).getByRole('cell')).toHaveText(['完成', '未打开']);
  await page.getByRole('searchbox', { name: '名字' }).fill('顾');
  await expect(book.getByRole('rowheader')).toHaveText(['顾言']);
  await book.getByRole('link', { name: '进行中' }).click();
  await expect(page.getByRole('heading', { name: '顾言' })).toBeVisible();
});
