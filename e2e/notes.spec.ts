import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { bar, card, comment, editor, ESSAY, read, selectFromTo } from './harness/notes';
import { untilQuiet } from './harness/quiet';
import { expect, test } from './harness/test';
import { clickWords, paintedWords, selectWords } from './harness/words';

/** Writes notes through the one door, as another client would. */
async function noteWords(page: Page, slug: string, words: string[], layer = 'private'): Promise<string[]> {
  const { blocks } = (await (await page.request.get(`/api/articles/${slug}/blocks`)).json()) as {
    blocks: { key: string; text: string }[];
  };
  const ids: string[] = [];
  for (const exact of words) {
    const block = blocks.find(({ text }) => text.includes(exact));
    if (!block) throw new Error(`“${exact}” is nowhere`);
    const start = block.text.indexOf(exact);
    const id = crypto.randomUUID();
    const answer = await page.request.put(`/api/annotations/${id}`, {
      data: {
        article: slug,
        revision: 1,
        layer,
        motivation: 'commenting',
        target: {
          start: { block: block.key, offset: start },
          end: { block: block.key, offset: start + exact.length },
          exact,
        },
        body: {
          type: 'doc',
          content: [{ type: 'paragraph', content: [{ type: 'text', text: `关于${exact}的批注，写得稍长一些。` }] }],
        },
      },
    });
    expect(answer.status(), await answer.text()).toBe(201);
    ids.push(id);
  }
  return ids;
}

test.describe('one’s own note', () => {
  test('is edited, moved to the public, deleted, and brought back by keyboard', async ({
    page,
    people,
    importEssay,
  }) => {
    const { slug } = await importEssay(ESSAY);
    await people.signUp(page);
    await read(page, slug);
    await selectWords(page, '分成两半');
    await comment(page, '半字狠。');
    await card(page, '半字狠。').getByRole('button', { name: '修改' }).click();
    await expect(editor(page)).toBeFocused();
    await page.keyboard.insertText('真狠。');
    await page.keyboard.press('Control+Enter');
    await expect(card(page, '半字狠。真狠。')).toContainText('改过');
    await card(page, '半字狠。').getByRole('button', { name: '改为公开' }).click();
    await expect(card(page, '半字狠。')).toContainText('公开 ·');

    await card(page, '半字狠。').getByRole('button', { name: '删除' }).focus();
    await page.keyboard.press('Enter');
    await expect(card(page, '半字狠。')).toHaveCount(0);
    expect(await paintedWords(page, 'mine')).toEqual([]);
    await expect(page.getByRole('button', { name: '撤销' })).toBeFocused();
    await page.waitForTimeout(8500);
    await page.keyboard.press('Enter');
    await expect(card(page, '半字狠。真狠。')).toBeVisible();
    await read(page, slug);
    await expect(card(page, '半字狠。真狠。')).toBeVisible();
  });

  test('changed in another window meanwhile: both versions are there to choose from', async ({
    page,
    people,
    importEssay,
  }) => {
    const { slug } = await importEssay(ESSAY);
    await people.signUp(page);
    const [id] = await noteWords(page, slug, ['分成两半']);
    await read(page, slug);
    await card(page, '关于分成两半').click();
    await card(page, '关于分成两半').getByRole('button', { name: '修改' }).click();
    await expect(editor(page)).toBeFocused();
    await page.keyboard.insertText('我在这里加了一句。');
    const elsewhere = await page.request.patch(`/api/annotations/${id}`, {
      headers: { 'if-match': '"1"' },
      data: {
        body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: '别处改的。' }] }] },
      },
    });
    expect(elsewhere.status()).toBe(200);
    await page.getByRole('button', { name: '保存' }).click();
    await expect(page.getByRole('alert').filter({ hasText: '别处改的。' })).toBeVisible();
    await expect(editor(page)).toContainText('我在这里加了一句。');
    await page.getByRole('button', { name: '用我写的替换' }).click();
    await expect(card(page, '我在这里加了一句。')).toBeVisible();
  });
});

