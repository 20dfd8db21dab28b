import { expect, type Locator, type Page } from '@playwright/test';

/** An essay with everything one may select in. */
export const ESSAY = `---
title: 桥上的人
author: 林晚
---

一条河把镇子分成两半，桥是后来才有的。

桥修好的那天，𠮷家的老人在桥头站了一个下午，**谁也不知道**他在等谁，见[县志](https://example.org/xianzhi)第三卷。

那一年的水位是 $h = 3.2$ 米，记在 \`water.csv\` 里。

| 年份 | 水位 |
| --- | --- |
| 甲子 | 三尺 |
| 乙丑 | 五尺 |

- 第一件事是修桥
- 第二件事是等人

桥还在，人没有来。
`;

export const bar = (page: Page): Locator => page.getByRole('toolbar', { name: '选中的文字' });
/** A note's card, in the margin or in a phone's sheet. */
export const card = (page: Page, words: string): Locator =>
  page.getByRole('complementary', { name: '批注' }).getByRole('article').filter({ hasText: words });
export const editor = (page: Page): Locator => page.getByRole('textbox', { name: '批注' });

/** Opens the essay and waits until the margin is alive. */
export async function read(page: Page, slug: string, search = ''): Promise<void> {
  const notes = page.waitForResponse((response) => response.url().includes(`/${slug}/annotations`));
  await page.goto(`/read/${slug}${search}`);
  await notes;
}

/** Selects from one word to another, by DOM range, which may begin behind where it ends. */
export const selectFromTo = (page: Page, from: string, to: string, { backwards = false } = {}): Promise<void> =>
  page.locator('#text').evaluate(
    (text, [first, last, back]) => {
      const find = (words: string): [Text, number] => {
        const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
          const at = node.data.indexOf(words);
          if (at >= 0 && !node.parentElement?.closest('[data-skip]')) return [node, at];
        }
        throw new Error(`“${words}” is not in the text`);
      };
      const [start, startAt] = find(first);
      const [end, endAt] = find(last);
      const edges = [start, startAt, end, endAt + last.length] as const;
      start.parentElement?.scrollIntoView({ block: 'center', behavior: 'instant' });
      if (back) document.getSelection()?.setBaseAndExtent(edges[2], edges[3], edges[0], edges[1]);
      else document.getSelection()?.setBaseAndExtent(...edges);
    },
    [from, to, backwards] as const,
  );

/** Writes a note on what is selected. */
export async function comment(page: Page, text: string, layer?: '公开' | '仅自己可见'): Promise<void> {
  await bar(page).getByRole('button', { name: '批注' }).click();
  await expect(editor(page)).toBeFocused();
  await page.keyboard.insertText(text);
  if (layer) await page.locator('form').getByText(layer, { exact: true }).click();
  await page.getByRole('button', { name: '保存' }).click();
  await expect(card(page, text)).toBeVisible();
}
