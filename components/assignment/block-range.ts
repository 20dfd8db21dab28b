/** A section of the text in the page: some of its blocks may not be there (`text-window.ts`). */
import { blockElements, blockNumber } from '@/components/reader/reading-line';
import type { AssignmentView } from '@/lib/contract/assignments';

export type Section = NonNullable<AssignmentView['section']>;

/** Numbers of its first and last block in the edition that is read: that may have become an old one meanwhile. */
export function numbersOf({ first, last }: Section): readonly [from: number, to: number] {
  return [numberHere(first), numberHere(last)];
}

function numberHere({ key, number }: Section['first']): number {
  const element = document.getElementById(`b-${key}`);
  return element ? blockNumber(element) : number;
}

/** Its blocks that are in the page, in order. */
export function blocksOfSection(section: Section): readonly HTMLElement[] {
  const [from, to] = numbersOf(section);
  return blockElements().filter((block) => from <= blockNumber(block) && blockNumber(block) <= to);
}
