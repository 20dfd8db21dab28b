import type { Locator, Page } from '@playwright/test';
import { makeGroup, putNote } from './harness/door';
import { card, comment, ESSAY } from './harness/notes';
import { test } from './harness/processes';
import { follow, leave, reader } from './harness/readers';
import { expect } from './harness/test';
import { selectWords } from './harness/words';

const cards = (page: Page): Locator => page.getByRole('complementary', { name: '批注' }).getByRole('article');
const waiting = (page: Page): Locator => page.getByRole('button', { name: /待发送|没能发送/ });
const replies = (of: Locator): Locator => of.getByRole('list', { name: '回复' }).getByRole('listitem');

async function writeOn(page: Page, words: string, text: string): Promise<void> {
  await selectWords(page, words);
  await comment(page, text, '公开');
  // Under a hand on a card nothing moves, and what is new waits.
  await page.mouse.move(0, 0);
}

/** Who was cut off for a while asks again every ten seconds or so. */
const PATIENCE = { timeout: 60_000 };

/** Every one of these notes stands in the page once, and no other does. */
async function expectNotes(page: Page, ...texts: string[]): Promise<void> {
  await expect(waiting(page)).toHaveCount(0, PATIENCE);
  for (const text of texts) await expect(card(page, text)).toHaveCount(1, PATIENCE);
  await expect(cards(page)).toHaveCount(texts.length);
}

test('a server that dies between a commit and its answer: what it kept is sent again, and kept once', async ({
  page,
  browser,
  app,
  people,
  processes,
  importEssay,
}) => {
  const { first, proxy, sql } = processes;
  const { slug } = await importEssay(ESSAY);
  const other = await reader(browser, { people, slug, name: '沈砚', url: app.url });
  await people.signUp(page);
  await follow(page, slug);
  await putNote(page, { slug, exact: '县志', text: '哪一部？' });
  const note = '有去无回的批注。';
  const reply = '有去无回的回复。';
  const rows = () =>
    sql(
      `SELECT id::text, version FROM annotation WHERE body::text LIKE $1
       UNION ALL SELECT id::text, version FROM reply WHERE body::text LIKE $2`,
      `%${note}%`,
      `%${reply}%`,
    );
  const puts: string[] = [];
  for (const one of [page, other.page])
    one.on('request', (sent) => sent.method() === 'PUT' && puts.push(new URL(sent.url()).pathname));

  const committed = Promise.all([note, reply].map((words) => proxy.withholdCommitOf(words)));
  const thread = card(other.page, '哪一部？');
  await thread.click();
  await thread.getByRole('textbox', { name: '回复' }).click();
  await expect(thread.getByRole('textbox', { name: '回复' })).toHaveAttribute('contenteditable', 'true');
  await other.page.keyboard.insertText(reply);
  await other.page.keyboard.press('Control+Enter');
  await writeOn(page, '桥头站了', note);
  await committed;
  await expect.poll(async () => (await rows()).length).toBe(2);
  const kept = await rows();
  await first.kill();
  await expect(card(page, note)).toContainText('等待网络');
  await expect(thread).toContainText(reply);
  await expect(thread).toContainText('等待网络');

  await first.start();
  for (const one of [page, other.page]) {
    await expect(waiting(one)).toHaveCount(0, PATIENCE);
    await expect(one.getByText('等待网络')).toHaveCount(0);
    await expect(card(one, note)).toHaveCount(1, PATIENCE);
    await expect(cards(one)).toHaveCount(2);
  }
  await expect(replies(thread)).toHaveText([new RegExp(reply)]);
  await expect(card(page, '哪一部？')).toContainText('1 条回复', PATIENCE);
  expect(await rows()).toEqual(kept);
  // Each was sent again, under the id that it had.
  for (const { id } of kept) expect(puts.filter((place) => place.endsWith(String(id))).length).toBeGreaterThan(1);
  await leave(other);
});

