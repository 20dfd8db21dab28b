import { expect, type APIRequestContext, type APIResponse, type Browser, type Page } from '@playwright/test';
import { uuidv7 } from 'uuidv7';
import type { People, Person } from './people';

interface Block {
  readonly key: string;
  readonly number: number;
  readonly text: string;
}

const json = async <T>(answer: APIResponse, status: number): Promise<T> => {
  expect(answer.status(), await answer.text()).toBe(status);
  return (await answer.json()) as T;
};

const body = (text: string) => ({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] });

/** A class: who leads it in `page`, its members each in a browser of their own. All through the one door. */
export class Classroom {
  private constructor(
    readonly id: string,
    readonly teacher: APIRequestContext,
    readonly members: readonly (Person & { readonly page: Page })[],
  ) {}

  static async open(page: Page, browser: Browser, people: People, names: readonly string[]): Promise<Classroom> {
    const { id } = await json<{ id: string }>(await page.request.post('/api/groups', { data: { name: '晨读' } }), 201);
    const members = [];
    for (const name of names) {
      const own = await (await browser.newContext({ baseURL: new URL(page.url()).origin })).newPage();
      const person = await people.signUp(own, name);
      await json(await page.request.post(`/api/groups/${id}/members`, { data: { email: person.email } }), 201);
      members.push({ ...person, page: own });
    }
    return new Classroom(id, page.request, members);
  }

  async blocks(slug: string): Promise<Block[]> {
    return (await json<{ blocks: Block[] }>(await this.teacher.get(`/api/articles/${slug}/blocks`), 200)).blocks;
  }

  /** Assigns a section; what is not said is as the door has it. */
  async assign(
    slug: string,
    { from, to, ...facts }: { from: number; to: number; title: string } & Record<string, unknown>,
  ): Promise<string> {
    const blocks = await this.blocks(slug);
    const [first, last] = [from, to].map((number) => blocks[number - 1]?.key);
    const data = {
      ...{ article: slug, section: { first, last }, timeZone: 'Asia/Shanghai' },
      ...{ rule: { mustRead: false, minNotes: 1, minReplies: 0 }, ...facts },
    };
    return (await json<{ id: string }>(await this.teacher.post(`/api/groups/${this.id}/assignments`, { data }), 201))
      .id;
  }

  /** A member says something about a whole block. */
  async note(
    { page }: { readonly page: Page },
    slug: string,
    { block, words, motivation = 'commenting' }: { block: number; words: string; motivation?: string },
  ): Promise<void> {
    const key = (await this.blocks(slug))[block - 1]?.key;
    const data = {
      ...{ article: slug, revision: 1, layer: `group:${this.id}`, motivation, tags: [] },
      ...{ target: { block: key }, body: body(words) },
    };
    await json(await page.request.put(`/api/annotations/${uuidv7()}`, { data }), 201);
  }
}
