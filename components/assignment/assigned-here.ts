/** What of the article in the page is assigned, for what else is drawn there: told by who asks the server for it. */
import { useSyncExternalStore } from 'react';
import type { AssignmentView } from '@/lib/contract/assignments';
import { groupLayer, type Layer } from '@/lib/domain/discussion/annotation';
import { numbersOf } from './block-range';

const NOTHING: readonly AssignmentView[] = [];
let told = NOTHING;
const listeners = new Set<() => void>();

export function tellAssigned(assignments: readonly AssignmentView[]): void {
  told = assignments;
  listeners.forEach((listener) => listener());
}

function onTold(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export const useAssignedHere = (): readonly AssignmentView[] =>
  useSyncExternalStore(
    onTold,
    () => told,
    () => NOTHING,
  );

/**
 * The assignment that a note on a block would count for, were it written in another layer than it is.
 *
 * @param number of the block, 1… in the edition in the page
 * @returns null where it counts already, and where nobody asks for notes
 */
export function wouldCountFor(
  assignments: readonly AssignmentView[],
  number: number,
  layer: Layer,
): AssignmentView | null {
  const asking = assignments.filter((assignment) => asksForNotes(assignment) && isWithin(assignment, number));
  if (asking.some(({ group }) => groupLayer(group.id) === layer)) return null;
  return asking[0] ?? null;
}

/** Of a member, while it is open: to complete it, or to see what the others wrote. */
const asksForNotes = ({ mine, phase, rule, reveal, revealed }: AssignmentView): boolean =>
  mine !== null &&
  (phase === 'open' || phase === 'overdue') &&
  (rule.minNotes > 0 || (reveal.kind === 'after-own' && !revealed));

function isWithin({ section }: AssignmentView, number: number): boolean {
  if (!section) return false;
  const [from, to] = numbersOf(section);
  return from <= number && number <= to;
}
