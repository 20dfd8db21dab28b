const CHANGED = 'meipi:terms';

/** Terms were added or changed on this page. */
export const announceTerms = (): boolean => document.dispatchEvent(new Event(CHANGED));

/** @returns stops listening */
export function onTermsChanged(listener: () => void): () => void {
  document.addEventListener(CHANGED, listener);
  return () => document.removeEventListener(CHANGED, listener);
}
