import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import type { ShownScript } from '@/lib/domain/script/script';
import { untilQuiet } from './harness/quiet';
import { expect, test } from './harness/test';

/** Everything that follows the script, and everything that must not. */
const ESSAY = `---
title: 头发与皇后
author: 林间
date: 2026-03-01
description: 关于鼠标、软件与头发。
---

## 一、干部与头发

皇后的头发留在后面，**鼠标和软件**都在里面，他把“信息”存进他的U盘。

![一张头发的照片](https://example.org/信息.png "图里是皇后的头发")

[头发的来历](https://example.org/头发 "头发的说明")与\`软件\`无关，$h = 1$，software 不变[^1]。

| 鼠标 | 头发 |
| --- | --- |
| 里面 | **后面** |

\`\`\`js
const 软件 = '头发';
\`\`\`

[^1]: 脚注里的头发。
`;

/** Words that grow and shrink in Taiwan’s vocabulary, so that lines and paragraphs move. */
const PARAGRAPH =
  '他把U盘插进计算机，打开软件里的数据库，鼠标在屏幕上点了几下，网络上的信息就都存进了内存。' +
  '皇后的头发留在后面，干部的衣服干了，里程碑立在十里之外，“视频”和“音频”的质量都不错。';
const LONG = ['一', '二', '三', '四', '五', '六']
  .map((n) => `## ${n}、第${n}节的信息\n\n${[1, 2, 3, 4].map((i) => PARAGRAPH.repeat(i + 1)).join('\n\n')}`)
  .join('\n\n');
const long = (title: string) => `---\ntitle: ${title}\nauthor: 林间\n---\n\n${LONG}\n`;

/** What the choices are called to those who hear them. */
const NAMES: Record<ShownScript, string> = {
  source: '原文',
  'zh-Hans': '简体',
  'zh-Hant': '繁体',
  'zh-Hant-TW': '台湾正体',
  'zh-Hant-HK': '香港繁体',
  'zh-Hant-TW-x-phrase': '台湾正体与台湾用语',
};

async function visit(browser: Browser, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return { context, page, complaints };
}

/** Opens an article and waits until its page is alive. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await untilQuiet(page);
  await page.evaluate(async () => void (await document.fonts.ready));
}

const text = (page: Page) => page.locator('#text');
const choices = (page: Page) => page.getByRole('navigation', { name: '简繁' });
const choice = (page: Page, script: ShownScript) =>
  choices(page).getByRole('link', { name: NAMES[script], exact: true });

async function show(page: Page, script: ShownScript): Promise<void> {
  await choice(page, script).click();
  await expect(text(page)).toHaveAttribute('data-script', script);
}

/** The text as its elements hold it: words, languages, maps; without what a script of the page adds. */
const asDrawn = (page: Page) =>
  page.evaluate(() => {
    const drawn = (root: Element | null): unknown =>
      root && [
        root.localName,
        ...['lang', 'data-pieces', 'data-script', 'data-rules', 'alt', 'title', 'href', 'aria-label']
          .filter((name) => root.hasAttribute(name))
          .map((name) => `${name}=${root.getAttribute(name)}`),
        ...[...root.childNodes].map((node) =>
          node instanceof Text
            ? node.data
            : node instanceof Element && !node.matches('[data-slot]')
              ? drawn(node)
              : null,
        ),
      ];
    return JSON.stringify({
      title: document.title,
      head: drawn(document.querySelector('h1')),
      text: drawn(document.querySelector('#text')),
      contents: [...document.querySelectorAll('a[data-section]')].map((link) => link.textContent),
      words: [...document.querySelectorAll('[data-words]')].map((element) => element.textContent),
    });
  });

