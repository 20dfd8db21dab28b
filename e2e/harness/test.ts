import { test as base, expect, type APIRequestContext, type BrowserContext, type Page } from '@playwright/test';
import { App, PASSWORD } from './app';

interface Journey {
  /** A new account, signed in, in a browser of its own. */
  newReader: (name: string) => Promise<{ page: Page; email: string }>;
  /** The admin, signed in, in a browser of their own. */
  admin: () => Promise<Page>;
}

let count = 0;
/** Made-up addresses: rate limits count by address. */
const address = (): string => `10.${process.pid % 250}.${Math.floor(count / 250)}.${(count++ % 250) + 1}`;

export const test = base.extend<Journey, { app: App }>({
  app: [
    async ({}, use) => {
      const app = await App.start();
      await use(app);
      await app.stop();
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  baseURL: ({ app }, use) => use(app.url),
  extraHTTPHeaders: ({}, use) => use({ 'x-forwarded-for': address() }),
  newReader: async ({ browser, contextOptions, baseURL }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (name) => {
      const context = await open(
        browser.newContext({ ...contextOptions, baseURL, extraHTTPHeaders: { 'x-forwarded-for': address() } }),
        contexts,
      );
      const email = `reader-${Date.now().toString(36)}-${count++}@example.org`;
      await post(context.request, '/api/register', { name, email, password: PASSWORD });
      return { page: await context.newPage(), email };
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
  admin: async ({ browser, contextOptions, baseURL, app }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const context = await open(
        browser.newContext({ ...contextOptions, baseURL, extraHTTPHeaders: { 'x-forwarded-for': address() } }),
        contexts,
      );
      const { email, password } = app.admin;
      await post(context.request, '/api/login', { email, password });
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

async function open(opening: Promise<BrowserContext>, contexts: BrowserContext[]): Promise<BrowserContext> {
  const context = await opening;
  contexts.push(context);
  return context;
}

/** Sends JSON as the page would; the answer’s cookies stay with the browser. */
export async function post(request: APIRequestContext, path: string, data: unknown): Promise<void> {
  const response = await request.post(path, { data, headers: { 'sec-fetch-site': 'same-origin' } });
  expect(response.ok(), `${path}: ${await response.text()}`).toBe(true);
}

/** Imports Markdown as the signed-in editor; the answer is its slug. */
export async function importEssay(page: Page, slug: string, markdown: string, query = ''): Promise<string> {
  const response = await page.request.post(`/api/articles?slug=${slug}${query}`, {
    data: markdown,
    headers: { 'content-type': 'text/markdown', 'sec-fetch-site': 'same-origin' },
  });
  expect(response.status(), await response.text()).toBe(201);
  return slug;
}

export { expect } from '@playwright/test';
