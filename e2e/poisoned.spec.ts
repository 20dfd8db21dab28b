import type { Page } from '@playwright/test';
import { cardId } from '@/components/margin/links';
import { HOSTILE_BODIES } from '@/lib/richtext/hostile-bodies';
import { putNote } from './harness/door';
import { card, comment, read } from './harness/notes';
import type { App } from './harness/app';
import { expect, test } from './harness/test';
import { selectWords } from './harness/words';

/** What holds these words is no list of nodes. */
const DAMAGED: ReadonlySet<string> = new Set(['a list', 'content that is an object']);
const BODIES = Object.values(HOSTILE_BODIES);
/** Those that are documents at least, and have words in them. */
const WITH_WORDS = Object.entries(HOSTILE_BODIES).filter(
  ([name, body]) => !DAMAGED.has(name) && /"text":"(?:[^"\\]|\\.)*毒/.test(JSON.stringify(body)),
).length;
/** One paragraph for each, so that none is in another's stack, and one for what is written last. */
const ESSAY = `---\ntitle: 百草园\nauthor: 林晚\n---\n\n${[...BODIES, null].map((_, n) => `这里是第${n}处。`).join('\n\n')}\n`;

/** Writes notes through the door, and then, as a damaged dump would, over their words, and answers of the same kind. */
async function poison(page: Page, app: App, slug: string, flagger: string): Promise<string[]> {
  const notes = await Promise.all(
    BODIES.map((_, n) => putNote(page, { slug, exact: `第${n}处`, text: '好好的。', tags: ['百草'] })),
  );
  const bodies = `SELECT id::uuid, body FROM unnest($1::text[], $2::jsonb[]) AS poisoned (id, body)`;
  const values = [notes, BODIES.map((body) => JSON.stringify(body))];
  await app.sql(`UPDATE annotation a SET body = p.body FROM (${bodies}) p WHERE a.id = p.id`, values);
  await app.sql(
    `INSERT INTO reply (id, annotation_id, author_id, body)
     SELECT gen_random_uuid(), p.id, author_id, p.body FROM (${bodies}) p JOIN annotation a ON a.id = p.id`,
    values,
  );
  await app.sql(
    `INSERT INTO flag (on_id, annotation_id, user_id, reason) SELECT id::uuid, id::uuid, $2::uuid, '请看看' FROM unnest($1::text[]) id`,
    [notes, flagger],
  );
  return notes;
}

/** Hears of whatever a body would do to the page. */
async function watch(page: Page): Promise<string[]> {
  const heard: string[] = [];
  page.on('dialog', (dialog) => {
    heard.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => heard.push(`an error: ${error.message}`));
  await page.exposeFunction('hear', (what: string) => void heard.push(what));
  await page.addInitScript(() => {
    const { hear } = globalThis as typeof globalThis & { hear: (what: string) => void };
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      hear(`the policy refused: ${violatedDirective} ${blockedURI}`),
    );
    Object.defineProperty(globalThis, 'poisoned', { set: () => hear('a script') });
  });
  return heard;
}

const rows = (page: Page) => page.getByRole('main').locator('ol > li');
/** What would run, or lie over the page. */
const dangers = (page: Page) =>
  page.locator(
    ['script', 'iframe', 'img', '[onerror]', '[style*=fixed]', 'a[href^="javascript" i]', 'a[href^="data" i]']
      .map((one) => `:is(article, li) ${one}`)
      .join(', '),
  );

test('bodies that nothing of ours wrote: their words are read wherever notes are, nothing in them runs, and the page works', async ({
  page,
  browser,
  app,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  await people.signUp(page);
  const moderating = await (await browser.newContext({ baseURL: app.url, locale: 'zh-CN' })).newPage();
  const { id: editor } = await people.signUp(moderating, '顾言', 'editor');
  const notes = await poison(page, app, slug, editor);
  const heard = [await watch(page), await watch(moderating)];
  const expectCalm = async (one: Page) => {
    await expect(dangers(one)).toHaveCount(0);
    expect(heard.flat()).toEqual([]);
  };

  const cards = page.getByRole('complementary', { name: '批注' }).getByRole('article');
  await page.setViewportSize({ width: 1440, height: 4_000 });
  await read(page, slug);
  await expect(cards).toHaveCount(BODIES.length);
  await expect(cards.filter({ hasText: '毒' })).toHaveCount(WITH_WORDS);
  await expectCalm(page);
  for (const id of notes) {
    const one = page.locator(`#${cardId(id)}`);
    await one.dispatchEvent('click');
    await expect(one.getByRole('list', { name: '回复' }).getByRole('listitem')).toHaveCount(1);
  }
  await expectCalm(page);
  await selectWords(page, `第${BODIES.length}处`);
  await comment(page, '还能写。', '公开');
  await expect(card(page, '还能写。')).toBeVisible();

  for (const address of ['/notes?q=百草', '/search?in=notes&q=百草']) {
    await page.goto(address);
    await expect(rows(page)).toHaveCount(BODIES.length);
    await expect(rows(page).filter({ hasText: '毒' })).toHaveCount(WITH_WORDS);
    await expectCalm(page);
  }
  await moderating.goto('/moderation');
  await expect(rows(moderating)).toHaveCount(20);
  await expectCalm(moderating);
  await moderating.getByRole('link', { name: '看后面的' }).click();
  await expect(rows(moderating)).toHaveCount(BODIES.length - 20);
  await expectCalm(moderating);
  // What none of them did would have been heard.
  await page.evaluate(() => document.body.insertAdjacentHTML('beforeend', '<img src="x" onerror="window.poisoned=1">'));
  await expect.poll(() => heard.flat()).toEqual(['the policy refused: script-src-attr inline']);
  await moderating.close();
});