test('everything follows the script in place, as the server would have drawn it; code, maths, addresses and Latin stay', async ({
  browser,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  const { page, complaints } = await visit(browser);
  await open(page, `/read/${slug}`);
  await page.evaluate(() => Object.assign(window, { samePage: true }));
  await expect(choice(page, 'source')).toHaveAttribute('aria-current', 'true');

  await show(page, 'zh-Hant');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('頭髮與皇后');
  await expect(page).toHaveTitle(/^頭髮與皇后/);
  await expect(text(page)).toHaveAttribute('lang', 'zh-Hant');
  await expect(text(page)).toHaveAccessibleName('頭髮與皇后');
  await expect(page.getByText('關於鼠標、軟件與頭髮。')).toBeVisible();
  await expect(page.getByText('林間').first()).toBeVisible();
  await expect(page.getByRole('navigation', { name: '目录' }).getByRole('link')).toHaveText('一、幹部與頭髮');
  await expect(text(page)).toContainText('皇后的頭髮留在後面，鼠標和軟件都在裏面，他把「信息」存進他的U盤。');
  await expect(text(page).locator('strong').first()).toHaveText('鼠標和軟件');
  await expect(text(page).locator('figcaption')).toHaveText('圖裏是皇后的頭髮');
  await expect(text(page).getByRole('link', { name: '一張頭髮的照片' })).toHaveAttribute(
    'href',
    'https://example.org/信息.png',
  );
  const link = text(page).getByRole('link', { name: '頭髮的來歷' });
  await expect(link).toHaveAttribute('href', 'https://example.org/头发');
  await expect(link).toHaveAttribute('title', '頭髮的說明');
  await expect(text(page).locator('p code')).toHaveText('软件');
  await expect(text(page).locator('pre')).toHaveText("const 软件 = '头发';");
  await expect(text(page).locator('math').first()).toContainText('h=1');
  await expect(text(page)).toContainText('software 不變');
  await expect(text(page).getByRole('columnheader')).toHaveText(['鼠標', '頭髮']);
  await expect(text(page).getByRole('cell')).toHaveText(['裏面', '後面']);
  await expect(text(page).locator('[role="doc-endnotes"]')).toContainText('腳註裏的頭髮。');

  for (const script of [
    'zh-Hant-TW',
    'zh-Hant-TW-x-phrase',
    'zh-Hant-HK',
    'zh-Hans',
    'source',
    'zh-Hant-TW',
  ] as const) {
    if (script.endsWith('x-phrase')) await page.getByRole('link', { name: NAMES[script] }).click();
    else await choice(page, script).click();
    await expect(text(page)).toHaveAttribute('data-script', script);
    await expect(page).toHaveURL(script === 'source' ? `/read/${slug}` : `/read/${slug}/${script}`);
    if (script.endsWith('x-phrase'))
      await expect(text(page)).toContainText('滑鼠和軟體都在裡面，他把「資訊」存進他的隨身碟');
    const drawn = await asDrawn(page);
    const fresh = await visit(browser);
    await open(fresh.page, `/read/${slug}${script === 'source' ? '' : `/${script}`}`);
    expect(drawn, script).toBe(await asDrawn(fresh.page));
    expect(fresh.complaints).toEqual([]);
    await fresh.context.close();
  }
  expect(await page.evaluate(() => 'samePage' in window)).toBe(true);

  // What is shown is shown again after a reload.
  await page.reload();
  await expect(text(page)).toHaveAttribute('data-script', 'zh-Hant-TW');
  expect(complaints).toEqual([]);
});

/** The paragraph at the reading line: the first that reaches below it. */
const underTheEye = (page: Page) =>
  page.evaluate(() => {
    const blocks = [...document.querySelectorAll<HTMLElement>('#text [data-block]')];
    return blocks.find((block) => block.getBoundingClientRect().bottom > 100)?.dataset.block ?? '';
  });
const topOf = (page: Page, key: string) =>
  page.locator(`[data-block="${key}"]`).evaluate((block) => block.getBoundingClientRect().top);

test('the paragraph under the eye stays where it is, wherever one reads', async ({ browser, importEssay }) => {
  const { slug } = await importEssay(long('长卷'));
  for (const options of [{}, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }]) {
    const { page, context } = await visit(browser, options);
    await open(page, `/read/${slug}`);
    for (const key of [1, 7, 12, 18, 24, 29])
      for (const lead of [60, 100]) {
        await page.locator(`[data-number="${key}"]`).evaluate((block, px) => {
          window.scrollBy({ top: block.getBoundingClientRect().top - px, behavior: 'instant' });
        }, lead);
        const first = await underTheEye(page);
        for (const script of ['zh-Hant-TW-x-phrase', 'zh-Hant-HK', 'zh-Hans', 'source'] as const) {
          const before = await topOf(page, first);
          await press(page, script);
          expect(Math.abs((await topOf(page, first)) - before), `¶${key} in ${script}`).toBeLessThanOrEqual(2);
        }
      }
    await context.close();
  }
});

