import { expect, type Browser, type Page } from '@playwright/test';
import { makeGroup } from './door';
import type { People, Person } from './people';

interface Section {
  readonly first: string;
  readonly last: string;
}

/** Who leads a group, in a browser of their own; the page's reader is a member of it. */
export async function ledBy(browser: Browser, people: People, page: Page, baseURL: string | undefined) {
  const leader = await (await browser.newContext({ baseURL, locale: 'zh-CN' })).newPage();
  await people.signUp(leader, '林晚');
  const reader: Person = await people.signUp(page, '沈砚');
  return { leader, reader, ...(await makeGroup(leader, [reader.email])) };
}

/** Keys of an article's blocks, in order: at most 200. @param from number of the first, 1… */
export async function blockKeys(page: Page, slug: string, from = 1): Promise<string[]> {
  const answer = await page.request.get(`/api/articles/${slug}/blocks?from=${from}`);
  return ((await answer.json()) as { blocks: { key: string }[] }).blocks.map(({ key }) => key);
}

/** Assigns a section, as who leads the group. @returns the assignment's id */
export async function assign(leader: Page, group: string, article: string, section: Section, changes: object = {}) {
  const rule = { mustRead: true, minNotes: 2, minReplies: 0 };
  const answer = await leader.request.post(`/api/groups/${group}/assignments`, {
    data: { article, section, title: '细读四段', timeZone: 'Asia/Shanghai', rule, ...changes },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}
