import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Draft } from './drafts';
import { sendNote } from './send-note';

const content = (words: string): Draft['content'] => ({
  motivation: 'commenting',
  layer: 'private',
  body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }] },
  tags: [],
});
const draft = (words: string, changes: Partial<Draft> = {}): Draft => ({
  id: '0192f3c4-0000-7000-8000-000000000001',
  article: 'biaoxiang',
  revision: 1,
  target: null,
  content: content(words),
  changes: null,
  sent: null,
  touched: 0,
  ...changes,
});

/** What the server hears, and how it answers. */
let heard: { method: string; path: string; body: { body: unknown }; version: string | null }[];
let answers: (() => Response)[];
const note = (version: number) => () => Response.json({ version });
const problem = (status: number) => () =>
  Response.json({ code: 'x', status }, { status, headers: { 'content-type': 'application/problem+json' } });
const noNetwork = () => {
  throw new TypeError('fetch failed');
};

beforeEach(() => {
  heard = [];
  answers = [];
  vi.stubGlobal('fetch', (path: string, init: { method: string; body: string; headers: Record<string, string> }) => {
    heard.push({
      method: init.method,
      path,
      body: JSON.parse(init.body) as { body: unknown },
      version: init.headers['if-match'] ?? null,
    });
    return Promise.resolve().then(() => (answers.shift() ?? noNetwork)());
  });
});
afterEach(() => vi.unstubAllGlobals());

/** Sends as the composer does: the draft as it was last written down. */
async function send(start: Draft): Promise<{ status: number | 'ok'; kept: Draft }> {
  let kept = start;
  const result = await sendNote(start, async (next) => (kept = next));
  return { status: result.ok ? 'ok' : result.status, kept };
}

describe('a new note', () => {
  it('is put once', async () => {
    answers = [note(1)];
    expect((await send(draft('一'))).status).toBe('ok');
    expect(heard.map(({ method }) => method)).toEqual(['PUT']);
  });

  it('whose answer got lost is sent again as it was, and what was written since as a change', async () => {
    const { status, kept } = await send(draft('一'));
    expect(status).toBe(0);
    answers = [note(1), note(2)];
    expect((await send({ ...kept, content: content('一二') })).status).toBe('ok');
    expect(heard.map(({ method, version }) => [method, version])).toEqual([
      ['PUT', null],
      ['PUT', null],
      ['PATCH', '"1"'],
    ]);
    expect(heard[1]?.body).toEqual(heard[0]?.body);
    expect(heard[2]?.body.body).toEqual(content('一二').body);
  });

  it('that failed within the server may be there all the same', async () => {
    answers = [problem(500)];
    expect((await send(draft('一'))).kept.sent).not.toBeNull();
  });

  it('that was refused is worded anew', async () => {
    answers = [problem(422)];
    const { status, kept } = await send(draft('一'));
    expect([status, kept.sent]).toEqual([422, null]);
    answers = [note(1)];
    await send({ ...kept, content: content('二') });
    expect(heard.map(({ method }) => method)).toEqual(['PUT', 'PUT']);
    expect(heard[1]?.body.body).toEqual(content('二').body);
  });
});

it('a change names the version it was made to', async () => {
  answers = [note(4)];
  await send(draft('一', { changes: 3 }));
  expect(heard.map(({ method, version }) => [method, version])).toEqual([['PATCH', '"3"']]);
});
