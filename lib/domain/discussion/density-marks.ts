/** Where in a long work its notes are, as marks along an edge. */

export interface BlockCount {
  /** Key of the block. */
  readonly block: string;
  readonly number: number;
  /** Of the notes that begin in it. */
  readonly count: number;
}

export interface DensityMark {
  /** Down the edge, 0…1. */
  readonly at: number;
  /** How many notes, from 1 (few) to 4 (as many as anywhere). */
  readonly level: 1 | 2 | 3 | 4;
  /** The block with the most of them: where the mark leads. */
  readonly block: string;
  readonly number: number;
}

/**
 * Neighbouring blocks share a mark, so that marks stay apart.
 *
 * @param shareOf where a block begins in the work, 0…1
 * @param places for how many marks there is room
 */
export function densityMarks(
  blocks: readonly BlockCount[],
  shareOf: (number: number) => number,
  places: number,
): DensityMark[] {
  const byPlace = new Map<number, { sum: number; most: BlockCount }>();
  for (const block of blocks) {
    const place = Math.min(places - 1, Math.floor(shareOf(block.number) * places));
    const known = byPlace.get(place);
    if (!known) byPlace.set(place, { sum: block.count, most: block });
    else
      byPlace.set(place, { sum: known.sum + block.count, most: block.count > known.most.count ? block : known.most });
  }
  const greatest = Math.max(...[...byPlace.values()].map(({ sum }) => sum));
  return [...byPlace].map(
    ([
      place,
      {
        sum,
        most: { block, number },
      },
    ]) => ({
      at: place / places,
      level: levelOf(sum / greatest),
      block,
      number,
    }),
  );
}

/** Twice as long for four times as many. */
const levelOf = (share: number): DensityMark['level'] => Math.max(1, Math.ceil(Math.sqrt(share) * 4)) as 1 | 2 | 3 | 4;

/** How many notes begin in each of the sections that begin at these numbers, in order; those before the first are in none. */
export function countsOfSections(blocks: readonly BlockCount[], starts: readonly number[]): number[] {
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? Infinity;
    return blocks.reduce((sum, { number, count }) => (start <= number && number < end ? sum + count : sum), 0);
  });
}
