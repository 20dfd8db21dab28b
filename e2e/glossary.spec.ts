import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { blockNumber, bookOf, opening } from './harness/book';
import { card, comment, read } from './harness/notes';
import type { People } from './harness/people';
import { untilQuiet } from './harness/quiet';
import { expect, test } from './harness/test';
import { clickWords, paintedWords, selectWords } from './harness/words';

const ESSAY = `---
title: 镜与像
author: 林晚
---

## 一、镜子

表象（Representation）不在镜子里，也不在眼睛里。说镜中有像的人，已经把表象当成了东西。

镜子不会弄错，弄错的是拿镜子的人。U盘中存着的照片也是表象，representations 的一种。

## 二、概念

概念要靠说话的人来守。表象会褪色，概念不会；没有表象，概念又成了空的。
`;

const body = (text: string) => ({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] });

interface NewTerm {
  headword: string;
  aliases?: string[];
  definition?: string;
  translation?: string;
  definedIn?: string;
}

async function addTerms(people: People, slug: string, ...terms: NewTerm[]): Promise<void> {
  const office = await people.admin();
  for (const { definition, translation, ...term } of terms) {
    const answer = await office.post(`/api/articles/${slug}/terms`, {
      data: {
        ...term,
        ...(definition && { definition: body(definition) }),
        ...(translation && { translation: body(translation) }),
      },
    });
    expect(answer.status(), await answer.text()).toBe(201);
  }
}

const blocksOf = async (page: Page, slug: string): Promise<{ key: string; text: string }[]> =>
  (
    (await (await page.request.get(`/api/articles/${slug}/blocks`)).json()) as {
      blocks: { key: string; text: string }[];
    }
  ).blocks;

const terms = (page: Page): Locator => page.locator('#text [role="button"][data-term]');
const explained = (page: Page, name: string): Locator => page.getByRole('dialog', { name, exact: true });
const termSwitch = (page: Page): Locator => page.getByRole('button', { name: '词汇', exact: true });

async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
      colorScheme,
    ).toEqual([]);
  }
}