/** Shows a script through its link wherever the control is, without moving the page. */
async function press(page: Page, script: ShownScript): Promise<void> {
  const link = page.locator(`#script-choice a[data-shows="${script}"]`);
  // Taiwan’s vocabulary is offered to those who read Taiwan’s characters.
  if ((await link.count()) === 0) await press(page, 'zh-Hant-TW');
  await link.first().evaluate((element: HTMLElement) => element.click());
  await expect(text(page)).toHaveAttribute('data-script', script);
  await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
}

const selected = (page: Page) =>
  page.evaluate(() => {
    const { anchorNode, anchorOffset, focusNode, focusOffset } = document.getSelection() as Selection;
    const order = anchorNode?.compareDocumentPosition(focusNode as Node) ?? 0;
    const forwards = anchorNode === focusNode ? anchorOffset < focusOffset : Boolean(order & 4);
    return { words: document.getSelection()?.toString(), forwards };
  });

test('what is selected stays selected, forwards or backwards; the focus stays where it is', async ({
  browser,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  const { page } = await visit(browser);
  await open(page, `/read/${slug}`);
  for (const backwards of [false, true]) {
    await page.locator('[data-number="2"]').evaluate((block, back) => {
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.nodeValue?.indexOf('U盘') ?? -1;
        if (at < 0) continue;
        if (back) document.getSelection()?.setBaseAndExtent(node, at + 2, node, at);
        else document.getSelection()?.setBaseAndExtent(node, at, node, at + 2);
      }
    }, backwards);
    for (const [script, words] of [
      ['zh-Hant-TW-x-phrase', '隨身碟'],
      ['zh-Hant', 'U盤'],
      ['source', 'U盘'],
    ] as const) {
      await press(page, script);
      expect(await selected(page)).toEqual({ words, forwards: !backwards });
    }
  }
  await page.evaluate(() => document.getSelection()?.removeAllRanges());
  await page.locator('[data-number="2"]').focus();
  await page.keyboard.press('s');
  await expect(text(page)).toHaveAttribute('data-script', 'zh-Hant');
  await expect(page.locator('[data-number="2"]')).toBeFocused();
});

test('`s` goes to the other script and back, unless composing, typing, or switched off', async ({
  browser,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  const { page } = await visit(browser);
  await open(page, `/read/${slug}`);
  const script = (wanted: ShownScript) => expect(text(page)).toHaveAttribute('data-script', wanted);
  await page.keyboard.press('s');
  await script('zh-Hant');
  await page.keyboard.press('s');
  await script('source');
  await show(page, 'zh-Hant-HK');
  await page.keyboard.press('s');
  await script('source');
  await page.keyboard.press('s');
  await script('zh-Hant-HK');

  await page.locator('[data-number="2"]').dispatchEvent('keydown', { key: 's', isComposing: true, bubbles: true });
  await page.locator('[data-number="2"]').dispatchEvent('keydown', { key: 's', keyCode: 229, bubbles: true });
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: '快捷键' });
  await expect(help.getByText('在原文与另一种文字之间切换')).toBeVisible();
  await page.keyboard.press('s');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '阅读设置' }).click();
  await page.getByLabel('单键快捷键').uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('s');
  await page.waitForTimeout(300);
  await script('zh-Hant-HK');
});

