/**
 * What everybody on the reading page may ask of a long text, of which only some pages are there. The code that makes
 * them come and go (`text-window.ts`) is loaded for long texts alone.
 */

/** Of each page: the number of its first block, and its height in lines by estimate. */
export type PageTable = readonly (readonly [from: number, lines: number])[];

export interface LongText {
  /** How much of the whole text has been scrolled past a line `line` CSS pixels down the window, 0…1. */
  share(line: number): number;
  /** Where a block begins in the whole text, 0…1, by estimate. */
  shareOf(number: number): number;
  /** Index of the page that lies there. */
  indexAtLine(line: number): number;
  /** Has a block's page in the text, and those around it on their way. @returns null when it cannot be had */
  bring(key: string, number?: number): Promise<HTMLElement | null>;
  /** The same by number. */
  bringNumber(number: number): Promise<HTMLElement | null>;
  /** Fetches the page of a block ahead. */
  prefetch(number: number): void;
  /** Fetches again what did not come. */
  retry(): void;
}

let current: LongText | null = null;
/** That of the page's article; null where all of the text is there. */
export const longText = (): LongText | null => current;
export const setLongText = (text: LongText | null): void => void (current = text);

const CHANGED = 'meipi:pages';
/** Other blocks are in the page now. */
export const announcePages = (): boolean => document.dispatchEvent(new Event(CHANGED));

/** @returns stops listening */
export function onPages(listener: () => void): () => void {
  document.addEventListener(CHANGED, listener);
  return () => document.removeEventListener(CHANGED, listener);
}

const held = new Set<string>();
/** Keys of blocks whose page stays while one scrolls. */
export const heldBlocks = (): ReadonlySet<string> => held;

/** Somebody writes about a block. @returns lets its page go */
export function holdBlock(key: string): () => void {
  held.add(key);
  return () => void held.delete(key);
}
