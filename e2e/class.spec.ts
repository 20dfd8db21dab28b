import { readFile } from 'node:fs/promises';
import type { Browser, Locator, Page } from '@playwright/test';
import { blockKeys } from './harness/assigned';
import { putNote } from './harness/door';
import { bar, card, editor, ESSAY, read, selectFromTo } from './harness/notes';
import type { People } from './harness/people';
import { expect, test } from './harness/test';

/** A class from its founding to its grades: an instructor and two students, each in a browser of their own. */

test.afterEach(({ app }) => app.moveClock(0));

const HOUR = 60 * 60 * 1000;
const inHours = (hours: number): string => new Date(Date.now() + hours * HOUR).toISOString();

async function student(browser: Browser, people: People, url: string, name: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: url, locale: 'zh-CN' })).newPage();
  await people.signUp(page, name);
  return page;
}

async function joinBy(page: Page, code: string): Promise<void> {
  await page.goto('/join');
  await page.getByRole('textbox', { name: '邀请码' }).fill(code.toLowerCase());
  await page.getByRole('button', { name: '看看是哪个小组' }).click();
  await page.getByRole('button', { name: '加入小组' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '秋季班' })).toBeVisible();
}

/** Puts every block of a section to rest before the eye, one after another. */
async function readThrough(page: Page, from: number, to: number, done: () => Promise<number>): Promise<void> {
  for (let number = from; number <= to; number += 1) {
    await page.locator(`[data-number="${number}"]`).evaluate((block) => {
      block.scrollIntoView({ block: 'center', behavior: 'instant' });
    });
    await expect.poll(done).toBeGreaterThanOrEqual(number - from + 1);
  }
}

const line = (page: Page, words: string): Locator => page.getByRole('listitem').filter({ hasText: words });

interface Section {
  readonly slug: string;
  /** Numbers of its first and last block. */
  readonly from: number;
  readonly to: number;
}

