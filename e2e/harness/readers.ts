import type { Browser, BrowserContext, Page } from '@playwright/test';
import { read } from './notes';
import type { People, Person } from './people';

interface Reading {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly who: Person;
}

/** Somebody else, with a browser of their own, who reads the essay. */
export async function reader(
  browser: Browser,
  { people, slug, name, url }: { people: People; slug: string; name: string; url: string },
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<Reading> {
  const context = await browser.newContext({ locale: 'zh-CN', baseURL: url, ...options });
  const page = await context.newPage();
  const who = await people.signUp(page, name);
  await follow(page, slug);
  return { page, context, who };
}

/** Nothing is under way any more when the browser's record is closed. */
export async function leave({ page, context }: Reading): Promise<void> {
  await page.close();
  await context.close();
}

/** Opens the essay and waits until what happens is followed. */
export async function follow(page: Page, slug: string): Promise<void> {
  const stream = page.waitForResponse((answer) => answer.url().includes('/api/events'));
  await read(page, slug);
  await stream;
}
