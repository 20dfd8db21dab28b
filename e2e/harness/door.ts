import { expect, type Page } from '@playwright/test';

/** What another client would do: through the one door, as the page's reader. */

const bodyOf = (text: string) => ({
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

interface Block {
  readonly key: string;
  readonly text: string;
}

interface NoteOn {
  /** Slug. */
  readonly slug: string;
  readonly exact: string;
  readonly text: string;
  readonly layer?: string;
  readonly tags?: readonly string[];
  /** The server to ask; default: the page's. */
  readonly url?: string;
}

/** @returns the note's id */
export async function putNote(page: Page, note: NoteOn): Promise<string> {
  const { slug, exact, text, layer = 'public', tags = [], url = '' } = note;
  const listed = await page.request.get(`${url}/api/articles/${slug}/blocks`);
  const { blocks } = (await listed.json()) as { blocks: Block[] };
  const block = blocks.find((one) => one.text.includes(exact));
  if (!block) throw new Error(`“${exact}” is nowhere`);
  const offset = block.text.indexOf(exact);
  const [start, end] = [offset, offset + exact.length].map((at) => ({ block: block.key, offset: at }));
  const id = crypto.randomUUID();
  const answer = await page.request.put(`${url}/api/annotations/${id}`, {
    data: {
      ...{ article: slug, revision: 1, layer, motivation: 'commenting', tags },
      ...{ target: { start, end, exact }, body: bodyOf(text) },
    },
    maxRetries: 3,
  });
  expect(answer.status(), await answer.text()).toBe(201);
  return id;
}

/** Changes a note that is in its first version. */
export async function changeNote(page: Page, id: string, changes: { text?: string; layer?: string }): Promise<void> {
  const { text, ...rest } = changes;
  const answer = await page.request.patch(`/api/annotations/${id}`, {
    headers: { 'if-match': '"1"' },
    data: { ...rest, ...(text === undefined ? {} : { body: bodyOf(text) }) },
  });
  expect(answer.status(), await answer.text()).toBe(200);
}

export async function deleteNote(page: Page, id: string): Promise<void> {
  const answer = await page.request.delete(`/api/annotations/${id}`);
  expect(answer.ok(), await answer.text()).toBe(true);
}

/** @returns the reply's id */
export async function putReply(page: Page, note: string, text: string): Promise<string> {
  const id = crypto.randomUUID();
  const answer = await page.request.put(`/api/annotations/${note}/replies/${id}`, { data: { body: bodyOf(text) } });
  expect(answer.status(), await answer.text()).toBe(201);
  return id;
}

/** Makes a group of the page's reader and others. @returns its layer and its id */
export async function makeGroup(page: Page, emails: readonly string[]): Promise<{ id: string; layer: string }> {
  const { id } = (await (await page.request.post('/api/groups', { data: { name: '晨读' } })).json()) as { id: string };
  for (const email of emails) {
    const added = await page.request.post(`/api/groups/${id}/members`, { data: { email, role: 'member' } });
    expect(added.ok(), await added.text()).toBe(true);
  }
  return { id, layer: `group:${id}` };
}