/** The whole way, on a section of an article. */
async function walk(
  { page, browser, people, url }: { page: Page; browser: Browser; people: People; url: string },
  { slug, from, to }: Section,
  moveClock: (by: number) => Promise<void>,
): Promise<void> {
  // The instructor founds it and lets two in.
  await people.signUp(page, '阮青');
  await page.goto('/groups');
  await page.getByRole('textbox', { name: '名称' }).fill('秋季班');
  await page.getByRole('button', { name: '建立' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '秋季班' })).toBeVisible();
  const group = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const invitation = await page.request.post(`/api/groups/${group}/invitations`, { data: { maxUses: 2 } });
  const { code } = (await invitation.json()) as { code: string };
  const [shen, lin] = await Promise.all(['沈砚', '林晚'].map((name) => student(browser, people, url, name)));
  if (!shen || !lin) throw new Error('Two students');
  for (const one of [shen, lin]) await joinBy(one, code);

  // Assigned on the form; due tomorrow; peers are seen after one's own.
  const keys = await blockKeys(page, slug);
  const [first, last] = [keys[from - 1] ?? '', keys[to - 1] ?? ''];
  await page.goto(`/groups/${group}/assignments/new?${new URLSearchParams({ article: slug, first, last })}`);
  await page.getByRole('textbox', { name: '标题（写给组员）' }).fill('细读这一节');
  await page.getByRole('spinbutton', { name: '批注至少几条' }).fill('1');
  await page.getByRole('button', { name: '布置', exact: true }).click();
  await expect(page.getByRole('link', { name: '细读这一节' })).toBeVisible();
  const listed = await page.request.get(`/api/groups/${group}/assignments`);
  const [made] = ((await listed.json()) as { assignments: { id: string; version: number }[] }).assignments;
  const { id, version } = made ?? { id: '', version: 0 };
  const changed = await page.request.patch(`/api/assignments/${id}`, {
    headers: { 'if-match': `"${version}"` },
    data: {
      ...{ dueAt: inHours(24), reveal: { kind: 'after-own', notes: 1 } },
      rule: { mustRead: true, minNotes: 1, minReplies: 1 },
    },
  });
  expect(changed.status(), await changed.text()).toBe(200);

  // 沈砚 writes in 简; 林晚 sees nothing of it until she has written herself, in 台.
  const words = await page.request.get(`/api/articles/${slug}/blocks?from=${from}&limit=1`);
  const { blocks } = (await words.json()) as { blocks: { text: string }[] };
  const exact = blocks[0]?.text.slice(0, 4) ?? '';
  await putNote(shen, { slug, exact, text: '简体写的一条。', layer: `group:${group}` });
  await read(lin, slug);
  await expect(card(lin, '简体写的一条。')).toHaveCount(0);
  await lin.getByRole('navigation', { name: '简繁' }).getByText('台', { exact: true }).click();
  await lin.getByRole('button', { name: /^作业「细读这一节」/ }).click();
  await expect(line(lin, '写给小组的批注')).toContainText('0/1');
  const shown = (await lin.locator(`[data-number="${from}"]`).textContent()) ?? '';
  const start = shown.replace(/^\d+/, '').slice(0, 6);
  await selectFromTo(lin, start, start);
  await bar(lin).getByRole('button', { name: '批注' }).click();
  await lin.getByRole('combobox', { name: '谁能看到' }).selectOption({ label: '只给「秋季班」' });
  await expect(editor(lin)).toBeFocused();
  await lin.keyboard.insertText('繁體寫的一條。');
  await lin.keyboard.press('Control+Enter');
  await expect(line(lin, '写给小组的批注')).toContainText('1/1');
  const revealed = card(lin, '簡體寫的一條。');
  await expect(revealed).toBeVisible();
  await revealed.getByText('簡體寫的一條。').click();
  const field = revealed.getByRole('textbox', { name: '回复' });
  await field.click();
  await expect(field).toHaveAttribute('contenteditable', 'true');
  await expect(field).toBeFocused();
  await lin.keyboard.insertText('同意，但有一個問題。');
  await lin.keyboard.press('Control+Enter');
  await expect(revealed.getByRole('list', { name: '回复' })).toContainText('有一個問題');
  await expect(line(lin, '回复同学')).toContainText('1/1');

  // She reads it through: the list says that it is done, and the table the same.
  const mine = async () => {
    const answer = await lin.request.get(`/api/assignments/${id}`);
    return ((await answer.json()) as { mine: { read: number } }).mine.read;
  };
  await readThrough(lin, from, to, mine);
  await expect(lin.getByText('全部做到了。')).toBeVisible();
  await page.goto(`/assignments/${id}/progress`);
  const row = (name: string): Locator => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
  await expect(row('林晚')).toContainText('完成');

  // The day after it is due: what comes now is late, not lost.
  await moveClock(36 * HOUR);
  await shen.goto(`/assignments/${id}`);
  const reply = await lin.request.get(`/api/assignments/${id}/members/${await idOf(lin)}`);
  const { notes } = (await reply.json()) as { notes: { id: string }[] };
  const answered = await shen.request.put(`/api/annotations/${notes[0]?.id}/replies/${crypto.randomUUID()}`, {
    data: { body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: '来迟了。' }] }] } },
  });
  expect(answered.status(), await answered.text()).toBe(201);
  await shen.reload();
  await expect(shen.getByText('迟交').first()).toBeVisible();

  // Exported, graded, released.
  await page.reload();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: '下载 CSV' }).click();
  expect(await readFile(await (await download).path(), 'utf8')).toContain('林晚');
  await page.getByRole('button', { name: '给林晚的批语和成绩' }).click();
  const side = page.getByRole('dialog', { name: '林晚' });
  await side.getByRole('textbox', { name: '成绩' }).fill('优');
  await side.getByRole('button', { name: '保存，先不发还' }).click();
  await expect(side.getByText('已保存，还没有发还。')).toBeVisible();
  await lin.goto(`/assignments/${id}`);
  await expect(lin.getByRole('heading', { level: 1, name: '细读这一节' })).toBeVisible();
  await expect(lin.getByText('优', { exact: true })).toHaveCount(0);
  await side.getByRole('button', { name: '保存并发还' }).click();
  await expect(side.getByText('已保存，本人看得到。')).toBeVisible();
  await lin.goto('/notifications');
  await lin.getByRole('link', { name: '批语已发还：细读这一节' }).click();
  await expect(lin.getByText('优', { exact: true })).toBeVisible();
}

const idOf = async (page: Page): Promise<string> =>
  ((await (await page.request.get('/api/me')).json()) as { me: { id: string } }).me.id;

test('an instructor and two students, on the sample essay', async ({ page, browser, people, app }) => {
  await walk(
    { page, browser, people, url: app.url },
    { slug: 'biaoxiang-yu-gainian', from: 10, to: 15 },
    app.moveClock,
  );
});

test('and on an essay that somebody brought', async ({ page, browser, people, app, importEssay }) => {
  const { slug } = await importEssay(ESSAY);
  await walk({ page, browser, people, url: app.url }, { slug, from: 2, to: 4 }, app.moveClock);
});
