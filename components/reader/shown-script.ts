import { useSyncExternalStore } from 'react';
import { isShownScript, type ShownScript } from '@/lib/domain/script/script';
import { articleText } from './reading-line';

const CHANGED = 'meipi:shown';
const ASKED = 'meipi:show-again';

/** In which script the page's text is now: the element itself says so. */
export function shownScript(): ShownScript {
  const script = articleText()?.dataset.script ?? 'source';
  return isShownScript(script) ? script : 'source';
}

/** The words of the text's nodes are others now. */
export const announceShown = (): boolean => document.dispatchEvent(new Event(CHANGED));

/** Asks for the text's words once more: the article's protected words are others now. */
export const showAgain = (): boolean => document.dispatchEvent(new Event(ASKED));

/** @returns stops listening */
export function onShowAgain(listener: () => void): () => void {
  document.addEventListener(ASKED, listener);
  return () => document.removeEventListener(ASKED, listener);
}

/** The words have become others. @returns stops listening */
export function onShown(listener: () => void): () => void {
  document.addEventListener(CHANGED, listener);
  return () => document.removeEventListener(CHANGED, listener);
}

/** What the text is shown by; another value whenever its words have changed. */
export const useShownText = (): string => useSyncExternalStore(onShown, shownBy, () => 'source 0');

const shownBy = (): string => {
  const { script = 'source', rules = '0' } = articleText()?.dataset ?? {};
  return `${script} ${rules} ${document.documentElement.dataset.quotes}`;
};

export const useShownScript = (initial: ShownScript = 'source'): ShownScript =>
  useSyncExternalStore(onShown, shownScript, () => initial);
