/** Whether words of the text are a term that explains itself: asked by what else a press could mean. */
import type { Point } from '@/lib/domain/anchoring/anchor';

type TermAt = (point: Point) => boolean;

let here: TermAt | null = null;

/** @returns takes it back: the glossary is off */
export function setTermAt(termAt: TermAt): () => void {
  here = termAt;
  return () => void (here = here === termAt ? null : here);
}

/** False while the glossary is off. */
export const isTermAt = (point: Point): boolean => here?.(point) ?? false;
