import { useEffect, useEffectEvent } from 'react';
import { isSingleKey } from '@/components/reader/single-key';
import type { BarAction } from './selection-bar';

interface Keys {
  onAct: (action: BarAction) => void;
  onStep: (by: 1 | -1) => void;
  /** Opens the notes of the focused paragraph. @returns whether there are any */
  onOpen: (block: string) => boolean;
  /** @returns whether there was anything to leave */
  onLeave: () => boolean;
}

const ACTIONS: Partial<Record<string, BarAction>> = { h: 'highlight', c: 'comment', q: 'question', o: 'original' };

/** `c` `h` `q` `o` on the selection or the focused paragraph, `n` `p`, Enter, Escape. */
export function useNoteKeys({ onAct, onStep, onOpen, onLeave }: Keys): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
    if (event.key === 'Escape') return void (isInText(event.target) && onLeave() && event.preventDefault());
    const block = event.target instanceof HTMLElement ? event.target.dataset.block : undefined;
    if (event.key === 'Enter' && block && !event.ctrlKey && !event.metaKey && onOpen(block))
      return event.preventDefault();
    if (!isSingleKey(event)) return;
    const action = ACTIONS[event.key];
    const by = { n: 1 as const, p: -1 as const }[event.key];
    if (!action && !by) return;
    event.preventDefault();
    if (action) onAct(action);
    if (by) onStep(by);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}

/** Menus, dialogs and the composer leave by themselves. */
const isInText = (target: EventTarget | null): boolean =>
  target instanceof Element && !target.closest('form, dialog, [popover], [role="dialog"], [role="toolbar"]');
