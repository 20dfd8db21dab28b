import { describe, expect, it, vi } from 'vitest';
import { threadQueue } from './thread-queue';

/** A server that answers when it is told to. */
function slowServer() {
  const asked: string[] = [];
  const answers: ((answer: string) => void)[] = [];
  const fetchThread = (id: string) => {
    asked.push(id);
    return new Promise<string>((resolve) => answers.push(resolve));
  };
  const answer = async (words: string) => {
    answers.shift()?.(words);
    await Promise.resolve().then(() => undefined);
    await Promise.resolve();
  };
  return { asked, answer, fetchThread };
}

describe('threads that change', () => {
  it('are fetched a few at once', async () => {
    const { asked, answer, fetchThread } = slowServer();
    const queue = threadQueue(fetchThread, () => undefined);
    for (const id of ['a', 'b', 'c', 'd', 'd', 'e']) queue.want(id);
    expect([asked, queue.size()]).toEqual([['a', 'b', 'c'], 2]);
    await answer('1');
    expect(asked).toEqual(['a', 'b', 'c', 'd']);
    queue.clear();
    await answer('2');
    expect(asked).toEqual(['a', 'b', 'c', 'd']);
  });

  it('are fetched once more when they change while they are, never twice at once', async () => {
    const { asked, answer, fetchThread } = slowServer();
    const came: string[] = [];
    const queue = threadQueue(fetchThread, (id, words) => came.push(`${id} ${words}`));
    for (let n = 0; n < 5; n++) queue.want('a');
    expect(asked).toEqual(['a']);
    await answer('old');
    expect(asked).toEqual(['a', 'a']);
    await answer('new');
    expect([asked.length, came]).toEqual([2, ['a old', 'a new']]);
  });

  it('are tried again when they could not be had, until nobody wants them', async () => {
    vi.useFakeTimers();
    const { asked, answer, fetchThread } = slowServer();
    const queue = threadQueue(fetchThread, () => undefined);
    queue.want('a');
    await answer('failed');
    await vi.runAllTimersAsync();
    expect(asked).toEqual(['a', 'a']);
    await answer('failed');
    queue.end();
    await vi.runAllTimersAsync();
    expect(asked).toEqual(['a', 'a']);
    vi.useRealTimers();
  });
});