test('two servers on one database: who reads at one sees what is written at the other, and who was removed there nothing here', async ({
  page,
  browser,
  people,
  processes,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  await people.signUp(page);
  await follow(page, slug);
  const member = await reader(browser, { people, slug, name: '沈砚', url: processes.second.url });
  await writeOn(page, '桥头站了', '这边写的。');
  await expect(card(member.page, '这边写的。')).toBeVisible();
  await card(page, '这边写的。').getByRole('button', { name: '删除' }).click();
  await expect(cards(member.page)).toHaveCount(0);

  const told = await listen(member.page, slug);
  const asked: string[] = [];
  member.page.on('request', (request) => asked.push(request.url()));
  const { id, layer } = await makeGroup(page, [member.who.email]);
  const before = await putNote(page, { slug, exact: '桥头', text: '晨读的人看得见。', layer });
  await expect(card(member.page, '晨读的人看得见。')).toBeVisible();
  expect((await page.request.delete(`/api/groups/${id}/members/${member.who.id}`)).ok()).toBe(true);
  await expect(cards(member.page)).toHaveCount(0);
  const after = await putNote(page, { slug, exact: '一个下午', text: '只给还在的人。', layer });
  const common = await putNote(page, { slug, exact: '县志', text: '大家都看得见。' });
  await expectNotes(member.page, '大家都看得见。');
  await expectNotes(page, '晨读的人看得见。', '只给还在的人。', '大家都看得见。');
  // On the wire, too.
  await expect.poll(told).toContain(common);
  expect(await told()).toContain(before);
  expect(await told()).not.toContain(after);
  expect(asked.some((url) => url.includes(after))).toBe(false);
  await leave(member);
});

/** A stream of the page's reader beside the page's own. @returns what has come by it so far */
async function listen(page: Page, slug: string): Promise<() => Promise<string>> {
  await page.evaluate(async (article) => {
    const heard = globalThis as typeof globalThis & { told?: string };
    const headers = { accept: 'text/event-stream' };
    const { body } = await fetch(`/api/events?article=${article}`, { headers });
    heard.told = '';
    const write = (text: string) => void (heard.told += text);
    void body?.pipeThrough(new TextDecoderStream()).pipeTo(new WritableStream({ write }));
  }, slug);
  return () => page.evaluate(() => (globalThis as typeof globalThis & { told?: string }).told ?? '');
}

test('the database is restarted under two servers: what is written meanwhile waits, is kept once, and is seen at both', async ({
  page,
  browser,
  people,
  processes,
  importEssay,
}) => {
  const { database, second, sql } = processes;
  const { slug } = await importEssay(ESSAY);
  await people.signUp(page);
  await follow(page, slug);
  const other = await reader(browser, { people, slug, name: '沈砚', url: second.url });
  await writeOn(page, '一个下午', '停之前写的。');
  await expectNotes(other.page, '停之前写的。');

  await database.stop();
  await writeOn(page, '桥头站了', '停着写的。');
  await writeOn(page, '一条河', '又写一条。');
  await expect(waiting(page)).toHaveText('2 条待发送');
  await expect(card(page, '停着写的。')).toContainText('等待网络');
  await database.start();

  for (const one of [page, other.page]) await expectNotes(one, '停之前写的。', '停着写的。', '又写一条。');
  // Both hear of the next thing as before.
  await card(page, '停之前写的。').click();
  await card(page, '停之前写的。').getByRole('button', { name: '删除' }).click();
  await expectNotes(other.page, '停着写的。', '又写一条。');
  expect(
    await sql('SELECT 1 FROM annotation a JOIN article t ON t.id = article_id WHERE slug = $1', slug),
  ).toHaveLength(3);
  await leave(other);
});

test('a server is restarted beside its database: what is written meanwhile, there and elsewhere, is seen by all, once', async ({
  page,
  browser,
  people,
  processes,
  importEssay,
}) => {
  const { first, second, sql } = processes;
  const { slug } = await importEssay(ESSAY);
  await people.signUp(page);
  await follow(page, slug);
  const here = await reader(browser, { people, slug, name: '沈砚', url: first.url });
  const there = await reader(browser, { people, slug, name: '阮青', url: second.url });

  await writeOn(page, '一个下午', '停之前写的。');
  await first.kill();
  await writeOn(page, '桥头站了', '停着写的。');
  await expect(card(page, '停着写的。')).toContainText('等待网络');
  await putNote(there.page, { slug, exact: '桥还在', text: '别处写的。' });
  await expectNotes(there.page, '停之前写的。', '别处写的。');
  await first.start();

  for (const one of [page, here.page, there.page]) await expectNotes(one, '停之前写的。', '别处写的。', '停着写的。');
  expect(
    await sql('SELECT 1 FROM annotation a JOIN article t ON t.id = article_id WHERE slug = $1', slug),
  ).toHaveLength(3);
  await leave(here);
  await leave(there);
});
