import { readFile } from 'node:fs/promises';
import type { Browser, Page } from '@playwright/test';
import type { App } from './harness/app';
import { expect, test } from './harness/test';

async function somebody(browser: Browser, app: App): Promise<Page> {
  const context = await browser.newContext({ locale: 'zh-CN', baseURL: app.url });
  return context.newPage();
}

const row = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: new RegExp(name) }) });
const invitation = (page: Page) => page.getByRole('complementary').getByRole('listitem');

/** Founds a group on the page and comes to its home. */
async function found(page: Page, name: string): Promise<string> {
  await page.goto('/groups');
  await expect(page.getByRole('heading', { name: '还没有小组' })).toBeVisible();
  await page.getByRole('textbox', { name: '名称' }).fill(name);
  await page.getByRole('textbox', { name: '说明' }).fill('每周三早上，读一节。');
  await page.getByRole('button', { name: '建立' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page.getByText('每周三早上，读一节。')).toBeVisible();
  return new URL(page.url()).pathname;
}

test('a group is founded, people come by link and by code until it is full, and it is put away', async ({
  page,
  browser,
  app,
  people,
}) => {
  await people.signUp(page, '白露');
  const home = await found(page, '晨读');

  // A way in for two.
  await page.getByRole('navigation', { name: '小组的页面' }).getByRole('link', { name: '成员' }).click();
  await page.getByRole('button', { name: '新的邀请' }).click();
  await page.getByRole('textbox', { name: '最多几人' }).fill('零');
  await page.getByRole('button', { name: '生成邀请' }).click();
  await expect(page.getByRole('dialog')).toContainText('请写 1 到 10000 的整数');
  await page.getByRole('textbox', { name: '最多几人' }).fill('2');
  await page.getByRole('button', { name: '生成邀请' }).click();
  await expect(invitation(page)).toContainText('0 / 2 人');
  const code = (await invitation(page).getAttribute('aria-label')) ?? '';
  await invitation(page)
    .getByRole('button', { name: `${code} 的二维码` })
    .click();
  await expect(page.getByRole('img', { name: `二维码，通向 ${app.url}/join/${code}` })).toBeVisible();
  await page.keyboard.press('Escape');

  // By the link, with an account yet to be made.
  const byLink = await somebody(browser, app);
  await byLink.goto(`/join/${code}`);
  await expect(byLink.getByRole('heading', { name: '晨读' })).toBeVisible();
  await byLink.getByRole('link', { name: '注册后加入' }).click();
  await byLink.getByRole('textbox', { name: '名字' }).fill('秋水');
  await byLink.getByRole('textbox', { name: '邮箱' }).fill(`${crypto.randomUUID()}@example.org`);
  await byLink.getByLabel('密码', { exact: true }).fill('山重水复疑无路，又一村');
  await byLink.getByRole('button', { name: '注册' }).click();
  await byLink.getByRole('button', { name: '加入小组' }).click();
  await expect(byLink).toHaveURL(home);
  await expect(byLink.getByRole('complementary', { name: '谁在' })).toContainText('秋水（我）');

  // By the code, as it is heard.
  const byCode = await somebody(browser, app);
  await people.signUp(byCode, '长天');
  await byCode.goto('/join');
  await byCode.getByRole('textbox', { name: '邀请码' }).fill(code.toLowerCase().replaceAll('-', ' '));
  await byCode.getByRole('button', { name: '看看是哪个小组' }).click();
  await byCode.getByRole('button', { name: '加入小组' }).click();
  await expect(byCode).toHaveURL(home);

  // It is full; and who is not a member finds nothing.
  const late = await somebody(browser, app);
  await people.signUp(late, '迟到');
  await late.goto(`/join/${code}`);
  await expect(late.getByRole('heading', { name: '这份邀请不能用了' })).toBeVisible();
  for (const path of [home, `${home}/members`, `${home}/members/roster`, `${home}/settings`])
    expect((await late.goto(path))?.status(), path).toBe(404);
  // A member leads nothing.
  expect((await byCode.goto(`${home}/members/roster`))?.status()).toBe(404);
  await byCode.goto(`${home}/members`);
  await expect(row(byCode, '秋水')).toContainText('组员');
  await expect(byCode.getByRole('combobox')).toHaveCount(0);
  await expect(byCode.getByRole('button', { name: '新的邀请' })).toHaveCount(0);

  // Roles; one owner stays.
  await page.reload();
  await expect(page.getByText('不能再用的（1）')).toBeVisible();
  await page.getByRole('combobox', { name: '秋水的身份' }).selectOption('带读');
  await expect(page.getByText('秋水现在是带读。')).toBeVisible();
  await page.getByRole('combobox', { name: '白露的身份' }).selectOption('组员');
  await page.getByRole('button', { name: '改成组员' }).click();
  await expect(page.getByRole('dialog')).toContainText('唯一');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('combobox', { name: '白露的身份' })).toHaveValue('owner');

  // The instructor removes a member, at once.
  await byLink.goto(`${home}/members`);
  await byLink.getByRole('button', { name: '移出长天' }).click();
  await byLink.getByRole('dialog').getByRole('button', { name: '移出' }).click();
  await expect(byLink.getByText('长天已移出。')).toBeVisible();
  expect((await byCode.goto(home))?.status()).toBe(404);

  // Archived it is read; then the last but one leaves.
  await page.goto(`${home}/settings`);
  await page.getByRole('button', { name: '归档小组' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '归档小组' }).click();
  await expect(page.getByText('这个小组已归档')).toBeVisible();
  await byLink.goto(`${home}/members`);
  await expect(byLink.getByRole('button', { name: '新的邀请' })).toHaveCount(0);
  await byLink.getByRole('button', { name: '退出小组' }).click();
  await byLink.getByRole('dialog').getByRole('button', { name: '退出小组' }).click();
  await expect(byLink).toHaveURL('/groups');
  await expect(byLink.getByRole('heading', { name: '还没有小组' })).toBeVisible();
  await Promise.all([byLink, byCode, late].map((one) => one.context().close()));
});

