import { describe, expect, it } from 'vitest';
import type { AssignmentView } from '@/lib/contract/assignments';
import { contentOf, inputOf, newContent } from './assignment-content';

const ASSIGNED: AssignmentView = {
  ...{ id: 'a', group: { id: 'g', name: '晨读', archived: false } },
  article: { slug: 'essay', title: '镜与像', readable: true, membersRead: true },
  section: { first: { key: 'block1', number: 10 }, last: { key: 'block6', number: 15 } },
  ...{ title: '读到第三节', instructions: null, timeZone: 'Asia/Taipei', anonymous: true },
  opensAt: '2026-11-20T01:00:00.000Z',
  dueAt: '2026-11-27T15:59:00.000Z',
  closesAt: null,
  rule: { mustRead: true, minNotes: 2, minReplies: 1 },
  reveal: { kind: 'from-date', at: '2026-11-26T00:00:00.000Z' },
  ...{ revealed: true, phase: 'open', archived: false, version: 3, may: ['lead'], mine: null, grade: null },
};

describe('an assignment in its form', () => {
  it('has its dates by the clock of its time zone, and is sent as it was', () => {
    const content = contentOf(ASSIGNED);
    expect(content).toMatchObject({ opens: '2026-11-20T09:00', due: '2026-11-27T23:59', closes: '' });
    const { opensAt, dueAt, closesAt, rule, reveal, title, timeZone, anonymous } = ASSIGNED;
    expect(inputOf(content)).toEqual({
      ...{ opensAt, dueAt, closesAt, rule, reveal, title, timeZone, anonymous, instructions: null },
      article: 'essay',
      section: { first: 'block1', last: 'block6' },
    });
  });

  it('says what is missing', () => {
    const empty = newContent('Asia/Shanghai', {});
    expect(inputOf(empty)).toBe('article');
    const chosen = { ...empty, article: 'essay' };
    expect(inputOf(chosen)).toBe('section');
    expect(inputOf({ ...chosen, heading: 'block1' })).toMatchObject({ section: { first: 'block1', last: 'block1' } });
    const [first, last] = [
      { key: 'block1', number: 3 },
      { key: 'block2', number: 2 },
    ];
    expect(inputOf({ ...chosen, by: 'blocks', first, last })).toBe('section');
    expect(inputOf({ ...chosen, heading: 'block1', reveal: 'from-date' })).toBe('revealAt');
  });
});
