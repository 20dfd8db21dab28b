import type { Page } from '@playwright/test';
import { changeNote, deleteNote, makeGroup, putNote, putReply } from './harness/door';
import { card, ESSAY, read } from './harness/notes';
import { follow, leave, reader } from './harness/readers';
import { Relay } from './harness/relay';
import { expect, test } from './harness/test';
import { paintedWords } from './harness/words';

/** Everything that a page says of notes, but for how long ago that was: each page has a clock. */
const shown = async (page: Page) => ({
  cards: await page
    .getByRole('complementary', { name: '批注' })
    .getByRole('article')
    .evaluateAll((all) =>
      all.map((one) => {
        const copy = one.cloneNode(true) as Element;
        for (const time of copy.querySelectorAll('time')) time.remove();
        return copy.textContent;
      }),
    ),
  painted: (await Promise.all((['mine', 'others', 'question'] as const).map((name) => paintedWords(page, name)))).map(
    (words) => words.toSorted(),
  ),
  counts: await page.locator('#text').getByRole('button', { name: /批注/ }).allTextContents(),
  unread: await page.getByRole('button', { name: /^批注列表/ }).getAttribute('aria-label'),
});

test('a page that has slept for an hour shows what a fresh one does, though nobody remembers what it has missed', async ({
  page,
  browser,
  app,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  await people.signUp(page);
  await page.goto(`/read/${slug}`);
  const note = (exact: string, text: string, layer?: string) => putNote(page, { slug, exact, text, layer });
  const [changed, gone, answered, mourned, hidden] = [
    await note('一条河', '要改的。'),
    await note('分成两半', '要删的。'),
    await note('桥头站了', '要有人答的。'),
    await note('一个下午', '有人答了又删的。'),
    await note('第三卷', '要收回去的。'),
  ];
  await putReply(page, mourned, '先答的。');
  const network = new Relay(Number(new URL(app.url).port));
  const url = `http://localhost:${await network.listen()}`;
  const other = await reader(browser, { people, slug, name: '沈砚', url });
  const { layer } = await makeGroup(page, [other.who.email]);
  const toGroup = await note('修桥', '先只给自己的。', 'private');
  const inGroup = await note('等人', '要公开的。', layer);
  await other.context.clock.install();
  await follow(other.page, slug);
  await expect(card(other.page, '要公开的。')).toBeVisible();
  await expect(other.page.getByRole('complementary', { name: '批注' }).getByRole('article')).toHaveCount(6);

  const sleep = await other.context.newCDPSession(other.page);
  await sleep.send('Page.setWebLifecycleState', { state: 'frozen' });
  network.cut();
  const [before] = await app.sql('SELECT max(id)::int AS newest FROM event');
  await note('桥还在', '新写的。');
  await changeNote(page, changed, { text: '改好了。' });
  await deleteNote(page, gone);
  await putReply(page, answered, '答了。');
  await deleteNote(page, mourned);
  await changeNote(page, hidden, { layer: 'private' });
  await changeNote(page, toGroup, { layer });
  await changeNote(page, inGroup, { layer: 'public' });
  // As after a week: what is older than that is swept away.
  await app.sql(`UPDATE event SET created_at = created_at - interval '8 days'`);
  await app.sql(`DELETE FROM event WHERE created_at < now() - interval '7 days' AND id < (SELECT max(id) FROM event)`);

  const [left] = await app.sql('SELECT min(id)::int AS oldest FROM event');
  expect(left?.oldest).toBeGreaterThan(Number(before?.newest) + 1);

  network.mend();
  await sleep.send('Page.setWebLifecycleState', { state: 'active' });
  await other.context.clock.fastForward('01:00:00');
  await expect(card(other.page, '新写的。')).toBeVisible();
  const fresh = await other.context.newPage();
  await read(fresh, slug);
  await expect(card(fresh, '新写的。')).toBeVisible();
  await expect(card(fresh, '此批注已删除')).toBeVisible();
  await expect(async () => expect(await shown(other.page)).toEqual(await shown(fresh))).toPass({ timeout: 20_000 });
  const { cards } = await shown(other.page);
  expect(cards).toHaveLength(6);
  await leave(other);
  network.close();
});
