import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyOfText, plainText } from '@/lib/richtext/body';
import type { DraftContent } from './drafts';
import {
  again,
  answered,
  asNew,
  discard,
  freeze,
  isAnswerOf,
  keepMine,
  keepTheirs,
  nextDue,
  nextTry,
  take,
  type Answer,
  type Entry,
  type NoteToSend,
} from './outbox-entry';
import { UNSENT } from './outbox-version';

const content = (words: string): DraftContent => ({
  motivation: 'commenting',
  layer: 'private',
  body: bodyOfText(words) as DraftContent['body'],
  tags: [],
});
const written = (words: string, changes: NoteToSend['changes'] = null, id = 'a'): NoteToSend => ({
  kind: 'note',
  id,
  article: 'biaoxiang',
  title: '表象',
  revision: 1,
  target: null,
  content: content(words),
  changes,
});
const wordsOf = (entry: Entry | null): string | null => entry && plainText(entry.content.body as never);
const begun = (words: string, changes: NoteToSend['changes'] = null): Entry =>
  take(undefined, written(words, changes), 'lin', 1);
const left = (entry: Entry, now: number): Entry => {
  const frozen = freeze(entry, now);
  if (!frozen) throw new Error('Nothing leaves');
  return frozen;
};
const sent = (entry: Entry): Entry => left(entry, 2);
const after = (entry: Entry, answer: Answer): Entry => {
  const next = answered(entry, answer, 3);
  if (!next) throw new Error('It is gone');
  return next;
};
const problem = (status: number): Answer => ({
  is: 'refused',
  problem: { type: '', title: '', detail: '', code: 'x', status },
});

describe('a request that has left', () => {
  it('is frozen: what is written since follows as a change to the version that came back', () => {
    const lost = after(sent(begun('一')), { is: 'unreachable' });
    const more = take(lost, written('一二', UNSENT), 'lin', 4);
    expect(sent(more).sent).toEqual({ version: null, content: content('一') });
    const next = sent(after(sent(more), { is: 'saved', version: 1 }));
    expect(next.sent).toEqual({ version: 1, content: content('一二') });
    expect(after(next, { is: 'saved', version: 2 }).state).toBe('saved');
  });

  it('that was refused is worded anew; one that may have arrived is not', () => {
    expect(after(sent(begun('一')), problem(422)).sent).toBeNull();
    expect(after(sent(begun('一')), problem(429)).sent).not.toBeNull();
  });

  it('whose answer was lost is known again by what stands there', () => {
    const changed = after(sent(begun('一', 3)), { is: 'unreachable' });
    const found: Answer = { is: 'differs', theirs: { version: 4, content: content('一') } };
    expect(after(sent(changed), found)).toMatchObject({ state: 'saved', base: 4 });
  });

  it('leaves no words behind when it has arrived, and knows what is begun on it', () => {
    const saved = after(sent(begun('一')), { is: 'saved', version: 1 });
    expect(JSON.stringify(saved)).not.toContain('一');
    expect(sent(take(saved, written('二', UNSENT), 'lin', 5)).sent).toMatchObject({ version: 1 });
    expect(freeze(saved, 5)).toBeNull();
    // Another tab's, begun without these words, is not a change to them.
    expect(sent(take(saved, written('二'), 'lin', 5)).sent).toMatchObject({ version: null });
    const changed = after(sent(begun('甲', 3)), { is: 'saved', version: 4 });
    expect(sent(take(changed, written('乙', 3), 'lin', 5)).sent).toMatchObject({ version: 3 });
  });
});

it('that arrived and was changed elsewhere before its answer came is not written over', () => {
  const lost = after(sent(begun('一')), { is: 'unreachable' });
  const elsewhere: Answer = { is: 'saved', version: 2, stands: content('别处') };
  expect(after(sent(lost), elsewhere).state).toBe('saved');
  const more = sent(take(lost, written('一二', UNSENT), 'lin', 4));
  expect(after(more, elsewhere)).toMatchObject({ state: 'conflict', theirs: { version: 2 } });
});

describe('two versions', () => {
  const theirs: Answer = { is: 'differs', theirs: { version: 7, content: content('别处') } };
  const apart = () => after(sent(begun('我的', 3)), theirs);

  it('are both kept until one has decided, also when more is written', () => {
    expect(apart()).toMatchObject({ state: 'conflict', theirs: { version: 7 } });
    expect(wordsOf(apart())).toBe('我的');
    expect(sent(keepMine(apart())).sent).toEqual({ version: 7, content: content('我的') });
    expect(keepTheirs(apart())).toBeNull();
  });

  it('come together in what was looked over', () => {
    const merged = take(apart(), { ...written('别处\n我的', UNSENT), decided: true }, 'lin', 4);
    expect(sent(merged).sent).toEqual({ version: 7, content: content('别处\n我的') });
  });

  it('of two tabs that have not reached the server are not written over one another', () => {
    const both = take(begun('甲', 3), written('乙', 3), 'lin', 2);
    expect(both).toMatchObject({ state: 'conflict', theirs: { here: true, content: content('甲') } });
    const twice = take(begun('甲'), { ...written('乙', UNSENT), was: content('原来') }, 'lin', 2);
    expect(twice).toMatchObject({ state: 'conflict', theirs: { here: true, content: content('甲') } });
    const once = take(begun('甲'), { ...written('乙', UNSENT), was: content('甲') }, 'lin', 2);
    expect(once).toMatchObject({ state: 'waiting', theirs: null });
    expect(wordsOf(keepTheirs(both))).toBe('甲');
    expect(sent(keepMine(both)).sent).toEqual({ version: 3, content: content('乙') });
  });
});

