import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { assign, blockKeys, ledBy } from './harness/assigned';
import { putNote } from './harness/door';
import { publishEdition } from './harness/editions';
import { Classroom } from './harness/teaching';
import { expect, test } from './harness/test';

/** Every kind of block, so that every kind is looked at. */
const ESSAY = `---
title: 齐物
author: 庄周
description: 一篇样子齐全的短文。
---

## 一、缘起

南郭子綦隐几而坐，**仰天**而嘘，*嗒焉*似丧其耦。见[别处](https://example.org)，~~非也~~，\`code\`，$x^2$[^1]。

### 甲

> 今者吾丧我，汝知之乎？

1. 人籁
2. 地籁
   - 天籁

- [x] 听过
- [ ] 没听过

| 籁 | 谁 |
| --- | --- |
| 人 | 比竹 |

\`\`\`python
print("吹万不同")
\`\`\`

$$a + b = c$$

---

## 二、余响

夫吹万不同，而使其自己也。

[^1]: 咸其自取。
`;

// Any worker may take any of them: this is the longest of the journeys.
test.describe.configure({ mode: 'parallel' });

const [DESK, PHONE] = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

/** Nothing in motion: a colour half-way to another is nobody's. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null))),
  );
}

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The dark theme is the same page in other colours: what depends on these is looked at again. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block'];
const ON_DESK = [
  ['light', true],
  ['dark', false],
] as const;
const ON_PHONE = [['dark', true]] as const;

/**
 * As the window is. On a desk by everything in the light, by its colours in the dark; on a phone by everything in the
 * dark: what only a phone shows is looked at by every rule, and every colour in either theme.
 */
async function expectAccessible(page: Page, what: string): Promise<void> {
  const onDesk = page.viewportSize()?.width === DESK.width;
  for (const [colorScheme, everything] of onDesk ? ON_DESK : ON_PHONE) {
    await page.emulateMedia({ colorScheme });
    await settle(page);
    const axe = new AxeBuilder({ page });
    const { violations, passes } = await (everything ? axe.withTags(WCAG) : axe.withRules(OF_COLOUR)).analyze();
    const said = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
    expect(said, `${what}, ${colorScheme}, ${page.viewportSize()?.width} pixels wide`).toEqual([]);
    expect(passes.map(({ id }) => id)).toContain('color-contrast');
  }
}

/** On a desk, and once more as narrow as a phone. */
async function expectAccessibleAtAnyWidth(page: Page, what: string): Promise<void> {
  for (const window of [DESK, PHONE]) {
    await page.setViewportSize(window);
    await expectAccessible(page, what);
  }
}

test('pages that anybody opens', async ({ page, importEssay }) => {
  const { slug } = await importEssay(ESSAY);
  for (const path of [
    '/',
    `/read/${slug}`,
    '/read/nowhere',
    '/nowhere/at/all',
    '/sign-in',
    '/register',
    '/search',
    '/search?q=天籁',
  ]) {
    await page.goto(path);
    await expectAccessibleAtAnyWidth(page, path);
  }
});

test('pages of one’s own', async ({ page, people, importEssay }) => {
  const { slug } = await importEssay(ESSAY, { visibility: 'private' });
  await people.signIn(page);
  for (const path of [
    ...['/', `/read/${slug}`, `/articles/${slug}/publish`, `/articles/${slug}/annotations`],
    ...['/notes', '/settings', '/import', '/moderation', '/admin'],
  ]) {
    await page.goto(path);
    await expect(page.getByRole('button', { name: '掌柜的菜单' })).toBeVisible();
    await expectAccessibleAtAnyWidth(page, path);
  }
});

