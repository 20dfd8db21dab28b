/**
 * Brings a block to the reading line, wherever in the article it is.
 *
 * @param key of the block
 * @returns its element; null when it is not in this page, which is then left for the one that it is in
 */
export function goToPlace(key: string): Promise<HTMLElement | null> {
  const block = document.getElementById(`b-${key}`);
  if (block) block.scrollIntoView({ block: 'start', behavior: 'instant' });
  else window.location.assign(new URL(`?b=${key}#b-${key}`, window.location.href));
  return Promise.resolve(block);
}