it('what was deleted meanwhile is never revived: its words become a new one, or nothing', () => {
  const gone = after(sent(begun('一', 3)), { is: 'gone' });
  expect(take(gone, written('一二', UNSENT), 'lin', 4)).toMatchObject({ state: 'gone' });
  expect(nextDue([gone], 9, 9)).toBeUndefined();
  expect(sent(asNew(gone, 'b'))).toMatchObject({ id: 'b', sent: { version: null } });
});

it('what is thrown away under way is deleted once it has arrived; what never left is only forgotten', () => {
  expect(discard(begun('一'))).toBeNull();
  const away = discard(sent(begun('一')));
  expect(away).toMatchObject({ state: 'discarded' });
  expect(answered(away as Entry, { is: 'saved', version: 1 }, 3)).toMatchObject({ state: 'discarded', sent: null });
  expect(answered(away as Entry, problem(422), 3)).toBeNull();
  expect(answered(away as Entry, { is: 'deleted' }, 3)).toBeNull();
  const backAgain = sent(begun('一'));
  expect(isAnswerOf(backAgain, left(away as Entry, 3))).toBe(false);
  expect(answered(backAgain, { is: 'deleted' }, 3)).toBe(backAgain);
});

it('is tried again ever more rarely, at once when the network is back, and not at all when it was refused', () => {
  let entry = begun('一');
  const pauses: number[] = [];
  for (let count = 0; count < 8; count++) {
    entry = after(left(entry, 0), { is: 'unreachable' });
    pauses.push(nextTry(entry) ?? NaN);
  }
  expect(pauses).toEqual([2, 4, 8, 16, 32, 60, 60, 60].map((seconds) => seconds * 1000));
  const tried = { ...entry, tried: 100 };
  expect(nextDue([tried], 200, 0)).toBeUndefined();
  expect(nextDue([tried], 200, 150)).toBe(tried);
  const out = { ...after(tried, { is: 'signed-out' }), tried: 100 };
  expect(nextDue([out], 1e9, 0)).toBeUndefined();
  expect(nextDue([out], 1e9, 150)).toBe(out);
  const refused = after(tried, problem(422));
  expect(nextDue([refused], 1e9, 1e9)).toBeUndefined();
  expect(nextTry(again(refused))).toBe(0);
});

/** A server as ours is: once under an id, changes by version. */
class Server {
  readonly notes = new Map<string, { version: number; content: DraftContent; request: string }>();

  hear({ id, sent: request }: Entry): Answer {
    if (!request) throw new Error('Nothing has left');
    const there = this.notes.get(id);
    const words = JSON.stringify(request.content);
    if (request.version === null) {
      if (!there) this.notes.set(id, { version: 1, content: request.content as DraftContent, request: words });
      else if (there.request !== words) return { is: 'differs', theirs: there };
      return { is: 'saved', version: this.notes.get(id)?.version ?? 0 };
    }
    if (!there) return { is: 'gone' };
    if (there.version !== request.version) return { is: 'differs', theirs: there };
    this.notes.set(id, { ...there, version: there.version + 1, content: request.content as DraftContent });
    return { is: 'saved', version: there.version + 1 };
  }
}

it('whatever is written, lost on the way, reloaded, signed out: there is one note, with the last words', () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('write' as const), words: fc.constantFrom('一', '二', '三', '四') }),
    fc.record({
      do: fc.constant('send' as const),
      // Whether the request arrives, and whether its answer does; what is written while it is under way.
      arrives: fc.boolean(),
      answers: fc.boolean(),
      meanwhile: fc.option(fc.constantFrom('五', '六')),
    }),
    fc.record({ do: fc.constant('reload' as const) }),
    fc.record({ do: fc.constantFrom('sign-out' as const, 'sign-in' as const) }),
    fc.record({ do: fc.constant('throttle' as const) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const server = new Server();
      let [now, signedIn, last] = [1, true, '起'];
      let entry: Entry = take(undefined, written(last), 'lin', now);
      const write = (words: string) => {
        last = words;
        entry = take(entry, written(words, UNSENT), 'lin', (now += 1));
      };
      const send = (arrives = true, answers = true, meanwhile: string | null = null) => {
        if (!nextDue([entry], Infinity, Infinity)) return;
        entry = left(entry, (now += 1));
        const answer: Answer = !arrives ? { is: 'unreachable' } : signedIn ? server.hear(entry) : { is: 'signed-out' };
        if (meanwhile) write(meanwhile);
        entry = answered(entry, answers ? answer : { is: 'unreachable' }, (now += 1)) as Entry;
      };
      for (const one of steps) {
        if (one.do === 'write') write(one.words);
        else if (one.do === 'send') send(one.arrives, one.answers, one.meanwhile);
        else if (one.do === 'reload') entry = JSON.parse(JSON.stringify(entry)) as Entry;
        else if (one.do === 'throttle') {
          if (nextDue([entry], Infinity, Infinity)) entry = again(after(left(entry, now), problem(429)));
        } else signedIn = one.do === 'sign-in';
        expect(server.notes.size).toBeLessThanOrEqual(1);
      }
      signedIn = true;
      entry = again(entry);
      for (let count = 0; count < 4; count++) send();
      expect(entry.state).toBe('saved');
      expect([...server.notes.values()].map((note) => plainText(note.content.body as never))).toEqual([last]);
    }),
    { numRuns: 500 },
  );
});
