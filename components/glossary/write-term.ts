import type { TermWriting } from './term-dialog';

const WRITE = 'meipi:write-term';

/** Opens the form of a term over the text, while the glossary is on. */
export const askToWrite = (writing: TermWriting): boolean =>
  document.dispatchEvent(new CustomEvent(WRITE, { detail: writing }));

/** @returns stops listening */
export function onAskedToWrite(listener: (writing: TermWriting) => void): () => void {
  const hear = (event: Event) => listener((event as CustomEvent<TermWriting>).detail);
  document.addEventListener(WRITE, hear);
  return () => document.removeEventListener(WRITE, hear);
}
