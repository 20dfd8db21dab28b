import { READING_LINE_PX, scrolledShare } from './reading-line';
import { textWindow } from './text-window';

/** How much of the whole article has been scrolled past, 0…1. */
export function readShare(): number {
  const opened = textWindow();
  return opened?.isLong ? opened.share(READING_LINE_PX) : scrolledShare();
}
