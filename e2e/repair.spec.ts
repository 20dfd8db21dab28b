import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { bar, card, comment, editor, read, selectFromTo } from './harness/notes';
import type { People } from './harness/people';
import { expect, test } from './harness/test';
import { paintedWords } from './harness/words';

const PARAGRAPHS = [
  '一条河把镇子分成两半，桥是后来才有的。',
  '桥修好的那天，老人在桥头站了一个下午，谁也不知道他在等谁。后来有人说，他等的是一条船，也有人说是一封信。',
  '那一年的水位很高，石阶全在水里，船家把灯挂在桅杆上。',
  '桥还在，人没有来。',
];
const essay = (paragraphs: readonly string[]): string =>
  `---\ntitle: 桥上的人\nauthor: 林晚\n---\n\n${paragraphs.join('\n\n')}\n`;
const FIRST = essay(PARAGRAPHS);
/** What became of the second paragraph, or the third. */
const with2 = (...paragraphs: string[]): string => essay(PARAGRAPHS.toSpliced(1, 1, ...paragraphs));
const with3 = (...paragraphs: string[]): string => essay(PARAGRAPHS.toSpliced(2, 1, ...paragraphs));

async function publish(people: People, slug: string, markdown: string): Promise<void> {
  const answer = await (
    await people.admin()
  ).post(`/api/articles?slug=${slug}`, { headers: { 'content-type': 'text/markdown' }, data: markdown, maxRetries: 3 });
  expect(answer.status(), await answer.text()).toBe(201);
}

const movingBar = (page: Page) => page.getByRole('group', { name: '移动批注' });
const toast = (page: Page) => page.getByRole('status').filter({ hasText: /批注|这里|原处/ });

async function writeOn(page: Page, words: string, text: string, layer?: '公开'): Promise<void> {
  await selectFromTo(page, words, words);
  await comment(page, text, layer);
}

/** Opens a note's card. */
async function open(page: Page, text: string): Promise<void> {
  await card(page, text).getByText(text).click();
  await expect(card(page, text).getByRole('group', { name: '对这条批注' })).toBeVisible();
}

