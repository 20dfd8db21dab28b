import { READING_LINE_PX, scrolledShare } from './reading-line';
import { longText } from './long-text';

/** How much of the whole article has been scrolled past, 0…1. */
export function readShare(): number {
  return longText()?.share(READING_LINE_PX) ?? scrolledShare();
}
