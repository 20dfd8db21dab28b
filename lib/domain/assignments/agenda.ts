import type { Phase } from './dates';

/** What places something in an agenda. Times in milliseconds since 1970. */
export interface Entry {
  readonly phase: Phase;
  /** Null: there is no such day. */
  readonly dueAt: number | null;
  readonly isDone: boolean;
}

export interface Agenda<T> {
  /** There is time for it: what is due soonest first, what is due on no day last. */
  readonly ahead: readonly T[];
  /** Its day has passed, and it may still be done: what was due last first. */
  readonly overdue: readonly T[];
  /** Done, or closed: what was due last first. */
  readonly behind: readonly T[];
}

/** Parts what is assigned by what is still to be done about it; within a part, what is nearest to now comes first. */
export function agendaOf<T>(items: readonly T[], entryOf: (item: T) => Entry): Agenda<T> {
  const agenda = { ahead: [] as T[], overdue: [] as T[], behind: [] as T[] };
  for (const item of items) agenda[partOf(entryOf(item))].push(item);
  const dueOf = (item: T): number => entryOf(item).dueAt ?? Infinity;
  // Infinity less itself is no number.
  const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);
  return {
    ahead: agenda.ahead.toSorted((a, b) => compare(dueOf(a), dueOf(b))),
    overdue: agenda.overdue.toSorted((a, b) => compare(dueOf(b), dueOf(a))),
    behind: agenda.behind.toSorted((a, b) => compare(dueOf(b), dueOf(a))),
  };
}

function partOf({ phase, isDone }: Entry): keyof Agenda<unknown> {
  if (isDone || phase === 'closed') return 'behind';
  return phase === 'overdue' ? 'overdue' : 'ahead';
}
