import { longText } from './long-text';
import { blockNumber, currentBlock } from './reading-line';

/** Where the reader is, as a history entry or this tab remembers it: a block, and where its top was in the window. */
export interface Spot {
  readonly key: string;
  readonly number: number;
  readonly top: number;
}

export function spotNow(): Spot | null {
  const block = currentBlock();
  if (!block?.dataset.block) return null;
  return { key: block.dataset.block, number: blockNumber(block), top: block.getBoundingClientRect().top };
}

export async function goToSpot({ key, number, top }: Spot): Promise<boolean> {
  const block = await longText()?.bring(key, number);
  if (!block) return false;
  window.scrollBy({ top: block.getBoundingClientRect().top - top, behavior: 'instant' });
  return true;
}

export interface SpotState {
  readonly meipiSpot?: Spot | null;
}

/** In the history entry that one leaves. */
export function rememberSpot(spot: Spot | null): void {
  window.history.replaceState({ ...(window.history.state as SpotState | null), meipiSpot: spot }, '');
}