test('in the middle of a long paragraph the line under the eye stays in sight', async ({ browser, importEssay }) => {
  const sentences = Array.from({ length: 120 }, (_, n) => `他把U盘插进计算机，软件里的信息N${n}，都存进了内存。`);
  const { slug } = await importEssay(`# 一段到底\n\n${sentences.join('')}`);
  const { page } = await visit(browser);
  await open(page, `/read/${slug}`);
  /** Where a word that no script changes stands. */
  const topOfWord = (word: string) =>
    page.locator('[data-block]').evaluate((block, wanted) => {
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.nodeValue?.indexOf(wanted) ?? -1;
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + wanted.length);
        return range.getBoundingClientRect().top;
      }
      return NaN;
    }, word);
  await page.evaluate(() => window.scrollTo({ top: 2_000, behavior: 'instant' }));
  const tops = await Promise.all(sentences.map(async (_, n) => ({ word: `N${n}，`, top: await topOfWord(`N${n}，`) })));
  const eye = tops.find(({ top }) => top > 90);
  if (!eye) throw new Error('The page was not scrolled');
  for (const script of ['zh-Hant-TW-x-phrase', 'source', 'zh-Hant', 'zh-Hant-TW-x-phrase', 'zh-Hans'] as const) {
    await press(page, script);
    // The line breaks elsewhere, so the word may stand a line higher or lower.
    expect(Math.abs((await topOfWord(eye.word)) - eye.top), script).toBeLessThanOrEqual(45);
  }
});

test('the script is remembered: the next article opens in it, and only Chinese ones', async ({
  browser,
  people,
  importEssay,
}) => {
  const first = await importEssay(ESSAY);
  const second = await importEssay(long('另一篇'));
  const english = await importEssay('---\ntitle: On maps\nlang: en\n---\n\nA map is not the land.');
  const { page, context } = await visit(browser);
  await people.signUp(page);
  await page.goto('/');
  await open(page, `/read/${first.slug}`);
  const kept = page.waitForResponse((response) => response.url().endsWith('/api/settings') && response.ok());
  await show(page, 'zh-Hant-HK');
  await kept;
  // The way back leads out of the article, not through the scripts.
  await show(page, 'zh-Hant');
  await kept;
  await page.waitForTimeout(1_000);
  await page.goBack();
  await expect(page).toHaveURL(/\/$/);

  await open(page, `/read/${second.slug}?from=2#text`);
  await expect(page).toHaveURL(`/read/${second.slug}/zh-Hant?from=2#text`);
  await expect(text(page)).toContainText('皇后的頭髮');
  const redirect = await context.request.get(`/read/${second.slug}?from=2`, { maxRedirects: 0 });
  expect(redirect.status()).toBe(307);
  await open(page, `/read/${english.slug}`);
  await expect(page).toHaveURL(`/read/${english.slug}`);

  // Chosen anew, the source is remembered too.
  await open(page, `/read/${second.slug}`);
  const again = page.waitForResponse((response) => response.url().endsWith('/api/settings') && response.ok());
  await show(page, 'source');
  await again;
  await open(page, `/read/${first.slug}`);
  await expect(page).toHaveURL(`/read/${first.slug}`);
});

test('without JavaScript the choices are links', async ({ browser, importEssay }) => {
  const { slug } = await importEssay(ESSAY);
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    const { page, context } = await visit(browser, { javaScriptEnabled: false, viewport });
    await page.goto(`/read/${slug}`);
    const opener = page.getByRole('button', { name: /^简繁/ });
    if (await opener.isVisible()) await opener.click();
    await choice(page, 'zh-Hant').click();
    await expect(page).toHaveURL(`/read/${slug}/zh-Hant`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('頭髮與皇后');
    if (await opener.isVisible()) await opener.click();
    await expect(choice(page, 'zh-Hant')).toHaveAttribute('aria-current', 'true');
    await choice(page, 'source').click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('头发与皇后');
    await context.close();
  }
});

