import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { card, ESSAY, read } from './harness/notes';
import { expect, test } from './harness/test';
import { paintedWords } from './harness/words';

/** As another program would write it: in another script, with a thread, with words that are not here. */
const outside = {
  '@context': 'http://www.w3.org/ns/anno.jsonld',
  type: 'AnnotationPage',
  items: [
    note('1', '桥修好的那天', '<p>哪一天？<b>没有写</b>。<script>document.title = "坏了"</script></p>'),
    note('2', '橋還在，人沒有來。', '<p>收得好。</p>'),
    note('3', '这一句原文里从来没有出现过', '<p>问错了地方。</p>'),
    ...['甲', '乙', '丙', '丁'].map((value, index) => ({
      ...{ id: `urn:x:r${index}`, type: 'Annotation', motivation: 'replying', target: 'urn:x:1', creator: '唐棣' },
      ...{ created: `2024-05-0${index + 2}T00:00:00Z`, body: { type: 'TextualBody', value: `答之${value}` } },
    })),
    { id: 'urn:x:lost', type: 'Annotation', motivation: 'replying', target: 'urn:x:nowhere', bodyValue: '无根。' },
  ],
};

function note(id: string, exact: string, value: string) {
  return {
    ...{
      id: `urn:x:${id}`,
      type: 'Annotation',
      creator: { type: 'Person', name: '陆离' },
      created: '2024-05-01T00:00:00Z',
    },
    body: { type: 'TextualBody', format: 'text/html', value },
    target: { source: 'https://elsewhere.example.org/bridge', selector: { type: 'TextQuoteSelector', exact } },
  };
}

const bring = async (page: Page, file: { name: string; text: string }) => {
  await page
    .getByLabel('选择文件')
    .setInputFiles({ name: file.name, mimeType: 'application/json', buffer: Buffer.from(file.text) });
  await page.getByRole('button', { name: '导入', exact: true }).click();
};

/** Not the one in which Next announces pages. */
const alert = (page: Page) => page.locator('#content').getByRole('alert');

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
  ).toEqual([]);
}

test('an editor brings a thread from elsewhere, sees what found its place and what did not, and takes it all along', async ({
  page,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  await people.signIn(page);
  await page.goto(`/read/${slug}`);
  await page.getByRole('button', { name: '管理文章' }).click();
  await page.getByRole('group', { name: '管理这篇文章' }).getByRole('link', { name: '导入与导出批注' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '导入与导出批注' })).toBeVisible();

  // Nothing chosen, and a file that is none: said, and nothing is lost.
  await page.getByRole('button', { name: '导入', exact: true }).click();
  await expect(alert(page)).toContainText('请先选择一个批注文件');
  await page.getByRole('radio', { name: /^公开/ }).check();
  await bring(page, { name: 'essay.json', text: '{"hello": 1}' });
  await expect(alert(page)).toContainText('文件里没有找到批注');
  await expect(page.getByText('essay.json')).toBeVisible();

  await bring(page, { name: 'notes.jsonld', text: JSON.stringify(outside) });
  await expect(page.getByRole('heading', { name: '导入完成' })).toBeFocused();
  await expect(page.getByText('2 条批注找到了原处')).toBeVisible();
  await expect(page.getByText('1 条没有找到原文，引文留着')).toBeVisible();
  await expect(page.getByText('4 条回复')).toBeVisible();
  await expect(page.getByText('1 条没有导入')).toBeVisible();
  await expect(page.getByText('它所回复的批注不在这里')).toBeVisible();
  await expect(page.getByRole('link', { name: '这一句原文里从来没有出现过' })).toHaveAttribute(
    'href',
    new RegExp(`/read/${slug}\\?note=`),
  );
  await expectAccessible(page);

  // Again: nothing comes twice.
  await page.getByRole('button', { name: '再导入一个文件' }).click();
  await page.getByRole('radio', { name: /^公开/ }).check();
  await bring(page, { name: 'notes.jsonld', text: JSON.stringify(outside) });
  await expect(page.getByRole('heading', { name: '没有新的批注' })).toBeFocused();
  await expect(page.getByText('7 条原来就有')).toBeVisible();

  // Whoever reads sees them on their words, under their authors' names, with the thread folded.
  const readers = await page
    .context()
    .browser()
    ?.newContext({ baseURL: new URL(page.url()).origin });
  const reader = await readers!.newPage();
  await read(reader, slug);
  await expect
    .poll(() => paintedWords(reader, 'others'))
    .toEqual(expect.arrayContaining(['桥修好的那天', '桥还在，人没有来。']));
  const first = card(reader, '哪一天？没有写。');
  await expect(first).toContainText('陆离（来自别处）');
  await expect(first).toContainText('4 条回复');
  await first.click();
  await expect(first.getByRole('list', { name: '回复' }).getByRole('listitem')).toHaveCount(4);
  await expect(first.getByRole('list', { name: '回复' })).toContainText('唐棣（来自别处）');
  expect(await reader.title()).not.toBe('坏了');
  await expectAccessible(reader);
  await readers?.close();

  // The whole as a file, which others' programs read.
  await page.goto(`/articles/${slug}/annotations`);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: '你能看到的全部批注' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/\.jsonld$/);
  const collection = JSON.parse(await readFile(await file.path(), 'utf8')) as { total: number };
  expect(collection.total).toBe(7);
});

test('a reader brings notes for themselves alone, by keyboard on a phone’s width; who is signed out is told to sign in', async ({
  page,
  people,
  importEssay,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const { slug } = await importEssay(ESSAY);
  await page.goto(`/articles/${slug}/annotations`);
  await expect(page.getByText('登录之后可以导入批注')).toBeVisible();
  await expect(page.getByRole('link', { name: '只要仅自己可见的批注' })).toHaveCount(0);

  await people.signUp(page);
  await page.goto(`/read/${slug}`);
  await page.getByRole('link', { name: '导入与导出批注' }).click();
  await expect(page.getByText('导入的批注只有你自己能看到')).toBeVisible();
  await expect(page.getByRole('radio')).toHaveCount(0);
  await page.getByLabel('选择文件').focus();
  await bring(page, { name: 'notes.json', text: JSON.stringify({ rows: [hypothesis] }) });
  await expect(page.getByText('1 条批注找到了原处')).toBeVisible();
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);

  await page.goto('/notes');
  await expect(page.getByText('shen（来自别处）')).toBeVisible();
  const others = await page
    .context()
    .browser()
    ?.newContext({ baseURL: new URL(page.url()).origin });
  const other = await others!.newPage();
  const listed = other.waitForResponse((response) => response.url().includes(`/${slug}/annotations`));
  await other.goto(`/read/${slug}`);
  expect(await (await listed).text()).not.toContain('shen');
  await others?.close();
});

const hypothesis = {
  ...{ id: 'xYz_1', created: '2023-04-05T06:07:08.000000+00:00', user: 'acct:shen@hypothes.is' },
  ...{ uri: 'https://elsewhere.example.org/bridge', text: '**谁**？', tags: ['桥'] },
  target: [
    {
      source: 'https://elsewhere.example.org/bridge',
      selector: [
        { type: 'RangeSelector', startContainer: '/p[2]', startOffset: 3, endContainer: '/p[2]', endOffset: 9 },
        { type: 'TextQuoteSelector', exact: '谁也不知道', prefix: '站了一个下午，', suffix: '他在等谁' },
      ],
    },
  ],
};
