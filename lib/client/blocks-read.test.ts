import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AGAIN_MS, BlocksRead, GATHER_MS, MOST_SENT, type Sent } from './blocks-read';

let kept: readonly string[];
let sent: { keys: readonly string[]; leaving: boolean }[];
let answers: Sent[];
beforeEach(() => {
  vi.useFakeTimers();
  [kept, sent, answers] = [[], [], []];
});
afterEach(() => vi.useRealTimers());

const open = () =>
  new BlocksRead({
    kept: { load: () => kept, save: (keys) => void (kept = keys) },
    send: (keys, leaving) => {
      sent.push({ keys, leaving });
      return Promise.resolve(answers.shift() ?? 'taken');
    },
  });
const after = (time: number) => vi.advanceTimersByTimeAsync(time);

test('what is read in one go is sent in one go, and forgotten once it is taken', async () => {
  const blocks = open();
  blocks.add(['a']);
  await after(GATHER_MS / 2);
  blocks.add(['b', 'c']);
  expect(kept).toEqual(['a', 'b', 'c']);
  await after(GATHER_MS);
  expect(sent).toEqual([{ keys: ['a', 'b', 'c'], leaving: false }]);
  expect(kept).toEqual([]);
});

test('what fails stays, and is sent again with what came meanwhile', async () => {
  answers = ['failed', 'failed'];
  const blocks = open();
  blocks.add(['a']);
  await after(GATHER_MS);
  expect(kept).toEqual(['a']);
  blocks.add(['b']);
  await after(AGAIN_MS - 1);
  expect(sent).toHaveLength(1);
  await after(1);
  expect(sent[1]?.keys).toEqual(['a', 'b']);
  await after(AGAIN_MS * 2);
  expect(sent).toHaveLength(3);
  expect(kept).toEqual([]);
});

test('the network is back: what waits goes at once', async () => {
  answers = ['failed'];
  const blocks = open();
  blocks.add(['a']);
  await after(GATHER_MS);
  blocks.hurry();
  await after(0);
  expect(sent).toHaveLength(2);
  expect(kept).toEqual([]);
});

test('what the last visit could not send is sent at the next', async () => {
  kept = ['a', 'b'];
  open();
  await after(0);
  expect(sent).toEqual([{ keys: ['a', 'b'], leaving: false }]);
});

test('whoever leaves sends what waits, and forgets nothing that is not known to have arrived', () => {
  const blocks = open();
  blocks.add(['a']);
  blocks.leave();
  blocks.end();
  expect(sent).toEqual([{ keys: ['a'], leaving: true }]);
  expect(kept).toEqual(['a']);
});

test('what the server will never take is not sent for ever', async () => {
  answers = ['refused'];
  const blocks = open();
  blocks.add(['a']);
  await after(GATHER_MS + AGAIN_MS * 10);
  expect(sent).toHaveLength(1);
  expect(kept).toEqual([]);
});

test('of very many each is sent, as many at once as the server takes', async () => {
  const keys = Array.from({ length: MOST_SENT + 3 }, (_, index) => `k${index}`);
  open().add(keys);
  await after(GATHER_MS * 2);
  expect(sent.map((one) => one.keys.length)).toEqual([MOST_SENT, 3]);
  expect(sent.flatMap((one) => one.keys)).toEqual(keys);
});

test('what is read while something is on its way goes next', async () => {
  let answer: (sent: Sent) => void = () => undefined;
  const calls: (readonly string[])[] = [];
  const blocks = new BlocksRead({
    kept: { load: () => [], save: () => undefined },
    send: (batch) => {
      calls.push(batch);
      return new Promise((resolve) => (answer = resolve));
    },
  });
  blocks.add(['a']);
  await after(GATHER_MS);
  blocks.add(['b']);
  await after(GATHER_MS * 3);
  expect(calls).toEqual([['a']]);
  answer('taken');
  await after(GATHER_MS);
  expect(calls).toEqual([['a'], ['b']]);
});
