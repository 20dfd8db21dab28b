import { useSyncExternalStore } from 'react';

/*
 * The text's nodes, which painted ranges point into. The glossary cuts some of them in pieces, so that words can have
 * the focus; before the text's words are changed node by node, it puts them together again.
 */

const CHANGED = 'meipi:nodes';
const WHOLE = 'meipi:whole-nodes';

let version = 0;

/** The same text stands in other nodes now: ranges into the old ones are void. */
export function announceNodes(): void {
  version += 1;
  document.dispatchEvent(new Event(CHANGED));
}

/** Has every node as the server sent it when this returns. */
export const makeNodesWhole = (): boolean => document.dispatchEvent(new Event(WHOLE));

/** @returns stops listening */
export function onWholeNodesWanted(listener: () => void): () => void {
  document.addEventListener(WHOLE, listener);
  return () => document.removeEventListener(WHOLE, listener);
}

/** Another value whenever the text stands in other nodes. */
export const useTextNodes = (): number =>
  useSyncExternalStore(
    (listener) => {
      document.addEventListener(CHANGED, listener);
      return () => document.removeEventListener(CHANGED, listener);
    },
    () => version,
    () => 0,
  );