const csv = (lines: readonly string[]) => ({
  name: '名册.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(lines.join('\r\n')),
});

test('a roster says what it would do, does it, and a personal link brings its person', async ({
  page,
  browser,
  app,
  people,
}) => {
  const known = await somebody(browser, app);
  const { email } = await people.signUp(known, '秋水');
  const unknown = `${crypto.randomUUID()}@example.org`;
  await people.signUp(page, '白露');
  const home = await found(page, '名册班');
  await page.goto(`${home}/members/roster`);
  const lines = ['邮箱,姓名,身份', `${email},秋水,带读`, `${unknown},张生,`, '不是邮箱,某某,'];
  await page.getByLabel('选择文件').setInputFiles(csv(lines));
  const report = page.getByRole('group', { name: '名册.csv 会这样导入' });
  await expect(report).toBeFocused();
  await expect(report.getByRole('listitem')).toHaveText(['1 行不收', '1 人加入', '1 人发邀请']);
  await expect(report.getByRole('row').filter({ hasText: '不是邮箱' })).toContainText('邮箱写得不对');
  await expect(report).toContainText('另有 1 位成员不在名册上');
  // A dry run has done nothing.
  expect((await known.goto(home))?.status()).toBe(404);
  await report.getByRole('button', { name: '导入', exact: true }).click();
  await expect(page.getByRole('group', { name: '已导入 名册.csv' })).toBeFocused();
  expect((await known.goto(home))?.status()).toBe(200);

  // What is exported is what was brought, and has the link.
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: '导出名册' }).click();
  const exported = await readFile(await (await download).path(), 'utf8');
  const link = exported.split(/\r?\n/).find((line) => line.includes(unknown));
  const url = /http[^",]*/.exec(link ?? '')?.[0] ?? '';
  const named = await somebody(browser, app);
  await named.goto(url);
  await expect(named.getByText('这份邀请是给张生的')).toBeVisible();
  await people.signUp(named, '张生');
  await named.reload();
  await named.getByRole('button', { name: '加入小组' }).click();
  await expect(named).toHaveURL(home);
  await page.reload();
  await expect(page.getByRole('heading', { name: '等着加入的人' })).toHaveCount(0);
  await Promise.all([known, named].map((one) => one.context().close()));
});