test('pages of a long work keep the script; permalinks and a slug in Chinese too', async ({ browser, importEssay }) => {
  const body = Array.from({ length: 230 }, (_, index) => `第${index + 1}段的头发。`).join('\n\n');
  const { slug } = await importEssay(`---\ntitle: 长编\n---\n\n${body}`, { slug: `长编-${Date.now()}` });
  const { page } = await visit(browser);
  await open(page, `/read/${encodeURIComponent(slug)}/zh-Hant`);
  await expect(page.locator('[data-number="3"]')).toContainText('第3段的頭髮。');
  await open(page, `/read/${encodeURIComponent(slug)}/zh-Hant?from=201`);
  await expect(page.locator('[data-number="201"]')).toContainText('第201段的頭髮。');
  await expect(page).toHaveURL(`/read/${encodeURIComponent(slug)}/zh-Hant?from=201`);
  await page.getByRole('link', { name: '第 215 段' }).click();
  await untilQuiet(page);
  const before = new URL(page.url());
  expect(before.searchParams.get('b')).not.toBeNull();
  await show(page, 'zh-Hant-TW');
  const after = new URL(page.url());
  expect([after.pathname, after.search, after.hash]).toEqual([
    `/read/${encodeURIComponent(slug)}/zh-Hant-TW`,
    before.search,
    before.hash,
  ]);
  const kept = await page.request.get(`/read/${encodeURIComponent(slug)}/zh-Hant-TW`);
  const html = await kept.text();
  expect(html).toContain('第200段的頭髮。');
  expect(html).not.toContain('第201段');
  expect(html).toMatch(/<link rel="canonical" href="[^"]*\/zh-Hant-TW"/);
  for (const language of ['zh-Hans', 'zh-Hant', 'zh-Hant-TW', 'zh-Hant-HK', 'x-default'])
    expect(html, language).toMatch(new RegExp(`hreflang="${language}"`, 'i'));
  expect(html).not.toMatch(/<link[^>]*hreflang="[^"]*x-phrase"/i);
});

test('an unknown script is not found, and the page names those there are', async ({ browser, importEssay }) => {
  const { slug } = await importEssay(ESSAY);
  const { page } = await visit(browser);
  for (const script of ['klingon', 'zh', 'sources', 'ZH-HANT']) {
    const answer = await page.goto(`/read/${slug}/${script}?from=1`);
    expect(answer?.status(), script).toBe(404);
    const main = page.getByRole('main');
    for (const name of [NAMES.source, NAMES['zh-Hans'], NAMES['zh-Hant'], NAMES['zh-Hant-TW'], NAMES['zh-Hant-HK']])
      await expect(main.getByRole('link', { name, exact: true })).toBeVisible();
  }
  await page.getByRole('main').getByRole('link', { name: NAMES['zh-Hant-HK'] }).click();
  await expect(page).toHaveURL(`/read/${slug}/zh-Hant-HK`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('頭髮與皇后');
  // Nobody learns from it that an article is there which they may not see.
  const hidden = await importEssay(ESSAY, { visibility: 'private' });
  expect((await page.goto(`/read/${hidden.slug}/klingon`))?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: '这里没有文章' })).toBeVisible();
});

