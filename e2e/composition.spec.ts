import type { CDPSession, Page } from '@playwright/test';
import { card, editor, ESSAY, read } from './harness/notes';
import { expect, test } from './harness/test';

/** Pinyin, as an input method sends it to Chromium. */
class InputMethod {
  private constructor(
    private readonly session: CDPSession,
    private readonly page: Page,
  ) {}

  static async for(page: Page): Promise<InputMethod> {
    return new InputMethod(await page.context().newCDPSession(page), page);
  }

  /** Shows `letters` underlined, as they are typed. */
  async compose(letters: string): Promise<void> {
    for (let end = 1; end <= letters.length; end++) {
      const text = letters.slice(0, end);
      await this.session.send('Input.imeSetComposition', { text, selectionStart: end, selectionEnd: end });
    }
  }

  /** A key that the input method takes for itself: browsers report it as 229. */
  async takenKey(key: 'Enter' | 'Escape' | 'h', modifiers = 0): Promise<void> {
    const base = { key, code: key.length === 1 ? `Key${key.toUpperCase()}` : key, modifiers };
    await this.session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', windowsVirtualKeyCode: 229, ...base });
    await this.session.send('Input.dispatchKeyEvent', { type: 'keyUp', windowsVirtualKeyCode: 229, ...base });
  }

  async choose(words: string): Promise<void> {
    await this.session.send('Input.insertText', { text: words });
    await this.page.waitForTimeout(50);
  }
}

const CONTROL = 2;

test.beforeEach(async ({ page, people, importEssay }) => {
  const { slug } = await importEssay(ESSAY);
  await people.signUp(page);
  await read(page, slug);
  await page.locator('[data-number="1"]').focus();
  await page.keyboard.press('c');
  await expect(editor(page)).toBeFocused();
});

test('while pinyin is composed nothing is sent, nothing closes, no shortcut acts, the editor stays as it is', async ({
  page,
}) => {
  const writes: string[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET' && request.url().includes('/api/annotations')) writes.push(request.url());
  });
  // What React might do to the editor while somebody composes in it.
  await editor(page).evaluate((element) => {
    const seen: string[] = [];
    Object.assign(globalThis, { seen });
    const form = element.closest('form');
    new MutationObserver((records) => {
      for (const { type, attributeName, target } of records)
        if (!element.contains(target) || target === element) seen.push(`${type} ${attributeName ?? ''}`.trim());
    }).observe(form?.parentElement ?? document.body, { subtree: true, childList: true, attributes: true });
  });
  const ime = await InputMethod.for(page);
  await ime.compose('xiumo');
  await expect(editor(page)).toHaveText('xiumo');
  await ime.takenKey('Enter', CONTROL);
  await ime.takenKey('Enter');
  await ime.takenKey('Escape');
  await ime.takenKey('h');
  await expect(editor(page)).toBeFocused();
  await expect(editor(page)).toHaveText('xiumo');
  expect(writes).toEqual([]);
  const disturbances = await page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
  // The save button may light up, cards may be placed: the editor element itself is left alone.
  expect(disturbances.filter((what) => what === 'childList')).toEqual([]);

  await ime.choose('休谟');
  await expect(editor(page)).toHaveText('休谟');
  await ime.compose('buhui');
  await ime.choose('不会同意。');
  await expect(editor(page)).toHaveText('休谟不会同意。');
  await page.keyboard.press('Control+Enter');
  await expect(card(page, '休谟不会同意。')).toBeVisible();
  expect(writes).toHaveLength(1);
});

test('Enter that ends a composition ends no tag; the next one does', async ({ page }) => {
  const tags = page.getByRole('textbox', { name: '标签' });
  await tags.focus();
  const ime = await InputMethod.for(page);
  await ime.compose('kangde');
  await ime.takenKey('Enter');
  await expect(page.getByRole('button', { name: /去掉标签/ })).toHaveCount(0);
  await ime.choose('康德');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: '去掉标签「康德」' })).toBeVisible();
});

test('what is composed is in the draft, too', async ({ page }) => {
  const ime = await InputMethod.for(page);
  await ime.compose('biao');
  await ime.choose('表象');
  await ime.compose('gai');
  await page.waitForTimeout(300);
  await page.reload();
  await page.getByRole('button', { name: '接着写' }).click();
  await expect(editor(page)).toContainText('表象');
});
