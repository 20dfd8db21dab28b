import { describe, expect, it } from 'vitest';
import type { LiveEvent } from '@/lib/contract/events';
import { asked, covers, unheard } from './share';

const changed = (id: number, article: string): LiveEvent => ({ kind: 'changed', id, article, annotation: `${id}` });
const news = (at: number, articles: string[], ...events: LiveEvent[]) => ({
  ...{ kind: 'news' as const, at, articles, events },
});

describe('a stream for all tabs of a browser', () => {
  it('follows what each reads, from where the one begins that knows least', () => {
    const tabs = [
      { member: '1', article: 'qiao', at: 40 },
      { member: '2', article: 'he', at: 30 },
      { member: '3', article: 'qiao', at: 50 },
    ];
    const stream = asked(tabs);
    expect([stream.articles.toSorted(), stream.at]).toEqual([['he', 'qiao'], 30]);
    expect(asked(tabs, 20).at).toBe(20);
  });

  it('of more tabs than the server takes follows the last to come', () => {
    const tabs = Array.from({ length: 25 }, (_, n) => ({ member: `${n}`, article: `a${n}`, at: n }));
    const { articles } = asked(tabs);
    expect([articles.length, articles.includes('a24'), articles.includes('a4')]).toEqual([20, true, false]);
  });

  it('is enough for a new tab unless that reads something else, or came before what was told already', () => {
    const stream = { articles: ['qiao'], at: 40 };
    expect(covers(stream, { member: '2', article: 'qiao', at: 40 })).toBe(true);
    expect(covers(stream, { member: '2', article: 'qiao', at: 39 })).toBe(false);
    expect(covers(stream, { member: '2', article: 'he', at: 50 })).toBe(false);
  });
});

describe('a tab', () => {
  const tab = { article: 'qiao', at: 40 };

  it('hears once what is told again for another tab’s sake, and nothing of what that reads', () => {
    const told = news(45, ['qiao', 'he'], changed(39, 'qiao'), changed(41, 'he'), changed(45, 'qiao'));
    expect(unheard(tab, told)).toEqual({ events: [changed(45, 'qiao')], at: 45 });
    expect(unheard({ ...tab, at: 45 }, told)).toEqual({ events: [], at: 45 });
  });

  it('has come no further by a stream that does not follow its article yet', () => {
    expect(unheard(tab, news(60, ['he'], changed(60, 'he')))).toEqual({ events: [], at: 40 });
  });

  it('begins anew where the stream does, wherever that is', () => {
    const reset: LiveEvent = { kind: 'reset', id: 3 };
    expect(unheard(tab, news(3, ['qiao'], reset))).toEqual({ events: [reset], at: 3 });
  });
});
