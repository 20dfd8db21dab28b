import { isLate, phaseAt, type Dates } from './dates';
import { completedAt, type CompletionRule, type Done } from './rule';

/** How a member stands, the most worrying first. */
export const STANDINGS = ['unopened', 'missed', 'begun', 'late', 'done'] as const;
/**
 * `unopened`: never opened · `missed`: not completed when it was due · `begun`: under way, and there is time ·
 * `late`: completed after it was due · `done`: completed in time.
 */
export type Standing = (typeof STANDINGS)[number];

/**
 * @param dates the member's own
 * @param now milliseconds since 1970, as all times here
 */
export function standingOf(rule: CompletionRule, dates: Dates, done: Done, now: number): Standing {
  const at = completedAt(rule, done);
  if (at !== null) return isLate(at, dates) ? 'late' : 'done';
  if (done.openedAt === null) return 'unopened';
  const phase = phaseAt(dates, now);
  return phase === 'overdue' || phase === 'closed' ? 'missed' : 'begun';
}
