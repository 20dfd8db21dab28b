import type { WaitingView } from '@/lib/contract/moderation';

/** What can come of it: hidden, nothing wrong with it, or hidden and shown again. */
export type Decision = 'hidden' | 'settled' | 'shown';

/** Something that waited, and what was decided on it in this page. */
export interface Decided {
  readonly item: WaitingView;
  readonly decision: Decision;
}

/** Id of the note or the reply that is flagged. */
export const idOf = ({ note, reply }: WaitingView): string => reply ?? note.id;

/**
 * What was decided here stays said in its place, whether or not the list as it was last read still has it; flagged
 * anew since, it waits again.
 *
 * @returns what waits and what was decided, the longest waiting first
 */
export function withDecided(
  waiting: readonly WaitingView[],
  decided: readonly Decided[],
): (Decided | { readonly item: WaitingView; readonly decision: null })[] {
  const isAnew = ({ item }: Decided) =>
    waiting.some((other) => idOf(other) === idOf(item) && newest(other) > newest(item));
  const said = decided.filter((one) => !isAnew(one));
  const waits = waiting.filter((item) => !said.some((one) => idOf(one.item) === idOf(item)));
  return [...waits.map((item) => ({ item, decision: null })), ...said].sort((a, b) =>
    since(a.item) < since(b.item) ? -1 : Number(since(a.item) > since(b.item)),
  );
}

/** Flags come the oldest first, with their times as ISO 8601 in UTC: these compare as text. */
const since = ({ flags }: WaitingView): string => flags[0]?.at ?? '';
const newest = ({ flags }: WaitingView): string => flags.at(-1)?.at ?? '';