test('a typo is corrected inside a noted phrase: the note stays on it, and shows what it was', async ({
  page,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(with2(PARAGRAPHS[1]!.replace('站了一个下午', '占了一个下午')));
  await people.signUp(page);
  await read(page, slug);
  await writeOn(page, '老人在桥头占了一个下午', '占？');
  await publish(people, slug, FIRST);
  await read(page, slug);
  await expect.poll(() => paintedWords(page, 'mine')).toEqual(['老人在桥头站了一个下午']);
  await expect(card(page, '占？')).toContainText('原文已改');
  await open(page, '占？');
  const mark = card(page, '占？').getByRole('button', { name: '原文已改' });
  await expect(mark).toHaveAttribute('aria-expanded', 'false');
  await mark.click();
  await expect(card(page, '占？').getByRole('definition')).toHaveText([
    '老人在桥头占了一个下午',
    '老人在桥头站了一个下午',
  ]);
  await card(page, '占？').getByRole('button', { name: '是这里' }).click();
  await expect(toast(page)).toContainText('好，就在这里');
  await expect(card(page, '占？')).not.toContainText('原文已改');
  await page.reload();
  await expect(card(page, '占？')).toBeVisible();
  await expect(card(page, '占？')).not.toContainText('原文已改');
});

test('a paragraph is split in the middle of a note: it reaches over both', async ({ page, people, importEssay }) => {
  const { slug } = await importEssay(FIRST);
  await people.signUp(page);
  await read(page, slug);
  await writeOn(page, '不知道他在等谁。后来有人说', '等谁？');
  const [before, after] = PARAGRAPHS[1]!.split('。后');
  await publish(people, slug, with2(`${before}。`, `后${after}`));
  await read(page, slug);
  await expect(card(page, '等谁？')).toBeVisible();
  await expect
    .poll(() => paintedWords(page, 'mine'))
    .toEqual(expect.arrayContaining(['不知道他在等谁。', '后来有人说']));
  await expect(card(page, '等谁？')).not.toContainText(/原文已改|是这里吗/);
});

test('a noted paragraph is deleted: the note stands at its old place, and is put on new words', async ({
  page,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(FIRST);
  await people.signUp(page);
  await read(page, slug);
  await writeOn(page, '船家把灯挂在桅杆上', '好看的一笔。');
  await writeOn(page, '一条河', '哪条河？');
  await publish(people, slug, with3());
  const notes = await page.request.get(`/api/articles/${slug}/annotations`);
  const { annotations } = (await notes.json()) as { annotations: { id: string; state: string }[] };
  const removed = annotations.find(({ state }) => state === 'removed');

  await read(page, slug, `?note=${removed?.id}`);
  const note = card(page, '好看的一笔。');
  await expect(note.getByRole('button', { name: '船家把灯挂在桅杆上' })).toBeVisible();
  await expect(note).toContainText('原文已删去这些字');
  await expect(note).not.toContainText('整段');
  expect(await paintedWords(page, 'mine')).toEqual(['一条河']);
  // n and p walk over it like over any other.
  await page.locator('#text [data-block]').first().focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('p');
  await expect(note).not.toBeFocused();
  await page.keyboard.press('n');

  await open(page, '好看的一笔。');
  expect((await new AxeBuilder({ page }).include('aside').analyze()).violations).toEqual([]);
  await note.getByRole('button', { name: '重新选文字' }).click();
  await expect(movingBar(page)).toContainText('选中新的文字，这条批注就移过去');
  await selectFromTo(page, '桥还在', '桥还在');
  await expect(bar(page).getByRole('button')).toHaveText(['移到这里']);
  await bar(page).getByRole('button', { name: '移到这里' }).click();
  await expect(movingBar(page)).toHaveCount(0);
  await expect.poll(() => paintedWords(page, 'mine')).toEqual(expect.arrayContaining(['一条河', '桥还在']));
  await expect(note).not.toContainText('原文已删去');

  await page.getByRole('button', { name: '撤销' }).click();
  await expect(toast(page)).toContainText('已移回原处');
  await expect(note).toContainText('原文已删去这些字');
  expect(await paintedWords(page, 'mine')).toEqual(['一条河']);

  // By keyboard, onto a whole paragraph; Escape leaves everything as it is.
  await note.getByRole('button', { name: '重新选文字' }).click();
  await expect(movingBar(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(movingBar(page)).toHaveCount(0);
  await expect(note).toBeFocused();
  await note.getByRole('button', { name: '重新选文字' }).focus();
  await page.keyboard.press('Enter');
  await expect(movingBar(page)).toBeVisible();
  await page.locator('#text [data-block]', { hasText: '桥还在' }).focus();
  await page.keyboard.press('Enter');
  await expect(note.getByRole('button', { name: '第 3 段，整段' })).toBeVisible();

  await note.getByRole('button', { name: '经历' }).click();
  const history = note.getByRole('list', { name: '这条批注的经历' });
  await expect(history.getByRole('listitem')).toHaveCount(2);
  await expect(history).toContainText('我定的位置');
  await expect(history).toContainText('写下');
  await history.getByRole('link', { name: '读第 1 版' }).click();
  await expect(page).toHaveURL(/rev=1/);
  await expect(page.locator('#text')).toContainText('船家把灯挂在桅杆上');
  await expect(card(page, '好看的一笔。')).toBeVisible();
  expect(await paintedWords(page, 'mine')).toEqual(expect.arrayContaining(['船家把灯挂在桅杆上']));
  await expect(card(page, '好看的一笔。').getByRole('button', { name: '重新选文字' })).toHaveCount(0);
});

test('an uncertain place is asked of the author alone, and may be left', async ({
  page,
  people,
  importEssay,
  browser,
}) => {
  const { slug } = await importEssay(FIRST);
  const lin = await people.signUp(page);
  await read(page, slug);
  await writeOn(page, '很高，石阶全在水里', '哪一年？', '公开');
  await publish(people, slug, with3('那一年发了洪灾，石阶全在水里，船家把灯挂在桅杆上。'));
  const state = async () => {
    const answer = await page.request.get(`/api/articles/${slug}/annotations`);
    return ((await answer.json()) as { annotations: { state: string }[] }).annotations[0]?.state;
  };
  expect(await state()).toBe('uncertain');
  await read(page, slug);
  await expect(card(page, '哪一年？')).toContainText('是这里吗？');
  await open(page, '哪一年？');
  await expect(card(page, '哪一年？')).toContainText('是这里吗？');
  await expect(card(page, '哪一年？').getByRole('definition').first()).toHaveText('很高，石阶全在水里');
  await card(page, '哪一年？').getByRole('button', { name: '先放着' }).click();
  await expect(card(page, '哪一年？').getByRole('definition')).toHaveCount(0);
  expect(await state()).toBe('uncertain');

  const other = await browser.newPage();
  await people.signUp(other, '沈砚');
  await read(other, slug);
  await open(other, '哪一年？');
  await expect(card(other, '哪一年？')).toContainText('位置待确认');
  await expect(card(other, '哪一年？').getByRole('button', { name: /是这里|另选文字/ })).toHaveCount(0);
  await other.close();

  await people.signIn(page, lin);
  await read(page, slug);
  await open(page, '哪一年？');
  await card(page, '哪一年？').getByRole('button', { name: '是这里', exact: true }).click();
  await expect(card(page, '哪一年？')).not.toContainText('是这里吗');
  expect(await state()).toBe('kept');
});

test('an editor repairs a reader’s note, and its history says so', async ({ page, people, importEssay, browser }) => {
  const { slug } = await importEssay(FIRST);
  await people.signUp(page);
  await read(page, slug);
  await writeOn(page, '石阶全在水里', '只给自己看。');
  await writeOn(page, '船家把灯挂在桅杆上', '好看的一笔。', '公开');
  await publish(people, slug, with3());

  const office = await browser.newPage();
  await people.signUp(office, '顾言', 'editor');
  await read(office, slug);
  await open(office, '好看的一笔。');
  await expect(card(office, '只给自己看。')).toHaveCount(0);
  await card(office, '好看的一笔。').getByRole('button', { name: '重新选文字' }).click();
  await selectFromTo(office, '人没有来', '人没有来');
  await bar(office).getByRole('button', { name: '移到这里' }).click();
  await expect.poll(() => paintedWords(office, 'others')).toEqual(['人没有来']);
  await office.close();

  await read(page, slug);
  await open(page, '好看的一笔。');
  await card(page, '好看的一笔。').getByRole('button', { name: '经历' }).click();
  await expect(card(page, '好看的一笔。').getByRole('list', { name: '这条批注的经历' })).toContainText('顾言 定的位置');
});

test('a draft begun before publishing ends on the right words after it', async ({ page, people, importEssay }) => {
  const { slug } = await importEssay(FIRST);
  await people.signUp(page);
  await read(page, slug);
  await selectFromTo(page, '石阶全在水里', '石阶全在水里');
  await bar(page).getByRole('button', { name: '批注' }).click();
  await expect(editor(page)).toBeFocused();
  await page.keyboard.insertText('写到一半。');
  await page.getByRole('button', { name: '收起，草稿留着' }).click();
  await publish(people, slug, with3('（一段补记。）', `镇志上说，${PARAGRAPHS[2]}`));

  await read(page, slug);
  await expect(page.getByText('有一条没写完的批注')).toBeVisible();
  await page.getByRole('button', { name: '接着写' }).click();
  await expect(editor(page)).toContainText('写到一半。');
  await expect(page.getByText('动笔之后原文改过')).toBeVisible();
  await expect(page.getByRole('form', { name: '写批注' })).toContainText('石阶全在水里');
  await editor(page).press('End');
  await page.keyboard.insertText('写完了。');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(card(page, '写到一半。写完了。')).toBeVisible();
  await expect.poll(() => paintedWords(page, 'mine')).toEqual(['石阶全在水里']);
});

test('a draft whose paragraph is gone is still finished; it stands at the old place', async ({
  page,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(FIRST);
  await people.signUp(page);
  await read(page, slug);
  await selectFromTo(page, '石阶全在水里', '石阶全在水里');
  await bar(page).getByRole('button', { name: '批注' }).click();
  await expect(editor(page)).toBeFocused();
  await page.keyboard.insertText('写到一半。');
  await page.getByRole('button', { name: '收起，草稿留着' }).click();
  await publish(people, slug, with3());
  await read(page, slug);
  await page.getByRole('button', { name: '接着写' }).click();
  await expect(page.getByRole('form', { name: '写批注' })).toContainText('石阶全在水里');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(card(page, '写到一半。')).toContainText('原文已删去');
});

test('who had the page open while it was published writes on the words they see', async ({
  page,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(FIRST);
  await people.signUp(page);
  await read(page, slug);
  await publish(people, slug, essay(['（序言一段。）', ...PARAGRAPHS.with(2, `镇志上说，${PARAGRAPHS[2]}`)]));
  await writeOn(page, '石阶全在水里', '还开着旧的一版。');
  await expect.poll(() => paintedWords(page, 'mine')).toEqual(['石阶全在水里']);
  await read(page, slug);
  await expect(card(page, '还开着旧的一版。')).toBeVisible();
  await expect.poll(() => paintedWords(page, 'mine')).toEqual(['石阶全在水里']);
});

test('on a phone the sheet makes room for the text', async ({ page, people, importEssay }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const { slug } = await importEssay(FIRST);
  await people.signUp(page);
  await read(page, slug);
  await writeOnPhone(page, '船家把灯挂在桅杆上', '好看的一笔。');
  await publish(people, slug, with3());
  await read(page, slug);
  await page.locator('#text').getByRole('button', { name: '1 条批注' }).click();
  const sheet = page.getByRole('dialog');
  await expect(sheet).toContainText('原文已删去这些字');
  await sheet.getByRole('button', { name: '重新选文字' }).click();
  await expect(sheet).toHaveCount(0);
  await expect(movingBar(page)).toBeVisible();
  await selectFromTo(page, '人没有来', '人没有来');
  await bar(page).getByRole('button', { name: '移到这里' }).click();
  await expect.poll(() => paintedWords(page, 'mine')).toEqual(['人没有来']);
});

async function writeOnPhone(page: Page, words: string, text: string): Promise<void> {
  await selectFromTo(page, words, words);
  await bar(page).getByRole('button', { name: '批注' }).click();
  await expect(editor(page)).toBeFocused();
  await page.keyboard.insertText(text);
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('form')).toHaveCount(0);
}

test('one’s notes say what has become of their words', async ({ page, people, importEssay }) => {
  const { slug } = await importEssay(FIRST);
  await people.signUp(page);
  await read(page, slug);
  await writeOn(page, '船家把灯挂在桅杆上', '好看的一笔。');
  await publish(people, slug, with3());
  await page.goto('/notes');
  const row = page.getByRole('article').filter({ hasText: '好看的一笔。' });
  await expect(row).toContainText('原文已删去');
  await expect(row.getByRole('link', { name: '船家把灯挂在桅杆上' })).toBeVisible();
});
