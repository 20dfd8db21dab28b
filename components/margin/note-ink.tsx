'use client';

import type { WordsTarget } from '@/lib/domain/anchoring/anchor';
import type { MarginState } from './margin-state';
import { usePainting } from './use-painting';
import { usePointing } from './use-pointing';

interface Props {
  state: MarginState;
  onHover: (id: string | null) => void;
  onPick: (id: string | null) => void;
  onWord: (words: WordsTarget) => void;
}

/** What lies on the words themselves — notes, conversion —: painted, pointed at, clicked. Loaded when there is any. */
export function NoteInk({ state, ...on }: Props) {
  const lookup = usePainting(state);
  usePointing({ lookup, active: state.active, ...on });
  return null;
}