test('an English or a Japanese article is offered no script, and nothing in it is converted', async ({
  browser,
  importEssay,
}) => {
  const english = '---\ntitle: On maps\nlang: en\n---\n\nThe Chinese for hair is 头发, “hair”.';
  const japanese = '---\ntitle: 発の話\nlang: ja\n---\n\n学校の後に、発電所へ行く。“国”という字。';
  const { page, context } = await visit(browser);
  await context.request.put('/api/settings', { data: { script: 'zh-Hant-TW' } });
  for (const essay of [english, japanese]) {
    const { slug, title } = await importEssay(essay);
    await open(page, `/read/${slug}`);
    await expect(page).toHaveURL(`/read/${slug}`);
    await expect(choices(page)).toHaveCount(0);
    await expect(page.getByRole('button', { name: /^简繁/ })).toHaveCount(0);
    const words = await text(page).innerText();
    expect(words).toContain(essay.split('\n').at(-1));
    await page.keyboard.press('s');
    await page.waitForTimeout(300);
    expect(await text(page).innerText()).toBe(words);
    const answer = await page.goto(`/read/${slug}/zh-Hant`);
    expect(answer?.status()).toBe(404);
    await page.getByRole('main').getByRole('link', { name: '读原文' }).click();
    await expect(page).toHaveURL(`/read/${slug}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  }
});

test('without a network nothing changes half-way; the page says so, and tries again when asked', async ({
  browser,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  const { page, context } = await visit(browser);
  await open(page, `/read/${slug}`);
  const before = await asDrawn(page);
  await context.route('**/text?*', (route) => route.abort());
  await context.setOffline(true);
  await choice(page, 'zh-Hant-HK').click();
  const line = page.getByRole('status').filter({ hasText: '再试' });
  await expect(line).toBeVisible();
  expect(await asDrawn(page)).toBe(before);
  await expect(page).toHaveURL(`/read/${slug}`);
  await expect(choice(page, 'source')).toHaveAttribute('aria-current', 'true');
  await context.setOffline(false);
  await context.unroute('**/text?*');
  await line.getByRole('button', { name: /再试/ }).click();
  await expect(text(page)).toHaveAttribute('data-script', 'zh-Hant-HK');
  await expect(line).toBeHidden();
});

test('a slow network shows that it is busy; of several presses the last one counts', async ({
  browser,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  const { page, context } = await visit(browser);
  await open(page, `/read/${slug}`);
  const shown: (string | null)[] = [];
  await page.exposeFunction('shows', (script: string | null) => shown.push(script));
  await text(page).evaluate((article) => {
    const tell = (window as unknown as { shows: (script: string | null) => void }).shows;
    new MutationObserver(() => tell(article.getAttribute('data-script'))).observe(article, {
      attributeFilter: ['data-script'],
    });
  });
  await context.route('**/text?*', async (route) => {
    const first = route.request().url().includes('zh-Hant-TW');
    await new Promise((resolve) => setTimeout(resolve, first ? 2_500 : 900));
    await route.continue();
  });
  await choice(page, 'zh-Hant-TW').click();
  await choice(page, 'zh-Hant-HK').click();
  await expect(choices(page)).toHaveAttribute('aria-busy', 'true');
  await expect(text(page)).toHaveAttribute('data-script', 'zh-Hant-HK');
  await expect(choices(page)).not.toHaveAttribute('aria-busy', 'true');
  await page.waitForTimeout(2_500);
  expect(shown).toEqual(['zh-Hant-HK']);
});

test('a choice holds however soon the page is left or loaded again', async ({ browser, people, importEssay }) => {
  const { slug } = await importEssay(ESSAY);
  const { page } = await visit(browser);
  await people.signUp(page);
  await open(page, `/read/${slug}`);
  await show(page, 'zh-Hant');
  await expect
    .poll(async () => (await page.context().cookies()).map(({ name }) => name))
    .not.toContain('meipi-choices');

  // The server hears nothing of what is chosen now.
  await page.route('**/api/settings', (route) => route.abort());
  await show(page, 'source');
  await page.reload();
  await expect(text(page)).toHaveAttribute('data-script', 'source');
  await page.getByRole('button', { name: '阅读设置' }).click();
  await page.getByLabel('深色').check();
  await expect(page.getByText('暂时没能保存')).toBeVisible();
  await page.goto(`/read/${slug}`);
  await expect(text(page)).toHaveAttribute('data-script', 'source');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');

  // With the network back, the next page tells it.
  await page.unroute('**/api/settings');
  await page.reload();
  await expect
    .poll(async () => (await page.context().cookies()).map(({ name }) => name))
    .not.toContain('meipi-choices');
  const me = (await (await page.request.get('/api/me')).json()) as { me: { settings: object } };
  expect(me.me.settings).toMatchObject({ script: 'source', theme: 'dark' });
});

test('原文 is reached by those who prefer another script, by its link and where words cannot be changed in place', async ({
  browser,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  const { page } = await visit(browser);
  await open(page, `/read/${slug}`);
  await show(page, 'zh-Hant');
  await page.goto(`/read/${slug}`);
  await expect(text(page)).toHaveAttribute('data-script', 'zh-Hant');
  const link = await choice(page, 'source').getAttribute('href');
  await page.goto(link ?? '');
  await expect(text(page)).toHaveAttribute('data-script', 'source');
  await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', new RegExp(`/read/${slug}$`));

  // Something else has cut the text up: the address is opened instead, and the choice is remembered.
  await open(page, `/read/${slug}`);
  await expect(text(page)).toHaveAttribute('data-script', 'zh-Hant');
  await page.evaluate(() => {
    const node = document.querySelector('[data-number="2"]')?.childNodes[1];
    if (node instanceof Text) node.splitText(2);
  });
  await choice(page, 'source').click();
  await expect(text(page)).toHaveAttribute('data-script', 'source');
  await page.goto(`/read/${slug}`);
  await expect(text(page)).toHaveAttribute('data-script', 'source');
});

test('quotation marks follow the script until one switches that off', async ({ browser, importEssay }) => {
  const { slug } = await importEssay(ESSAY);
  const { page } = await visit(browser);
  await open(page, `/read/${slug}/zh-Hant`);
  await expect(text(page)).toContainText('他把「信息」存進');
  await page.getByRole('button', { name: '阅读设置' }).click();
  await page.getByLabel('引号随简繁').uncheck();
  await expect(text(page)).toContainText('他把“信息”存進');
  await page.reload();
  await untilQuiet(page);
  await expect(text(page)).toContainText('他把“信息”存進');
  await page.getByRole('button', { name: '阅读设置' }).click();
  await page.getByLabel('引号随简繁').check();
  await expect(text(page)).toContainText('他把「信息」存進');
});

test('changing the article’s rights after a toggle leaves the page as it is', async ({
  browser,
  people,
  importEssay,
}) => {
  const { slug } = await importEssay(ESSAY);
  const { page } = await visit(browser);
  await people.signUp(page, '沈编', 'editor');
  await open(page, `/read/${slug}`);
  await show(page, 'zh-Hant-TW');
  await page.evaluate(() => Object.assign(document.querySelector('[data-number="2"]') as object, { same: true }));
  const drawn = await asDrawn(page);
  await page.getByRole('button', { name: '管理文章' }).click();
  await page.getByRole('button', { name: '撤下文章' }).click();
  await expect(page.getByText('这篇文章已撤下')).toBeVisible();
  expect(await page.locator('[data-number="2"]').evaluate((block) => 'same' in block)).toBe(true);
  expect(await asDrawn(page)).toBe(drawn);
  await page.keyboard.press('Escape');
  await show(page, 'source');
  await expect(text(page)).toContainText('皇后的头发留在后面');
});

test('everybody can work the control: on a phone, in the dark, by keyboard', async ({ browser, importEssay }) => {
  const { slug } = await importEssay(ESSAY);
  for (const colorScheme of ['light', 'dark'] as const)
    for (const options of [
      { viewport: { width: 1440, height: 900 } },
      { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
      { viewport: { width: 320, height: 700 }, hasTouch: true, isMobile: true },
    ]) {
      const { page, context, complaints } = await visit(browser, { colorScheme, ...options });
      await open(page, `/read/${slug}/zh-Hant-TW`);
      const opener = page.getByRole('button', { name: /^简繁/ });
      if (options.viewport.width < 900) {
        await opener.focus();
        await page.keyboard.press('Enter');
      }
      await expect(choices(page)).toBeVisible();
      for (const name of Object.values(NAMES)) {
        const box = await page.getByRole('link', { name, exact: true }).first().boundingBox();
        expect(Math.min(box?.width ?? 0, box?.height ?? 0), name).toBeGreaterThanOrEqual(24);
      }
      await page.evaluate(() =>
        Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null))),
      );
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
      ).toEqual([]);
      await choice(page, 'zh-Hant-HK').focus();
      await page.keyboard.press('Enter');
      await expect(text(page)).toHaveAttribute('data-script', 'zh-Hant-HK');
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(
        0,
      );
      expect(complaints).toEqual([]);
      await context.close();
    }
});
