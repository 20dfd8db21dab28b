import { useEffect } from 'react';
import { CONTENTS_ID } from './contents';
import { HELP_ID } from './help-id';
import { blockElements, blockNumber, currentBlock, goToBlock } from './reading-line';
import { isSingleKey } from './single-key';
import { longText } from './long-text';

/** `j` `k` `t` `?`. The paragraph one is at has the focus: the margin's keys act on it. */
export function useReaderKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const act = isSingleKey(event) ? KEYS[event.key] : undefined;
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

const KEYS: Partial<Record<string, () => void>> = {
  j: () => step(1),
  k: () => step(-1),
  t: showContents,
  '?': showHelp,
};

/** From the focused block; without one, from the block at the reading line. */
function step(by: 1 | -1): void {
  const blocks = blockElements();
  const focused = document.activeElement?.closest<HTMLElement>('[data-block]');
  const here = focused ?? currentBlock(blocks);
  if (!here) return;
  const target = focused ? blocks[blocks.indexOf(here) + by] : here;
  if (target) return goToBlock(target);
  // Of a long text the next page may still be on its way.
  void longText()
    ?.bringNumber(blockNumber(here) + by)
    .then((found) => found && goToBlock(found));
}

function showContents(): void {
  const contents = document.getElementById(CONTENTS_ID);
  if (!contents) return;
  // On a wide window it is in sight already.
  if (getComputedStyle(contents).position !== 'sticky') contents.showPopover();
  const link = contents.querySelector<HTMLElement>('[aria-current]') ?? contents.querySelector<HTMLElement>('a');
  link?.focus();
}

function showHelp(): void {
  const help = document.getElementById(HELP_ID);
  if (help instanceof HTMLDialogElement) help.showModal();
}
