import { expect, test as base } from '@playwright/test';
import type { Visibility } from '@/lib/domain/permissions/can';
import { runningApp, startApp, type App } from './app';
import { People } from './people';

interface Essay {
  readonly slug: string;
  readonly title: string;
}

interface Fixtures {
  /** Imports Markdown as an admin does; the slug is made unique unless given. */
  readonly importEssay: (markdown: string, options?: { slug?: string; visibility?: Visibility }) => Promise<Essay>;
}

interface WorkerFixtures {
  app: App;
  people: People;
}

/**
 * Playwright's test, with an app: pages open relative to it, `app.restart()` restarts it,
 * `people` signs up and in, `importEssay` brings a text.
 */
export const test = base.extend<Fixtures, WorkerFixtures>({
  app: [
    // Playwright reads a fixture's needs from this pattern: none.
    async ({}, use) => {
      const given = process.env.E2E_BASE_URL;
      const app = given ? runningApp(given) : await startApp();
      await use(app);
      await app.stop();
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  people: [
    async ({ app }, use) => {
      const people = new People(app);
      await use(people);
      await people.dispose();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ app }, use) => use(app.url),
  importEssay: async ({ people }, use) => {
    await use(async (markdown, { slug = `essay-${crypto.randomUUID().slice(0, 8)}`, visibility = 'public' } = {}) => {
      const query = new URLSearchParams({ slug, visibility });
      const answer = await (
        await people.admin()
      ).post(`/api/articles?${query}`, {
        headers: { 'content-type': 'text/markdown' },
        data: markdown,
        // The server closes idle connections; one that was about to be used again is opened anew.
        maxRetries: 3,
      });
      expect(answer.status(), await answer.text()).toBe(201);
      const { article } = (await answer.json()) as { article: Essay };
      return article;
    });
  },
});

export { expect } from '@playwright/test';
