'use client';

import type { MarginState } from './margin-state';
import { usePainting } from './use-painting';
import { usePointing } from './use-pointing';

interface Props {
  state: MarginState;
  onHover: (id: string | null) => void;
  onPick: (id: string | null) => void;
}

/** The notes on the words themselves: painted, pointed at, clicked. Loaded with the first note. */
export function NoteInk({ state, onHover, onPick }: Props) {
  const lookup = usePainting(state);
  usePointing({ lookup, active: state.active, onHover, onPick });
  return null;
}