test('a group’s pages', async ({ page, people }) => {
  await people.signUp(page, '白露');
  await page.goto('/groups');
  await expectAccessibleAtAnyWidth(page, 'no groups');
  const made = await page.request.post('/api/groups', { data: { name: '晨读', description: '周三早上。' } });
  const { id } = (await made.json()) as { id: string };
  const invited = await page.request.post(`/api/groups/${id}/invitations`, { data: { maxUses: 30 } });
  const { code } = (await invited.json()) as { code: string };
  for (const path of [
    ...['/groups', `/groups/${id}`, `/groups/${id}/members`, `/groups/${id}/members/roster`],
    ...[`/groups/${id}/settings`, '/join', '/join/nothing', `/join/${code}`],
  ]) {
    await page.goto(path);
    await expectAccessibleAtAnyWidth(page, path);
  }
  await page.goto(`/groups/${id}/members/roster`);
  const buffer = Buffer.from('email,name,role\nsomebody@example.org,某人,member\nnobody,,\n');
  await page.getByLabel('选择文件').setInputFiles({ name: 'roster.csv', mimeType: 'text/csv', buffer });
  await expect(page.getByRole('table')).toBeVisible();
  // What is half under the bar at the top is not measured: it is looked at from there.
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  await expectAccessibleAtAnyWidth(page, 'a dry run');
  await page.goto(`/groups/${id}/members`);
  await page.getByRole('button', { name: '的二维码' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessibleAtAnyWidth(page, 'a QR code');
});

test('an article’s editions', async ({ page, people, importEssay }) => {
  const { slug } = await importEssay(ESSAY);
  await page.goto(`/articles/${slug}/editions`);
  await expectAccessibleAtAnyWidth(page, 'one edition');
  const changed = ESSAY.replace('仰天', '望天')
    .replace('> 今者吾丧我，汝知之乎？\n', '')
    .replace('title: 齐物', 'title: 齐物论');
  await publishEdition(people, slug, changed, '改一个字');
  for (const path of [
    `/articles/${slug}/editions`,
    `/articles/${slug}/editions/2`,
    `/articles/${slug}/editions/2?script=zh-Hant`,
    `/read/${slug}`,
    `/read/${slug}?rev=1`,
  ]) {
    await page.goto(path);
    await expectAccessibleAtAnyWidth(page, path);
  }
});

test('what one assigns, and what became of it', async ({ page, people, browser, importEssay }) => {
  const { slug } = await importEssay(ESSAY);
  await page.goto('/');
  await people.signUp(page, '阮青');
  const room = await Classroom.open(page, browser, people, ['沈砚', '顾言']);
  await page.goto(`/groups/${room.id}/assignments`);
  await expectAccessible(page, 'nothing is assigned');
  const id = await room.assign(slug, { from: 1, to: 6, title: '缘起', dueAt: '2031-01-01T00:00:00Z' });
  const [writer] = room.members;
  if (!writer) throw new Error('Nobody is in the class');
  await room.note(writer, slug, { block: 2, words: '嗒焉？', motivation: 'questioning' });
  const [list, progress] = [`/groups/${room.id}/assignments`, `/assignments/${id}/progress`];
  const forms = [`${list}/new?article=${slug}`, `/assignments/${id}/edit`];
  for (const path of [
    list,
    ...forms,
    progress,
    `/assignments/${id}/members/${writer.id}`,
    `/groups/${room.id}/progress`,
  ]) {
    await page.goto(path);
    if (forms.includes(path)) await expect(page.getByRole('textbox', { name: '说明' })).toBeVisible();
    if (path === progress) await page.getByText('看成表格').click();
    await expectAccessibleAtAnyWidth(page, path);
  }
  await page.goto(progress);
  await page.getByRole('button', { name: '给顾言延期' }).click();
  await expectAccessible(page, 'an extension');
  await page.getByRole('button', { name: '给沈砚的批语和成绩' }).click();
  await expect(page.getByRole('textbox', { name: '批语' })).toBeVisible();
  await expectAccessible(page, 'feedback');
  await page.goto(list);
  await page.getByRole('button', { name: '复制', exact: true }).click();
  await expectAccessible(page, 'a copy');
});

for (const viewport of [DESK, PHONE])
  test.describe(`${viewport.width} pixels wide`, () => {
    test.use({ viewport });

    test('what opens on the reading page', async ({ page, people, importEssay }) => {
      const { slug } = await importEssay(ESSAY);
      await people.signIn(page);
      await page.goto(`/read/${slug}`);
      // An editor has most tools: all of them are in sight.
      for (const width of [viewport.width, Math.min(viewport.width, 360)]) {
        await page.setViewportSize({ ...viewport, width });
        for (const name of ['词汇', '管理文章', '掌柜的菜单'])
          await expect(page.getByRole('button', { name, exact: true })).toBeInViewport({ ratio: 1 });
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      }
      await page.setViewportSize(viewport);
      for (const name of ['阅读设置', '管理文章', '掌柜的菜单']) {
        await page.getByRole('button', { name, exact: true }).click();
        await expect(page.getByRole('group', { name: name === '管理文章' ? '管理这篇文章' : name })).toBeVisible();
        await expectAccessible(page, name);
        await page.keyboard.press('Escape');
      }
      if (viewport.width < 1200) {
        await page.getByRole('button', { name: '目录' }).click();
        await expectAccessible(page, '目录');
        await page.keyboard.press('Escape');
      }
      await page.getByRole('link', { name: '查找' }).click();
      await page.getByRole('searchbox', { name: '在文中查找' }).fill('天籟');
      await expect(page.getByRole('list', { name: '找到的段落' })).toBeVisible();
      await expectAccessible(page, '查找');
      await page.keyboard.press('Escape');
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog', { name: '快捷键' })).toBeVisible();
      await expectAccessible(page, '快捷键');
    });
  });

test('what is assigned, for who does it and for who leads', async ({ page, people, importEssay, browser, baseURL }) => {
  const { slug } = await importEssay(ESSAY);
  const { leader, id: group, layer } = await ledBy(browser, people, page, baseURL);
  await page.goto('/assignments');
  await expectAccessibleAtAnyWidth(page, 'nothing assigned');
  const [first = '', last = ''] = await blockKeys(page, slug);
  const id = await assign(
    leader,
    group,
    slug,
    { first, last },
    { instructions: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: '先听风。' }] }] } },
  );
  await putNote(page, { slug, layer, exact: '隐几而坐', text: '如槁木。' });
  for (const path of ['/assignments', `/assignments/${id}`]) {
    await page.goto(path);
    await expectAccessibleAtAnyWidth(page, path);
  }
  await leader.goto(`/assignments/${id}`);
  await expectAccessibleAtAnyWidth(leader, 'an assignment, for who leads');

  await page.goto(`/read/${slug}`);
  for (const window of [DESK, PHONE]) {
    await page.setViewportSize(window);
    await page.getByRole('button', { name: /^作业 \d/ }).click();
    await expect(page.getByRole('region', { name: '这篇文章的作业' })).toContainText('先听风。');
    await expectAccessible(page, 'the panel of assignments');
    await page.keyboard.press('Escape');
  }

  await leader.setViewportSize(DESK);
  await leader.goto(`/read/${slug}`);
  await expect(leader.getByRole('button', { name: '作业', exact: true })).toBeVisible();
  await leader.locator(`#b-${first}`).focus();
  await leader.getByRole('button', { name: '从这一段开始' }).press('Enter');
  await expect(leader.getByRole('region', { name: '布置作业' })).toBeVisible();
  await expectAccessibleAtAnyWidth(leader, 'picking a section');
});

test('an editor who leads a group finds every tool in the bar of a narrow phone', async ({
  page,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  await people.signIn(page);
  expect((await page.request.post('/api/groups', { data: { name: '晨读' } })).ok()).toBe(true);
  await page.setViewportSize({ width: 360, height: 700 });
  await page.goto(`/read/${slug}`);
  for (const name of ['作业', '词汇', '管理文章', '掌柜的菜单'])
    await expect(page.getByRole('button', { name, exact: true })).toBeInViewport({ ratio: 1 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});
