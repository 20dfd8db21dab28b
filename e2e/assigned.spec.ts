import type { Locator, Page } from '@playwright/test';
import { assign, blockKeys, ledBy } from './harness/assigned';
import { blockNumber, bookOf } from './harness/book';
import { putNote } from './harness/door';
import { bar, card, editor, read, selectFromTo } from './harness/notes';
import { expect, test } from './harness/test';

test.describe.configure({ mode: 'parallel' });

// One paragraph fills it: who goes from one to the next sees no other.
const LOW = { width: 1440, height: 520 };
const PHONE = { width: 390, height: 700 };

const panel = (page: Page): Locator => page.getByRole('region', { name: '这篇文章的作业' });
const line = (page: Page, words: string): Locator => panel(page).getByRole('listitem').filter({ hasText: words });
const block = (page: Page, number: number): Locator => page.locator(`[data-number="${number}"]`);
/** The bracket beside an assigned section. */
const mark = (page: Page): Locator => page.locator('i[data-assignment]');

const scrollTo = (page: Page, number: number, end: 'start' | 'end'): Promise<void> =>
  block(page, number).evaluate((element, edge) => element.scrollIntoView({ block: edge, behavior: 'instant' }), end);

/** From one block’s end to the next in successive frames, however busy the machine is; it rests at the last. */
const hurryPast = (page: Page, numbers: readonly number[]): Promise<void> =>
  page.evaluate(async (all) => {
    for (const number of all) {
      const element = document.querySelector(`[data-number="${number}"]`);
      element?.scrollIntoView({ block: 'end', behavior: 'instant' });
      await new Promise(requestAnimationFrame);
    }
  }, numbers);

/** It rests there until it is counted. */
async function scrollToItsEnd(page: Page, number: number): Promise<void> {
  const counted = page.waitForResponse((response) => response.url().endsWith('/blocks-read') && response.ok());
  await scrollTo(page, number, 'end');
  await counted;
}

/** Chapter 1, paragraphs 2 to 5: blocks 3 to 6. */
async function assigned(leader: Page, group: string, slug: string, changes: object = {}): Promise<string> {
  const keys = await blockKeys(leader, slug);
  return assign(leader, group, slug, { first: keys[2] ?? '', last: keys[5] ?? '' }, changes);
}

