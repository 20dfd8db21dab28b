import { expect } from '@playwright/test';
import type { People } from './people';

/** Publishes the next edition of an article as an admin does. */
export async function publishEdition(people: People, slug: string, markdown: string, reason = ''): Promise<void> {
  const query = new URLSearchParams({ slug, reason });
  const answer = await (
    await people.admin()
  ).post(`/api/articles?${query}`, {
    headers: { 'content-type': 'text/markdown' },
    data: markdown,
    maxRetries: 3,
  });
  expect(answer.status(), await answer.text()).toBe(201);
}
