/** Whether somebody is here: a page of theirs is open, one was during the last day, or that was earlier. */
export type Presence = 'now' | 'today' | 'earlier';

/** An open page is noted about every half minute; one beat may be lost. */
const HERE = 90_000;
const DAY = 86_400_000;

/** @param seen when a page of theirs was last open; null: never */
export function presenceOf(seen: Date | null, now: Date): Presence {
  if (seen === null) return 'earlier';
  const ago = now.getTime() - seen.getTime();
  if (ago <= HERE) return 'now';
  return ago < DAY ? 'today' : 'earlier';
}
