import { useEffect, useEffectEvent } from 'react';
import { isSingleKey } from '@/components/reader/single-key';
import { resolve } from '@/components/thread/thread-actions';
import type { MarginArticle } from './margin-root';
import type { MarginState } from './margin-state';
import { canResolve } from './note';
import type { Commands } from './use-commands';

/** `r` `e` `x` on the note in hand: reply to it, edit it or the reply in focus, say that it is answered. */
export function useThreadKeys(
  { notes, active, writing }: MarginState,
  article: MarginArticle,
  commands: Commands,
): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const note = notes.find(({ id }) => id === active);
    if (!note || writing || article.old || !isSingleKey(event)) return;
    const acts: Partial<Record<string, () => boolean>> = {
      r: () => focusOn(`[data-card="${note.id}"] [data-reply-field]`),
      e: () =>
        pressIn(event.target, '[data-reply]', '[data-edit]') ||
        (note.may.includes('change') && done(() => commands.edit(note))),
      x: () =>
        canResolve(note, article) &&
        done(() => void commands.acting((acting) => resolve(acting, note, !note.resolved))),
    };
    if (acts[event.key]?.()) event.preventDefault();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}

const done = (act: () => void): true => {
  act();
  return true;
};

/** @returns whether it is there */
function focusOn(selector: string): boolean {
  const element = document.querySelector<HTMLElement>(selector);
  element?.focus();
  return element !== null;
}

/** Presses a button of the part of the page that has the focus. @returns whether there is one */
function pressIn(target: EventTarget | null, part: string, button: string): boolean {
  const element = target instanceof Element ? target.closest(part)?.querySelector<HTMLElement>(button) : null;
  element?.click();
  return element != null;
}