test.describe('nothing typed is lost', () => {
  test('a draft survives the page, stays with its writer, and goes when it is saved', async ({
    page,
    people,
    importEssay,
  }) => {
    const { slug } = await importEssay(ESSAY);
    const lin = await people.signUp(page, '林晚');
    await read(page, slug);
    await selectWords(page, '桥头站了');
    await bar(page).getByRole('button', { name: '批注' }).click();
    await expect(editor(page)).toBeFocused();
    await page.keyboard.insertText('想了一半');
    await page.waitForTimeout(200);
    await read(page, slug);
    await expect(page.getByText('有一条没写完的批注')).toBeVisible();

    await people.signUp(page, '沈砚');
    await read(page, slug);
    await selectWords(page, '桥头站了');
    await bar(page).getByRole('button', { name: '批注' }).click();
    await expect(editor(page)).toHaveText('');
    await expect(page.getByText('有一条没写完的批注')).toHaveCount(0);

    await people.signIn(page, lin);
    await read(page, slug);
    await page.getByRole('button', { name: '接着写' }).click();
    await expect(editor(page)).toHaveText('想了一半');
    await expect(editor(page)).toBeFocused();
    await page.keyboard.insertText('，又想了一半。');
    await page.keyboard.press('Control+Enter');
    await expect(card(page, '想了一半，又想了一半。')).toContainText('桥头站了');
    await read(page, slug);
    await expect(card(page, '想了一半，又想了一半。')).toHaveCount(1);
    await expect(page.getByText('有一条没写完的批注')).toHaveCount(0);
  });

  test('Escape leaves, and keeps what was written', async ({ page, people, importEssay }) => {
    const { slug } = await importEssay(ESSAY);
    await people.signUp(page);
    await read(page, slug);
    await page.locator('[data-number="2"]').focus();
    await page.keyboard.press('c');
    await expect(editor(page)).toBeFocused();
    await page.keyboard.insertText('先放着');
    await page.keyboard.press('Escape');
    await expect(editor(page)).toHaveCount(0);
    await expect(page.getByText('草稿已留在这台设备上')).toBeVisible();
    await expect(page.locator('[data-number="2"]')).toBeFocused();
    await page.keyboard.press('c');
    await expect(editor(page)).toHaveText('先放着');
    await page.getByRole('button', { name: '丢弃草稿' }).click();
    await page.locator('[data-number="2"]').focus();
    await page.keyboard.press('c');
    await expect(editor(page)).toHaveText('');
  });

  test('an answer that is lost on the way makes no second note', async ({ page, people, importEssay }) => {
    const { slug } = await importEssay(ESSAY);
    await people.signUp(page);
    await read(page, slug);
    await selectWords(page, '桥头站了');
    await bar(page).getByRole('button', { name: '批注' }).click();
    await expect(editor(page)).toBeFocused();
    await page.keyboard.insertText('只此一条');
    // The server hears it; the browser never hears back.
    await page.route('**/api/annotations/*', async (route) => {
      await route.fetch();
      await route.abort('connectionreset');
    });
    await page.getByRole('button', { name: '保存' }).click();
    await expect(editor(page)).toHaveCount(0);
    await expect(card(page, '只此一条')).toContainText('等待网络');
    await card(page, '只此一条').getByRole('button', { name: '修改' }).click();
    await expect(editor(page)).toBeFocused();
    await page.keyboard.insertText('，不多。');
    await page.unroute('**/api/annotations/*');
    await page.getByRole('button', { name: '保存' }).click();
    await expect(card(page, '只此一条，不多。')).toBeVisible();
    await expect(page.getByText('等待网络')).toHaveCount(0);
    await read(page, slug);
    await expect(card(page, '只此一条')).toHaveCount(1);
    await expect(card(page, '只此一条，不多。')).toBeVisible();
  });

  test('signed out meanwhile: the words stay, and are sent after signing in', async ({ page, people, importEssay }) => {
    const { slug } = await importEssay(ESSAY);
    const lin = await people.signUp(page);
    await read(page, slug);
    await selectWords(page, '一条河');
    await bar(page).getByRole('button', { name: '批注' }).click();
    await expect(editor(page)).toBeFocused();
    await page.keyboard.insertText('会话过期');
    await page.context().clearCookies();
    await page.getByRole('button', { name: '保存' }).click();
    await expect(page.getByText('登录已过期')).toBeVisible();
    await expect(page.getByRole('link', { name: '去登录' })).toHaveAttribute('href', new RegExp(slug));
    await expect(editor(page)).toHaveText('会话过期');
    await people.signIn(page, lin);
    await read(page, slug);
    await expect(card(page, '会话过期')).toContainText('一条河');
    await expect(page.getByText('登录已过期')).toHaveCount(0);
    await read(page, slug);
    await expect(card(page, '会话过期')).toHaveCount(1);
  });

  for (const [status, code] of [
    [422, 'invalid'],
    [413, 'too-large'],
    [429, 'too-many'],
  ] as const) {
    test(`refused with ${status}: it says why, and the words stay`, async ({ page, people, importEssay }) => {
      const { slug } = await importEssay(ESSAY);
      await people.signUp(page);
      await read(page, slug);
      await selectWords(page, '一条河');
      await bar(page).getByRole('button', { name: '批注' }).click();
      await expect(editor(page)).toBeFocused();
      await page.keyboard.insertText('还在');
      const problem = { type: `/problems/${code}`, code, status, title: '服务器说不行', detail: '请这样做。' };
      await page.route('**/api/annotations/*', (route) =>
        route.fulfill({ status, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
      );
      await page.getByRole('button', { name: '保存' }).click();
      await expect(page.getByText('请这样做。')).toBeVisible();
      await expect(editor(page)).toHaveText('还在');
      await page.unroute('**/api/annotations/*');
      await page.getByRole('button', { name: '再试一次' }).click();
      await expect(card(page, '还在')).toBeVisible();
    });
  }
});

test.describe('the margin', () => {
  const words = ['一条河', '把镇子', '分成两半', '桥是后来', '老人', '桥头', '下午', '县志'];

  test('never lets two cards overlap; the active one is level with its words', async ({
    page,
    people,
    importEssay,
  }) => {
    const { slug } = await importEssay(ESSAY);
    await people.signUp(page);
    await noteWords(page, slug, words);
    await read(page, slug);
    await expect(card(page, '关于')).toHaveCount(words.length);
    for (const active of ['一条河', '分成两半', '下午']) {
      await clickWords(page, active);
      await expect(card(page, `关于${active}`)).toHaveAttribute('data-active', 'true');
      await page.waitForTimeout(500);
      const boxes = await Promise.all((await card(page, '关于').all()).map((one) => one.boundingBox()));
      boxes.forEach((box, index) => {
        const before = boxes[index - 1];
        if (box && before) expect(box.y).toBeGreaterThanOrEqual(before.y + before.height - 0.5);
      });
    }
    await page.setViewportSize({ width: 1000, height: 900 });
    await page.waitForTimeout(500);
    const again = await Promise.all((await card(page, '关于').all()).map((one) => one.boundingBox()));
    again.forEach((box, index) => {
      const before = again[index - 1];
      if (box && before) expect(box.y).toBeGreaterThanOrEqual(before.y + before.height - 0.5);
    });
  });

  test('pointing at words lights the card, pointing at the card lights the words', async ({
    page,
    people,
    importEssay,
  }) => {
    const { slug } = await importEssay(ESSAY);
    await people.signUp(page);
    await noteWords(page, slug, ['老人', '桥还在']);
    await read(page, slug);
    // Fonts come after the text, and move it.
    await untilQuiet(page);
    await page.evaluate(async () => void (await document.fonts.ready));
    const place = await page.locator('#text').evaluate(() => {
      const [found] = [...(CSS.highlights.get('note-mine') ?? [])] as StaticRange[];
      const range = document.createRange();
      if (found) range.setStart(found.startContainer, found.startOffset);
      if (found) range.setEnd(found.endContainer, found.endOffset);
      const { left, top, width, height } = range.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2 };
    });
    await page.mouse.move(place.x, place.y);
    await expect(card(page, '关于老人')).toHaveAttribute('data-hovered', 'true');
    await card(page, '关于桥还在').hover();
    await expect(card(page, '关于老人')).not.toHaveAttribute('data-hovered', 'true');
    await expect.poll(() => page.evaluate(() => CSS.highlights.get('note-hover')?.size)).toBe(1);
  });

  test('n and p walk the notes, Enter opens a paragraph’s, Escape closes', async ({ page, people, importEssay }) => {
    const { slug } = await importEssay(ESSAY);
    await people.signUp(page);
    await noteWords(page, slug, ['一条河', '老人', '桥还在']);
    await read(page, slug);
    await expect(card(page, '关于')).toHaveCount(3);
    for (const [key, expected] of [
      ['n', '一条河'],
      ['n', '老人'],
      ['n', '桥还在'],
      ['n', '桥还在'],
      ['p', '老人'],
    ] as const) {
      await page.keyboard.press(key);
      await expect(card(page, `关于${expected}`)).toBeFocused();
      await expect(card(page, `关于${expected}`)).toHaveAttribute('data-active', 'true');
    }
    await page.keyboard.press('Escape');
    await expect(page.locator('[data-active]')).toHaveCount(0);
    await expect(page.locator('[data-number="2"]')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(card(page, '关于老人')).toBeFocused();
  });

  test('a link opens its note; one that may not be seen is said to be so', async ({
    page,
    browser,
    app,
    people,
    importEssay,
  }) => {
    const { slug } = await importEssay(ESSAY);
    await people.signUp(page);
    const [id] = await noteWords(page, slug, ['桥还在']);
    await page.goto(`/read/${slug}?note=${id}`);
    await expect(card(page, '关于桥还在')).toHaveAttribute('data-active', 'true');
    await expect.poll(() => paintedWords(page, 'active')).toEqual(['桥还在']);
    const stranger = await (await browser.newContext({ locale: 'zh-CN', baseURL: app.url })).newPage();
    await stranger.goto(`/read/${slug}?note=${id}`);
    await expect(stranger.getByText('看不到这条批注')).toBeVisible();
    await stranger.context().close();
  });

  test('the text does not wait for the notes; when they fail, they are asked for again', async ({
    page,
    importEssay,
  }) => {
    const { slug } = await importEssay(ESSAY);
    await page.route('**/annotations?*', (route) => route.fulfill({ status: 503, body: '' }));
    await page.goto(`/read/${slug}`);
    await expect(page.getByText('一条河把镇子')).toBeVisible();
    await expect(page.getByText('批注没能载入')).toBeVisible();
    await page.unroute('**/annotations?*');
    await page.getByRole('button', { name: '再试一次' }).click();
    await expect(page.getByText('批注没能载入')).toHaveCount(0);
  });

  test('says how to begin, once', async ({ page, people, importEssay }) => {
    const { slug } = await importEssay(ESSAY);
    await people.signUp(page);
    await read(page, slug);
    await expect(page.getByText('选中几个字，写下眉批。')).toBeVisible();
    await page.getByRole('complementary').getByRole('button', { name: '知道了' }).click();
    await read(page, slug);
    await expect(page.getByText('选中几个字，写下眉批。')).toHaveCount(0);
  });

  test('works without the Highlight API: the cards are there all the same', async ({ page, people, importEssay }) => {
    const { slug } = await importEssay(ESSAY);
    await people.signUp(page);
    await page.addInitScript(() => {
      Reflect.deleteProperty(CSS, 'highlights');
      Reflect.deleteProperty(globalThis, 'Highlight');
    });
    await read(page, slug);
    await selectFromTo(page, '老人', '老人');
    await comment(page, '没有下划线也行。');
    await clickWords(page, '一条河');
    await clickWords(page, '老人');
    await expect(card(page, '没有下划线也行。')).toHaveAttribute('data-active', 'true');
  });

  test('writing breaks no rule of the policy', async ({ page, people, importEssay }) => {
    const { slug } = await importEssay(ESSAY);
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await people.signUp(page);
    await read(page, slug);
    await selectWords(page, '一条河');
    await bar(page).getByRole('button', { name: '批注' }).click();
    await expect(editor(page)).toBeFocused();
    await page.keyboard.type('**重** [x](https://example.org) ');
    await page.getByRole('button', { name: '列表', exact: true }).click();
    await page.getByRole('button', { name: '保存' }).click();
    await expect(card(page, '重')).toBeVisible();
    await expect(card(page, '重').locator('strong')).toHaveText('重');
    expect(complaints).toEqual([]);
  });
});

for (const [colorScheme, width] of [
  ['light', 1440],
  ['dark', 390],
] as const) {
  test(`axe finds nothing, ${colorScheme} at ${width} px: cards, composer, sheet, all my notes`, async ({
    page,
    people,
    importEssay,
  }) => {
    const { slug } = await importEssay(ESSAY);
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await people.signUp(page);
    await noteWords(page, slug, ['一条河', '老人']);
    const check = async () => expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await read(page, slug);
    if (width < 900) await page.getByRole('button', { name: '1 条批注' }).first().click();
    else await card(page, '关于老人').click();
    await expect(card(page, '关于').first()).toBeVisible();
    await page.waitForTimeout(400);
    await check();
    await page.getByRole('button', { name: '修改' }).first().click();
    await expect(editor(page)).toBeFocused();
    await check();
    await page.goto('/notes');
    await check();
  });
}

test('all my notes: found by words and by tags, taken along as Markdown and as JSON', async ({
  page,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  await people.signUp(page);
  await page.goto('/notes');
  await expect(page.getByText('还没有批注')).toBeVisible();
  await noteWords(page, slug, ['一条河', '老人']);
  await page.goto('/notes');
  await expect(page.getByRole('link', { name: '老人' })).toBeVisible();
  await page.getByRole('searchbox').fill('一条');
  await page.keyboard.press('Enter');
  await expect(page.getByText('找到 1 条')).toBeVisible();
  await expect(page.getByRole('link', { name: '老人' })).toHaveCount(0);
  for (const [name, ending] of [
    ['Markdown', 'md'],
    ['JSON', 'json'],
    ['W3C JSON-LD', 'jsonld'],
  ] as const) {
    const link = page.getByRole('link', { name, exact: true });
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toMatch(new RegExp(`^meipi-notes-[\\d-]+\\.${ending}$`));
    expect(await readFile(await download.path(), 'utf8')).toContain('关于老人的批注');
  }
  await page.getByRole('searchbox').fill('没有这几个字');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '没有找到' })).toBeVisible();
});