test.describe('on a desk', () => {
  test.use({ viewport: LOW });

  test('who reads it all and writes twice has done it, in 简 and 台, and finds it so again', async ({
    page,
    people,
    importEssay,
    browser,
    baseURL,
  }) => {
    const { slug } = await importEssay(bookOf(2));
    const { leader, id: group, layer } = await ledBy(browser, people, page, baseURL);
    const id = await assigned(leader, group, slug);
    await read(page, slug);

    await test.step('it is marked in the margin and in the contents', async () => {
      await expect(mark(page)).toBeVisible();
      const [line, first, last] = await Promise.all(
        [mark(page), block(page, 3), block(page, 6)].map((one) => one.boundingBox()),
      );
      expect(line?.y).toBeCloseTo(first?.y ?? 0, 0);
      expect((line?.y ?? 0) + (line?.height ?? 0)).toBeCloseTo((last?.y ?? 0) + (last?.height ?? 0), 0);
      expect((line?.x ?? 0) + (line?.width ?? 0)).toBeLessThan(first?.x ?? 0);
      const contents = page.getByRole('navigation', { name: '目录' });
      await expect(contents.locator('a').nth(0)).toHaveAttribute('data-assigned', 'part');
      await expect(contents.locator('a').nth(1)).not.toHaveAttribute('data-assigned');
      await expect(contents.getByRole('link', { name: /一部分属于作业「细读四段」.*第一回/ })).toBeVisible();
    });

    await test.step('its title opens all about it, which is opening it', async () => {
      const opened = page.waitForResponse((response) => response.url().endsWith('/opened'));
      await page.getByRole('button', { name: '作业「细读四段」，第 3–6 段' }).click();
      await opened;
      await expect(panel(page)).toContainText('读完这些段落，写给小组 2 条批注，就算完成。');
      await expect(line(page, '读过的段落')).toContainText('0/4');
      await expect(line(page, '写给小组的批注')).toContainText('0/2');
    });

    await test.step('what is skipped is not read; what rests in view is', async () => {
      await hurryPast(page, [3, 4, 5, 6]);
      await expect(line(page, '读过的段落')).toContainText('1/4');
      for (const [number, count] of [
        [3, 2],
        [4, 3],
      ] as const) {
        await scrollTo(page, number, 'end');
        await expect(line(page, '读过的段落')).toContainText(`${count}/4`);
      }
    });

    await test.step('notes count by themselves, in whichever script and on whichever device', async () => {
      await page.getByRole('navigation', { name: '简繁' }).getByText('台', { exact: true }).click();
      await expect(page.locator('#text')).toContainText('河水漫過了石階');
      await scrollTo(page, 5, 'end');
      await expect(line(page, '读过的段落')).toContainText('4/4');
      await expect(line(page, '读过的段落')).toContainText('已做到');
      await selectFromTo(page, '第一回的第二段', '第一回的第二段');
      await bar(page).getByRole('button', { name: '批注' }).click();
      // For oneself, as ever: a group is never chosen for anybody, but it is said what would count.
      await expect(page.getByRole('combobox', { name: '谁能看到' })).toHaveValue('private');
      await expect(page.getByText('写给「晨读」才算作业「细读四段」。')).toBeVisible();
      await page.getByRole('button', { name: '写给小组' }).click();
      await expect(page.getByRole('combobox', { name: '谁能看到' })).toHaveValue(layer);
      await expect(page.getByText('才算作业')).toHaveCount(0);
      await expect(editor(page)).toBeFocused();
      await page.keyboard.insertText('何以言雨？');
      await page.keyboard.press('Control+Enter');
      await expect(card(page, '何以言雨？')).toBeVisible();
      await expect(line(page, '写给小组的批注')).toContainText('1/2');
      await putNote(page, { slug, layer, exact: '第一回的第五段', text: '又是雨。' });
      await expect(line(page, '写给小组的批注')).toContainText('2/2');
      await expect(panel(page)).toContainText('全部做到了。');
      await expect(page.getByRole('button', { name: '作业 2/2' })).toBeVisible();
    });

    await test.step('a note elsewhere, and one for oneself, are none of it', async () => {
      await putNote(page, { slug, layer, exact: '第一回的第六段', text: '在外面。' });
      await putNote(page, { slug, layer: 'private', exact: '第一回的第三段', text: '给自己。' });
      await page.reload();
      await page.getByRole('button', { name: '作业 2/2' }).click();
      await expect(line(page, '写给小组的批注')).toContainText('2/2');
      await expect(line(page, '读过的段落')).toContainText('4/4');
    });

    await test.step('and who leads the group sees the same', async () => {
      const answer = await leader.request.get(`/api/assignments/${id}/progress`);
      const { rows } = (await answer.json()) as { rows: { standing: string; read: number; notes: number }[] };
      expect(rows).toEqual([expect.objectContaining({ standing: 'done', read: 4, notes: 2 })]);
    });
  });

  test('what could not be sent is kept, and sent when the page is opened again', async ({
    page,
    people,
    importEssay,
    browser,
    baseURL,
  }) => {
    const { slug } = await importEssay(bookOf(1));
    const { leader, id: group } = await ledBy(browser, people, page, baseURL);
    await assigned(leader, group, slug);
    let refused = 0;
    await page.route('**/blocks-read', (route) => {
      refused++;
      return route.abort();
    });
    await read(page, slug);
    await expect(mark(page)).toBeVisible();
    await scrollTo(page, 4, 'end');
    await expect.poll(() => refused).toBeGreaterThan(0);
    await page.unroute('**/blocks-read');
    const sent = page.waitForResponse((response) => response.url().endsWith('/blocks-read') && response.ok());
    await page.goto(`/read/${slug}`);
    await sent;
    await page.getByRole('button', { name: '作业 0/2' }).click();
    await expect(line(page, '读过的段落')).toContainText('1/4');
  });

  test('deep in a book of which only a part is in the page, it is marked and read as anywhere', async ({
    page,
    people,
    importEssay,
    browser,
    baseURL,
  }) => {
    const { slug } = await importEssay(bookOf(60));
    const { leader, id: group } = await ledBy(browser, people, page, baseURL);
    const [from, to] = [blockNumber(30, 1), blockNumber(30, 4)];
    const keys = await blockKeys(page, slug, from);
    const id = await assign(leader, group, slug, { first: keys[0] ?? '', last: keys[to - from] ?? '' });

    await page.goto(`/assignments/${id}`);
    await page.getByRole('link', { name: '去读' }).click();
    await expect(block(page, from)).toBeInViewport();
    await expect(block(page, 1)).toHaveCount(0);
    await expect(mark(page)).toBeVisible();
    await page.getByRole('button', { name: '作业 0/2' }).click();
    for (let number = from; number <= to; number++) await scrollToItsEnd(page, number);
    await expect(line(page, '读过的段落')).toContainText('4/4');

    // At the other end of the book nothing of it is in the page; the panel leads there.
    await page.goto(`/read/${slug}`);
    await page.getByRole('button', { name: '作业 1/2' }).click();
    await expect(line(page, '读过的段落')).toContainText('4/4');
    await expect(mark(page)).toHaveCount(0);
    await panel(page)
      .getByRole('link', { name: `第 ${from}–${to} 段` })
      .click();
    await expect(block(page, from)).toBeInViewport();
    await expect(mark(page)).toBeVisible();
  });

  test('nothing of it is shown, or loaded, for who belongs to no group', async ({ page, people, importEssay }) => {
    const { slug } = await importEssay(bookOf(1));
    await people.signUp(page);
    let asked = 0;
    page.on('request', (request) => (asked += Number(request.url().includes('/assignments'))));
    await read(page, slug);
    await expect(page.getByRole('button', { name: /^作业/ })).toBeHidden();
    expect(asked).toBe(0);
  });

  test('who leads a group picks a section with the keys, and is asked for which of two groups', async ({
    page,
    people,
    importEssay,
  }) => {
    const { slug } = await importEssay(bookOf(1));
    await people.signUp(page, '林晚');
    for (const name of ['晨读', '夜读'])
      expect((await page.request.post('/api/groups', { data: { name } })).ok()).toBe(true);
    const keys = await blockKeys(page, slug);
    await read(page, slug);
    await expect(page.getByRole('button', { name: '作业', exact: true })).toBeVisible();
    await block(page, 3).focus();
    await block(page, 3).getByRole('button', { name: '从这一段开始' }).press('Enter');
    const picking = page.getByRole('region', { name: '布置作业' });
    await expect(picking).toContainText('从第 3 段开始');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await expect(block(page, 5)).toBeFocused();
    const wash = page.locator('[data-picked]');
    await expect
      .poll(
        async () => ((await wash.boundingBox())?.height ?? 0) > 2 * ((await block(page, 3).boundingBox())?.height ?? 0),
      )
      .toBe(true);
    await page.keyboard.press('Enter');
    await expect(picking).toContainText('第 3–5 段');
    await picking.getByRole('combobox').selectOption({ label: '夜读' });
    const link = new URL(
      (await picking.getByRole('link', { name: '布置这 3 段' }).getAttribute('href')) ?? '',
      'http://here',
    );
    expect(Object.fromEntries(link.searchParams)).toEqual({ article: slug, first: keys[2], last: keys[4] });
    await page.keyboard.press('Escape');
    await expect(picking).toBeHidden();
    await expect(block(page, 3)).toBeFocused();

    await test.step('a heading stands for its whole section', async () => {
      await block(page, 1).focus();
      await block(page, 1).getByRole('button', { name: '从这一段开始' }).click();
      await expect(picking.getByRole('link', { name: '布置这一节' })).toHaveAttribute(
        'href',
        new RegExp(`first=${keys[0]}&last=${keys[0]}$`),
      );
    });
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: PHONE });

  test('it is marked in the text and the contents, and told in a sheet', async ({
    page,
    people,
    importEssay,
    browser,
    baseURL,
  }) => {
    const { slug } = await importEssay(bookOf(2));
    const { leader, id: group } = await ledBy(browser, people, page, baseURL);
    await read(page, slug);
    await expect(page.getByRole('button', { name: /^作业/ })).toHaveCount(0);
    // It comes while one reads.
    await assigned(leader, group, slug);
    await expect(mark(page)).toBeVisible();
    const [line, first] = await Promise.all([mark(page), block(page, 3)].map((one) => one.boundingBox()));
    expect(line?.x).toBeGreaterThanOrEqual(0);
    expect((line?.x ?? 0) + (line?.width ?? 0)).toBeLessThanOrEqual(first?.x ?? 0);
    await page.getByRole('button', { name: '目录' }).click();
    await expect(page.getByRole('link', { name: /一部分属于作业「细读四段」.*第一回/ })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '作业 0/2' }).click();
    await expect(panel(page)).toBeInViewport({ ratio: 1 });
    await expect(panel(page)).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(panel(page)).toBeHidden();
    await expect(page.getByRole('button', { name: '作业 0/2' })).toBeFocused();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
  });
});

