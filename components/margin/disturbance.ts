/** Whether a note that comes while one reads would move what one looks at. */
import type { MarginState } from './margin-state';
import { blockOf, type Note } from './note';
import { blockElement, isNarrow, placeOf } from './page-text';

export const wouldDisturb = (note: Note, state: Pick<MarginState, 'notes' | 'active' | 'sheet'>): boolean =>
  isNarrow() ? wouldMoveText(note, state) : wouldMoveCard(note, state);

/** A paragraph's first note brings a number behind its last word, which may break its last line; or a list is open. */
function wouldMoveText(note: Note, { notes, sheet }: Pick<MarginState, 'notes' | 'sheet'>): boolean {
  const block = blockOf(note);
  if (sheet !== null && sheet === (block ?? '')) return true;
  const element = block === null ? null : blockElement(block);
  if (!element || notes.some((other) => blockOf(other) === block)) return false;
  return element.getBoundingClientRect().top < innerHeight;
}

/**
 * Cards make way for a new one, but for the active one and the one that is being written: they stand level with their
 * words. One that is pointed at or has the focus would go from under the hand.
 */
function wouldMoveCard(note: Note, { active }: Pick<MarginState, 'active'>): boolean {
  const touched = document.querySelector<HTMLElement>('[data-card]:hover, [data-card]:focus-within');
  if (!touched || touched.dataset.card === active) return false;
  const distance = (placeOf(note)?.top ?? Infinity) - touched.getBoundingClientRect().top;
  return Math.abs(distance) < innerHeight;
}