test('who leads a group brings an article only for it, and opens it to all', async ({ page, browser, app, people }) => {
  await people.signUp(page, '白露');
  const home = await found(page, '自带文章');
  await page.getByRole('link', { name: '为小组导入文章' }).click();
  // A reader leads a group: it can be for that alone.
  await expect(page.getByRole('radio')).toHaveCount(1);
  await expect(page.getByRole('radio', { name: '仅「自带文章」的成员' })).toBeChecked();
  const buffer = Buffer.from('# 听雨\n\n少年听雨歌楼上。\n');
  const slug = `rain-${crypto.randomUUID().slice(0, 8)}`;
  await page.getByLabel('选择文件').setInputFiles({ name: '听雨.md', mimeType: 'text/markdown', buffer });
  await page.getByRole('textbox', { name: '地址' }).fill(slug);
  await page.getByRole('button', { name: '导入', exact: true }).click();
  // Its name stands on the page before it is brought, too.
  await expect.poll(async () => (await page.request.get(`/api/articles/${slug}`)).status()).toBe(200);
  await page.goto(home);
  await expect(page.getByRole('listitem').filter({ hasText: '听雨' })).toContainText('本组');
  const other = await somebody(browser, app);
  expect((await other.goto(`/read/${slug}`))?.status()).toBe(404);

  await page.goto(`/read/${slug}`);
  await page.getByRole('button', { name: '管理文章' }).click();
  await expect(page.getByRole('radio', { name: '仅「自带文章」的成员' })).toBeChecked();
  await expect(page.getByRole('checkbox', { name: '春季' })).toHaveCount(0);

  // The class of the next term reads it too, as long as its leader likes.
  expect((await page.request.post('/api/groups', { data: { name: '春季' } })).ok()).toBe(true);
  for (const shared of [true, false]) {
    await page.goto(`/read/${slug}`);
    await page.getByRole('button', { name: '管理文章' }).click();
    const spring = page.getByRole('group', { name: '还给哪些小组读' }).getByRole('checkbox', { name: '春季' });
    await expect(spring).toBeChecked({ checked: !shared });
    await spring.setChecked(shared);
    await expect(page.getByText('已保存')).toBeVisible();
  }
  await page.reload();
  await page.getByRole('button', { name: '管理文章' }).click();
  await expect(page.getByRole('checkbox', { name: '春季' })).not.toBeChecked();
  await expect(page.getByRole('radio', { name: '仅「自带文章」的成员' })).toBeChecked();

  // Who leads the other one ends it from there.
  const { groups } = (await (await page.request.get('/api/groups')).json()) as {
    groups: { id: string; name: string }[];
  };
  const spring = groups.find(({ name }) => name === '春季')?.id ?? '';
  expect((await page.request.put(`/api/articles/${slug}/groups/${spring}`)).ok()).toBe(true);
  await page.goto(`/groups/${spring}`);
  const reading = page.getByRole('region', { name: '在读的文章' });
  await expect(reading.getByText('别组分享')).toBeVisible();
  await reading.getByRole('button', { name: '这个小组不再读' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '不再读', exact: true }).click();
  await expect(reading.getByText('还没有文章')).toBeVisible();
  await page.goto(`/read/${slug}`);
  await page.getByRole('button', { name: '管理文章' }).click();

  // And everybody, once its leader opens it.
  const controls = page.getByRole('group', { name: '管理这篇文章' });
  await controls.getByRole('radio', { name: '所有人' }).click();
  await expect(controls.getByRole('status')).toHaveText('已保存');
  expect((await other.goto(`/read/${slug}`))?.status()).toBe(200);
  await expect(other.getByText('少年听雨歌楼上。')).toBeVisible();
  await other.context().close();
});
