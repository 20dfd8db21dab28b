import { useCallback, useEffect, useRef } from 'react';
import { goToPlace } from '@/components/reader/go-to-place';
import type { MarginState } from './margin-state';
import { blockOf, type Note } from './note';
import { blockElement } from './page-text';
import type { Commands } from './use-commands';

export type GoToNote = (note: Note, options?: { focus?: boolean }) => Promise<boolean>;

/**
 * Goes to a note's words, wherever they are in the text, and opens its card, whatever layer is looked at.
 *
 * @returns whether its words could be had
 */
export function useGoToNote(state: MarginState, commands: Commands): GoToNote {
  const latest = useRef({ state, commands });
  useEffect(() => {
    latest.current = { state, commands };
  });
  return useCallback<GoToNote>(async (note, options) => {
    const block = blockOf(note);
    if (block !== null && !blockElement(block) && !(await goToPlace(block))) return false;
    const now = latest.current;
    const there = now.state.notes.find(({ id }) => id === note.id);
    if (there) now.commands.activate(there, options);
    else if (now.commands.isShown(note)) now.commands.show(note, options);
    else now.commands.bringOut(note);
    return true;
  }, []);
}
