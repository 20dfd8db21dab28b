/** Which of the margin's notes are shown when one looks at a layer. Pure. */
import type { ShownLayer } from '@/lib/domain/discussion/layer-choice';
import type { MarginState } from './margin-state';

/** Those of the layer, and those in hand: what one has just written elsewhere does not vanish under one's eyes. */
export function inLayer(state: MarginState, shown: ShownLayer): MarginState {
  if (shown === 'all') return state;
  const { active, writing, moving } = state;
  const notes = state.notes.filter(
    ({ id, layer }) => layer === shown || [active, writing?.note?.id, moving?.id].includes(id),
  );
  const held = state.held.filter(({ layer }) => layer === shown);
  const isAll = notes.length === state.notes.length && held.length === state.held.length;
  return isAll ? state : { ...state, notes, held };
}