test('switched on by a key, walked by keyboard, the same in 简 and 台, and gone without a trace', async ({
  page,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  const defining = (await blocksOf(page, slug)).find(({ text }) => text.startsWith('表象（'));
  await addTerms(
    people,
    slug,
    {
      headword: '表象',
      aliases: ['Representation', '表征'],
      definition: '心里代表着什么的东西，联系着它所代表的。',
      translation: '也有人译作再现。',
      definedIn: defining?.key,
    },
    { headword: '概念', aliases: ['Concept'], definition: '许多表象所共有的。' },
    { headword: 'U盘' },
  );
  await page.setViewportSize({ width: 1440, height: 1000 });
  await read(page, slug);
  await untilQuiet(page);
  const before = await page.locator('#text').evaluate((text) => text.innerHTML);
  const tops = () =>
    page
      .locator('#text [data-block]')
      .evaluateAll((blocks) => blocks.map((block) => block.getBoundingClientRect().top));
  const places = await tops();
  expect(await paintedWords(page, 'term')).toEqual([]);

  await page.keyboard.press('g');
  await expect(termSwitch(page)).toHaveAttribute('aria-pressed', 'true');
  await expect
    .poll(() => paintedWords(page, 'term'))
    .toEqual([
      ...['表象', 'Representation', '表象', 'U盘', '表象', 'representations'],
      ...['概念', '概念', '表象', '概念', '表象', '概念'],
    ]);
  // In each section the first of each; and nothing has moved.
  await expect(terms(page)).toHaveText(['表象', 'U盘', '概念', '表象']);
  expect(await tops()).toEqual(places);

  await terms(page).first().focus();
  // The paragraph's number lies between.
  for (const key of ['Tab', 'Tab']) await page.keyboard.press(key);
  await expect(terms(page).nth(1)).toBeFocused();
  for (const key of ['Shift+Tab', 'Shift+Tab']) await page.keyboard.press(key);
  await page.keyboard.press('Enter');
  const first = explained(page, '表象');
  await expect(first).toBeFocused();
  await expect(first).toContainText('心里代表着什么的东西');
  await expect(first).toContainText('也有人译作再现。');
  await expect(first).toContainText('Representation、表征');
  await expect(first).toContainText('第 1 处，共 7 处');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(first).toBeHidden();
  await expect(terms(page).first()).toBeFocused();

  // On through its places, wherever they are.
  await page.keyboard.press('Enter');
  for (const place of [2, 3]) {
    await first.getByRole('button', { name: '下一处' }).click();
    await expect(first).toContainText(`第 ${place} 处，共 7 处`);
  }
  await first.getByRole('link', { name: '看下定义的段落' }).click();
  await expect(page.locator('#text [data-block]:focus')).toContainText('表象（Representation）');

  // Another script in place: the same words are terms, and the one that had the focus has it.
  await terms(page).nth(1).focus();
  await page.keyboard.press('s');
  await expect(page.locator('#text')).toContainText('鏡子不會弄錯');
  await expect(terms(page).nth(1)).toBeFocused();
  await page.goto(`/read/${slug}/zh-Hant-TW-x-phrase`);
  await expect(terms(page)).toHaveText(['表象', '隨身碟', '概念', '表象']);
  await clickWords(page, '隨身碟');
  const drive = explained(page, '隨身碟');
  await expect(drive).toContainText('U盘');
  await expect(drive).toContainText('还没有释义');
  await expect(page.getByRole('dialog')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-term-card]')).toHaveCount(0);
  await page.keyboard.press('s');
  await expect(page.locator('#text')).toContainText('U盘中存着');
  await expect(terms(page)).toHaveText(['表象', 'U盘', '概念', '表象']);

  // Under a pointer that rests, without taking the focus; the card goes when the pointer does.
  const { x = 0, y = 0 } = (await terms(page).nth(1).boundingBox()) ?? {};
  await page.mouse.move(x + 6, y + 10);
  await expect(page.getByRole('group', { name: 'U盘', exact: true })).toBeVisible();
  await page.mouse.move(5, 400);
  await expect(page.locator('[data-term-card]')).toHaveCount(0);

  await page.keyboard.press('g');
  await expect(terms(page)).toHaveCount(0);
  expect(await paintedWords(page, 'term')).toEqual([]);
  await page.goto(`/read/${slug}`);
  await untilQuiet(page);
  await page.keyboard.press('g');
  await expect(terms(page)).toHaveCount(4);
  await page.keyboard.press('g');
  await expect(terms(page)).toHaveCount(0);
  expect(await page.locator('#text').evaluate((text) => text.innerHTML)).toBe(before);
});

test('a reader notes on a term, is told of it in notes too, and asks for another; the choice is remembered', async ({
  page,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  await addTerms(people, slug, { headword: '表象', definition: '代表着什么的。' });
  await people.signUp(page);
  await page.setViewportSize({ width: 1440, height: 1000 });
  await read(page, slug);
  await termSwitch(page).click();
  await expect(terms(page).first()).toBeVisible();
  // The words are still words: a selection begins before a term and ends behind it.
  await selectWords(page, '说镜中有像的人，已经把表象当成了东西');
  await comment(page, '表象不是东西，那是什么？');
  await expect.poll(() => paintedWords(page, 'mine')).toEqual(['说镜中有像的人，已经把表象当成了东西']);
  await expect.poll(() => paintedWords(page, 'term-in-notes')).toEqual(['表象']);
  const note = card(page, '那是什么？');
  const { x = 0, y = 0 } = (await note.getByText('表象不是东西').boundingBox()) ?? {};
  await page.mouse.click(x + 12, y + 12);
  await expect(explained(page, '表象')).toContainText('代表着什么的。');
  await page.keyboard.press('Escape');

  await selectWords(page, '镜子不会弄错');
  await page.getByRole('button', { name: '问词' }).click();
  await expect(page.getByText('已记下')).toBeVisible();
  const asked = await (await people.admin()).get(`/api/articles/${slug}/terms/suggestions`);
  expect(JSON.stringify(await asked.json())).toContain('镜子不会弄错');

  await page.reload();
  await expect(terms(page).first()).toBeVisible();
});

test('an editor makes a term of selected words without leaving the text, and changes it from its card', async ({
  page,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  await people.signIn(page);
  await page.setViewportSize({ width: 1440, height: 1000 });
  await read(page, slug);
  await termSwitch(page).click();
  await expect(page.getByText('这篇文章还没有词条')).toBeVisible();
  await selectWords(page, '镜子不会弄错');
  await page.getByRole('button', { name: '立词条' }).click();
  const form = page.getByRole('dialog', { name: '新词条' });
  await expect(form.getByRole('textbox', { name: '词目' })).toHaveValue('镜子不会弄错');
  await form.getByRole('textbox', { name: '词目' }).fill('镜子');
  await form.getByRole('textbox', { name: '释义' }).click();
  await page.keyboard.insertText('照见东西的东西。');
  await form.getByRole('button', { name: '添加' }).click();
  await expect(page.getByText('「镜子」已保存。')).toBeVisible();
  await expect(terms(page)).toHaveText(['镜子']);
  expect(await paintedWords(page, 'term')).toEqual(['镜子', '镜子', '镜子', '镜子']);

  await terms(page).first().press('Enter');
  await expect(explained(page, '镜子')).toContainText('照见东西的东西。');
  await explained(page, '镜子').getByRole('button', { name: '修改' }).click();
  const change = page.getByRole('dialog', { name: '修改「镜子」' });
  await change.getByRole('textbox', { name: '词目' }).fill('眼睛');
  await change.getByRole('button', { name: '保存' }).click();
  await expect(terms(page)).toHaveText(['眼睛']);
});

test('in a book a term leads to places that are not in the page yet', async ({ page, people, importEssay }) => {
  const { slug } = await importEssay(
    bookOf(30).replace(opening(1, 1), '茶马道从这里开始。').replace(opening(28, 2), '茶馬道在這裡結束。'),
  );
  await addTerms(people, slug, { headword: '茶马道' });
  await read(page, slug);
  await page.keyboard.press('g');
  await clickWords(page, '茶马道');
  const way = explained(page, '茶马道');
  await expect(way).toContainText('第 1 处，共 2 处');
  await way.getByRole('button', { name: '下一处' }).click();
  await expect(way).toContainText('第 2 处，共 2 处');
  await expect(page.locator(`#text [data-number="${blockNumber(28, 2)}"]`)).toBeInViewport();
  await expect.poll(() => paintedWords(page, 'term')).toEqual(['茶馬道']);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('a tap explains a term without covering it', async ({ page, people, importEssay }) => {
    const { slug } = await importEssay(ESSAY);
    await addTerms(people, slug, { headword: '概念', definition: '许多表象所共有的。'.repeat(30) });
    await read(page, slug);
    await termSwitch(page).tap();
    await terms(page).first().tap();
    const concept = explained(page, '概念');
    await expect(concept).toContainText('所共有');
    const [box, words] = [await concept.boundingBox(), await terms(page).first().boundingBox()];
    if (!box || !words) throw new Error('Nothing is shown');
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(390);
    expect(box.y >= words.y + words.height || box.y + box.height <= words.y).toBe(true);
    await expectAccessible(page);
    await page.touchscreen.tap(200, box.y > 140 ? 80 : 780);
    await expect(concept).toBeHidden();
  });
});