test('what is due stands in one list, and each has a page that leads to where one stopped', async ({
  page,
  people,
  importEssay,
  browser,
  baseURL,
}) => {
  const { slug } = await importEssay(bookOf(1));
  const { leader, id: group } = await ledBy(browser, people, page, baseURL);
  await page.goto('/assignments');
  await expect(page.getByRole('heading', { name: '还没有作业' })).toBeVisible();
  const keys = await blockKeys(page, slug);
  const soon = new Date(Date.now() + 86_400_000).toISOString();
  await assigned(leader, group, slug, { title: '不急的' });
  const id = await assigned(leader, group, slug, { title: '明天的', dueAt: soon });
  const yesterday = new Date(Date.now() - 86_400_000).toISOString();
  await assigned(leader, group, slug, { title: '昨天的', dueAt: yesterday });
  await page.reload();
  await expect(page.getByRole('list', { name: '过了截止，还没做完' }).getByRole('heading')).toHaveText([/^昨天的/]);
  await expect(page.getByRole('list', { name: '要做的' }).getByRole('heading')).toHaveText([/^明天的/, /^不急的/]);
  await page.request.put(`/api/articles/${slug}/blocks-read`, { data: { blocks: [keys[2]] } });
  await page.getByRole('link', { name: '明天的' }).click();
  await expect(page).toHaveURL(`/assignments/${id}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('明天的');
  await expect(page.getByRole('listitem').filter({ hasText: '读过的段落' })).toContainText('1/4');
  const readOn = page.getByRole('link', { name: '接着读' });
  await expect(readOn).toHaveAttribute('href', `/read/${slug}?b=${keys[3]}#b-${keys[3]}`);
  await leader.goto(`/assignments/${id}`);
  await expect(leader.getByRole('link', { name: '看大家的进度' })).toHaveAttribute(
    'href',
    `/assignments/${id}/progress`,
  );
  await expect(leader.getByRole('link', { name: '修改作业' })).toHaveAttribute('href', `/assignments/${id}/edit`);
});
