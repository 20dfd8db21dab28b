import { useEffectEvent, useCallback } from 'react';
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
  const go = useEffectEvent<GoToNote>(async (note, options) => {
    const block = blockOf(note);
    if (block !== null && !blockElement(block) && !(await goToPlace(block))) return false;
    const there = state.notes.find(({ id }) => id === note.id);
    if (there) commands.activate(there, options);
    else if (commands.isShown(note)) commands.show(note, options);
    else commands.bringOut(note);
    return true;
  });
  // eslint-disable-next-line react-hooks/exhaustive-deps -- always the latest
  return useCallback<GoToNote>((note, options) => go(note, options), []);
}
