/** The dates of an assignment, as milliseconds since 1970. Null: there is none. */

export interface Dates {
  readonly opensAt: number | null;
  readonly dueAt: number | null;
  /** From then on nothing counts. */
  readonly closesAt: number | null;
}

/** Before it opens members don't know of it. */
export type Phase = 'upcoming' | 'open' | 'overdue' | 'closed';

export function phaseAt({ opensAt, dueAt, closesAt }: Dates, now: number): Phase {
  if (closesAt !== null && now >= closesAt) return 'closed';
  if (opensAt !== null && now < opensAt) return 'upcoming';
  return dueAt !== null && now > dueAt ? 'overdue' : 'open';
}

/** A member's own dates: who has longer than the others has at least so long. */
export function extended(dates: Dates, dueAt: number | null): Dates {
  if (dueAt === null) return dates;
  return { ...dates, dueAt, closesAt: dates.closesAt === null ? null : Math.max(dates.closesAt, dueAt) };
}

export const isLate = (at: number, { dueAt }: Dates): boolean => dueAt !== null && at > dueAt;

/**
 * Whether something that was done then counts: not what was there before it was assigned, or what came after it closed.
 *
 * @param since when it was assigned
 */
export const counts = (at: number, { opensAt, closesAt }: Dates, since: number): boolean =>
  at >= Math.max(since, opensAt ?? since) && (closesAt === null || at < closesAt);

/** The date that does not fit those before it: it opens, then is due, then closes. */
export function misplacedDate({ opensAt, dueAt, closesAt }: Dates): 'dueAt' | 'closesAt' | null {
  if (dueAt !== null && opensAt !== null && dueAt <= opensAt) return 'dueAt';
  const before = Math.max(opensAt ?? -Infinity, dueAt ?? -Infinity);
  return closesAt !== null && (closesAt < before || closesAt === opensAt) ? 'closesAt' : null;
}
