import type { Page } from '@playwright/test';
import { makeGroup, putNote } from './harness/door';
import { card, comment, editor, ESSAY, read } from './harness/notes';
import { untilQuiet } from './harness/quiet';
import { follow, leave, reader } from './harness/readers';
import { expect, test } from './harness/test';
import { selectWords } from './harness/words';

const pill = (page: Page) => page.getByRole('button', { name: /条新批注/ });
const cards = (page: Page) => page.getByRole('complementary', { name: '批注' }).getByRole('article');

test('what one writes the other sees at once, and nothing moves for it', async ({
  page,
  browser,
  app,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  const other = await reader(browser, { people, slug, name: '沈砚', url: app.url });
  await people.signUp(page);
  await read(page, slug);
  const polls: string[] = [];
  other.page.on('request', (request) => /\/api\/events\?.*\bafter=/.test(request.url()) && polls.push(request.url()));
  // Letters that come late move the text as well.
  await untilQuiet(other.page);
  await other.page.evaluate(() => scrollTo(0, 120));
  await other.page.locator('[data-block]').nth(1).focus();
  const before = await other.page.evaluate(() => [scrollY, document.activeElement?.id]);
  await selectWords(page, '分成两半');
  await comment(page, '半字狠。', '公开');
  const saved = Date.now();
  await expect(card(other.page, '半字狠。')).toBeVisible();
  // At once: told of it, not asking now and then. How long that takes on a busy machine says nothing.
  expect(polls).toEqual([]);
  console.log(`Seen ${Date.now() - saved} ms after its writer saw it saved`);
  expect(await other.page.evaluate(() => [scrollY, document.activeElement?.id])).toEqual(before);
  // Its words change, it is withdrawn, it comes back: the other page follows.
  await card(page, '半字狠。').getByRole('button', { name: '修改' }).click();
  await expect(editor(page)).toBeFocused();
  await page.keyboard.insertText('真狠。');
  await page.keyboard.press('Control+Enter');
  await expect(card(other.page, '真狠。')).toBeVisible();
  await card(page, '真狠。').getByRole('button', { name: '删除' }).click();
  // Pointed at, the way back waits for the other page.
  const undo = page.getByRole('button', { name: '撤销' });
  await undo.hover();
  await expect(cards(other.page)).toHaveCount(0);
  await undo.click();
  await expect(card(other.page, '真狠。')).toBeVisible();
  await leave(other);
});

test('of three readers the one outside the group hears nothing of it, and who is removed nothing more', async ({
  page,
  browser,
  app,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  await people.signUp(page);
  await follow(page, slug);
  const member = await reader(browser, { people, slug, name: '沈砚', url: app.url });
  const decoy = await reader(browser, { people, slug, name: '阮青', url: app.url });
  const heard: string[] = [];
  decoy.page.on('request', (request) => heard.push(request.url()));
  const group = await makeGroup(page, [member.who.email]);
  const { layer } = group;
  const inGroup = await putNote(page, { slug, exact: '桥头', text: '晨读的人看得见。', layer });
  await expect(card(member.page, '晨读的人看得见。')).toBeVisible();
  await expect(card(page, '晨读的人看得见。')).toBeVisible();
  await page.request.delete(`/api/groups/${group.id}/members/${member.who.id}`);
  await expect(cards(member.page)).toHaveCount(0);
  await putNote(page, { slug, exact: '一个下午', text: '只给还在的人。', layer });
  await putNote(page, { slug, exact: '县志', text: '大家都看得见。' });
  for (const one of [member, decoy]) {
    await expect(card(one.page, '大家都看得见。')).toBeVisible();
    await expect(cards(one.page)).toHaveCount(1);
  }
  await expect(cards(page)).toHaveCount(3);
  expect(heard.some((url) => url.includes(inGroup))).toBe(false);
  await leave(member);
  await leave(decoy);
});

test('on a phone a note that would move the text waits behind a quiet line', async ({
  page,
  browser,
  app,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  await people.signUp(page);
  const phone = await reader(
    browser,
    { people, slug, name: '沈砚', url: app.url },
    { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  );
  const places = () =>
    phone.page.locator('[data-block]').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
  const before = await places();
  await putNote(page, { slug, exact: '分成两半', text: '半字狠。' });
  await putNote(page, { slug, exact: '桥头', text: '等谁？' });
  await expect(pill(phone.page)).toHaveText('2 条新批注');
  expect(await places()).toEqual(before);
  await expect(phone.page.getByRole('button', { name: '1 条批注' })).toHaveCount(0);
  await pill(phone.page).tap();
  await expect(phone.page.getByRole('button', { name: '1 条批注' })).toHaveCount(2);
  await expect(pill(phone.page)).toHaveCount(0);
  // Where there is a number already only that changes.
  await putNote(page, { slug, exact: '一条河', text: '河先有。' });
  await expect(phone.page.getByRole('button', { name: '2 条批注' })).toBeVisible();
  await expect(pill(phone.page)).toHaveCount(0);
  await leave(phone);
});

test('the tabs of a browser share one stream, and go on when the one that kept it is closed', async ({
  page,
  browser,
  app,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  await people.signUp(page);
  const first = await reader(browser, { people, slug, name: '沈砚', url: app.url });
  const second = await first.context.newPage();
  const streams: string[] = [];
  second.on('request', (request) => request.url().includes('/api/events') && streams.push(request.url()));
  await read(second, slug);
  await putNote(page, { slug, exact: '分成两半', text: '半字狠。' });
  for (const tab of [first.page, second]) await expect(card(tab, '半字狠。')).toBeVisible();
  expect(streams).toEqual([]);
  await first.page.close();
  await putNote(page, { slug, exact: '桥头', text: '等谁？' });
  await expect(card(second, '等谁？')).toBeVisible();
  expect(streams.length).toBe(1);
  await expect(cards(second)).toHaveCount(2);
  await second.close();
  await leave(first);
});

test('who was away, or whose server was, sees afterwards what there is, once', async ({
  page,
  browser,
  app,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  await people.signUp(page);
  const other = await reader(browser, { people, slug, name: '沈砚', url: app.url });
  await other.context.setOffline(true);
  const gone = await putNote(page, { slug, exact: '分成两半', text: '写了又删。' });
  await page.request.delete(`/api/annotations/${gone}`);
  await putNote(page, { slug, exact: '桥头', text: '等谁？' });
  await other.context.setOffline(false);
  await expect(card(other.page, '等谁？')).toBeVisible();
  await expect(cards(other.page)).toHaveCount(1);
  await app.restart();
  await putNote(page, { slug, exact: '县志', text: '重启之后。' });
  await expect(card(other.page, '重启之后。')).toBeVisible({ timeout: 60_000 });
  await expect(cards(other.page)).toHaveCount(2);
  await leave(other);
});
