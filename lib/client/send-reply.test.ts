import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ReplyDraft } from './reply-drafts';
import { sendReply } from './send-reply';

const words = (text: string) => ({ type: 'doc' as const, content: [{ type: 'paragraph', text }] });
const THREAD = '0192f3c4-0000-7000-8000-000000000001';
const REPLY = '0192f3c4-0000-7000-8000-000000000002';
const draft = (text: string, changes: Partial<ReplyDraft> = {}) => ({
  id: REPLY,
  thread: THREAD,
  layer: 'public' as const,
  changes: null,
  sent: null,
  touched: 0,
  ...changes,
  body: words(text),
});

let heard: { method: string; path: string; body: unknown; version: string | null }[];
let answers: (() => Response)[];
const reply = (version: number) => () => Response.json({ version });
const problem = (status: number) => () =>
  Response.json({ code: 'x', status }, { status, headers: { 'content-type': 'application/problem+json' } });
const noNetwork = () => {
  throw new TypeError('fetch failed');
};

beforeEach(() => {
  heard = [];
  answers = [];
  vi.stubGlobal('fetch', (path: string, init: { method: string; body: string; headers: Record<string, string> }) => {
    const { body } = JSON.parse(init.body) as { body: unknown };
    heard.push({ method: init.method, path, body, version: init.headers['if-match'] ?? null });
    return Promise.resolve().then(() => (answers.shift() ?? noNetwork)());
  });
});
afterEach(() => vi.unstubAllGlobals());

async function send(start: ReturnType<typeof draft>): Promise<{ status: number | 'ok'; kept: ReplyDraft }> {
  let kept: ReplyDraft = start;
  const result = await sendReply(start, async (next) => (kept = next));
  return { status: result.ok ? 'ok' : result.status, kept };
}

it('a new reply is put once, under its thread and its own id', async () => {
  answers = [reply(1)];
  expect((await send(draft('一'))).status).toBe('ok');
  expect(heard.map(({ method, path }) => `${method} ${path}`)).toEqual([
    `PUT /api/annotations/${THREAD}/replies/${REPLY}`,
  ]);
});

it('one whose answer got lost is sent again to the letter, and what was written since as a change', async () => {
  const { status, kept } = await send(draft('一'));
  expect([status, kept.sent]).toEqual([0, words('一')]);
  answers = [reply(1), reply(2)];
  expect((await send({ ...kept, body: words('一二') })).status).toBe('ok');
  expect(heard.map(({ method, version }) => [method, version])).toEqual([
    ['PUT', null],
    ['PUT', null],
    ['PATCH', '"1"'],
  ]);
  expect(heard[1]?.body).toEqual(heard[0]?.body);
  expect(heard[2]?.body).toEqual(words('一二'));
});

it('one that failed within the server may be there; one that was refused is not, and is worded anew', async () => {
  answers = [problem(503)];
  expect((await send(draft('一'))).kept.sent).toEqual(words('一'));
  answers = [problem(422)];
  expect((await send(draft('一'))).kept.sent).toBeNull();
});

it('a change names the version it was made to', async () => {
  answers = [reply(4)];
  await send(draft('一', { changes: 3 }));
  expect(heard.map(({ method, version }) => [method, version])).toEqual([['PATCH', '"3"']]);
});
