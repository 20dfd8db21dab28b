import AxeBuilder from '@axe-core/playwright';
import type { APIRequestContext, Page } from '@playwright/test';
import { uuidv7 } from 'uuidv7';
import { expect, test } from './harness/test';

const paragraphs = (title: string) => [
  `---\ntitle: ${title}\n---`,
  '从前有一座石桥，桥下没有水，桥上总有人在等。',
  '后来桥断了，没有人去修，河也改了道。',
  '再后来，镇上的人忘了那里有过桥。',
];
const FIRST = paragraphs('桥上的人');

const text = (content: readonly string[]) => ({
  name: 'bridge.md',
  mimeType: 'text/markdown',
  buffer: Buffer.from(content.join('\n\n')),
});
const choose = (page: Page, content: readonly string[]) => page.getByLabel('选择文件').setInputFiles(text(content));
const preview = (page: Page) => page.getByRole('button', { name: '预览改动' }).click();

/** Next's own, which tells of pages, has no words. */
const alert = (page: Page) => page.getByRole('alert').filter({ hasText: /./ });

/** A public note on words of the first edition. */
async function note(request: APIRequestContext, slug: string, words: string): Promise<string> {
  const answer = await request.get(`/api/articles/${slug}/blocks`);
  const { blocks } = (await answer.json()) as { blocks: { key: string; text: string }[] };
  const block = blocks.find((one) => one.text.includes(words))!;
  const offset = block.text.indexOf(words);
  const id = uuidv7();
  const target = {
    start: { block: block.key, offset },
    end: { block: block.key, offset: offset + words.length },
    exact: words,
  };
  const data = {
    article: slug,
    revision: 1,
    layer: 'public',
    motivation: 'highlighting',
    target,
    body: null,
    tags: [],
  };
  const made = await request.put(`/api/annotations/${id}`, { data });
  expect(made.status(), await made.text()).toBe(201);
  return id;
}

const noViolations = async (page: Page): Promise<void> =>
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

test('an editor sees what a next edition does to text and notes, and publishes it', async ({
  page,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(FIRST.join('\n\n'));
  await people.signUp(page, '何editor', 'editor');
  const [kept, lost] = [await note(page.request, slug, '石桥'), await note(page.request, slug, '河也改了道')];

  await page.goto(`/articles/${slug}/publish`);
  await expect(page.getByRole('heading', { level: 1, name: '给《桥上的人》发布新版' })).toBeVisible();
  await preview(page);
  await expect(alert(page)).toContainText('请先选择一个文章文件');

  await choose(page, FIRST.with(2, '后来桥塌了，没有人去修。'));
  await preview(page);
  const news = page.getByRole('region', { name: '第 2 版与第 1 版的不同' });
  await expect(page.getByRole('heading', { name: '第 2 版与第 1 版的不同' })).toBeFocused();
  await expect(news).toContainText('1 条留在原处');
  await expect(news).toContainText('改动 1 段，其余 2 段照旧');
  await expect(news.locator('ins')).toContainText(['塌']);
  await noViolations(page);

  await page.getByLabel('为什么改').fill('改正一处错字');
  await page.getByRole('button', { name: '发布第 2 版' }).click();
  await expect(page.getByRole('heading', { name: '第 2 版已经发布' })).toBeFocused();
  await noViolations(page);
  await page.getByRole('link', { name: '去读新版' }).click();
  await expect(page.locator('#text')).toContainText('后来桥塌了，没有人去修。');

  const stateOf = async (id: string) =>
    ((await (await page.request.get(`/api/annotations/${id}`)).json()) as { state: string }).state;
  expect(await stateOf(kept)).toBe('kept');
  expect(await stateOf(lost)).not.toBe('kept');
  const { revisions } = (await (await page.request.get(`/api/articles/${slug}/revisions`)).json()) as {
    revisions: { number: number; reason: string | null }[];
  };
  expect(revisions.map(({ number, reason }) => [number, reason])).toEqual([
    [2, '改正一处错字'],
    [1, null],
  ]);
});

test('who comes second is told so, loses nothing, and previews again', async ({ page, people, importEssay }) => {
  const { slug } = await importEssay(FIRST.join('\n\n'));
  await people.signUp(page, '何editor', 'editor');
  await page.goto(`/articles/${slug}/publish`);
  await choose(page, FIRST.with(1, '从前有一座木桥，桥下没有水，桥上总有人在等。'));
  await preview(page);
  await page.getByLabel('为什么改').fill('是木桥');

  const other = FIRST.with(3, '再后来，镇上的人忘了那里有过一座桥。');
  const headers = { 'content-type': 'text/markdown' };
  const rival = await page.request.post(`/api/articles?slug=${slug}`, { data: other.join('\n\n'), headers });
  expect(rival.status()).toBe(201);

  await page.getByRole('button', { name: '发布第 2 版' }).click();
  await expect(alert(page)).toContainText('已有更新的版本');
  await expect(alert(page)).toBeFocused();
  await expect(page.getByLabel('为什么改')).toHaveValue('是木桥');
  await noViolations(page);

  await page.getByRole('button', { name: '再预览一次' }).last().click();
  await expect(page.getByRole('heading', { name: '第 3 版与第 2 版的不同' })).toBeFocused();
  await expect(page.getByLabel('为什么改')).toHaveValue('是木桥');
  await page.getByRole('button', { name: '发布第 3 版' }).click();
  await expect(page.getByRole('heading', { name: '第 3 版已经发布' })).toBeVisible();
});

test('a broken connection, the same file and a page that is left lose nothing', async ({
  page,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(FIRST.join('\n\n'));
  await people.signUp(page, '何editor', 'editor');
  await page.goto(`/articles/${slug}/publish`);
  await choose(page, FIRST);
  await preview(page);
  await expect(alert(page)).toContainText('没有改动');

  await page.route('**/revisions/preview?*', (route) => route.abort('connectionreset'));
  await preview(page);
  await expect(alert(page)).toContainText('什么也没有发布');
  await page.unroute('**/revisions/preview?*');
  await expect(page.getByText('bridge.md', { exact: false })).toBeVisible();

  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.message());
    void dialog.dismiss();
  });
  await page.getByRole('link', { name: '回到文章' }).click();
  expect(asked).toEqual([expect.stringContaining('新版还没有发布')]);
  await expect(page).toHaveURL(/\/publish$/);
});

test('the import page leads on to publishing, and publishes nothing by itself', async ({
  page,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(FIRST.join('\n\n'));
  await people.signUp(page, '何editor', 'editor');
  await page.goto('/import');
  await choose(page, FIRST.with(1, '别的文字，完全不同。'));
  await page.getByLabel('地址').fill(slug);
  await page.getByRole('button', { name: '导入', exact: true }).click();
  await expect(alert(page)).toContainText('地址已被占用');
  const article: unknown = await (await page.request.get(`/api/articles/${slug}`)).json();
  expect(article).toMatchObject({ revision: 1 });
  page.on('dialog', (dialog) => void dialog.accept());
  await page.getByRole('link', { name: `给「${slug}」发布新版` }).click();
  await expect(page.getByRole('heading', { level: 1, name: '给《桥上的人》发布新版' })).toBeVisible();
});

test('whoever does not edit it finds no such page', async ({ page, people, importEssay }) => {
  const { slug } = await importEssay(FIRST.join('\n\n'));
  await page.goto(`/articles/${slug}/publish`);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await people.signUp(page);
  const answer = await page.goto(`/articles/${slug}/publish`);
  expect(answer?.status()).toBe(404);
});
