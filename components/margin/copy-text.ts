/**
 * Puts text on the clipboard, by the old way where the new one is refused. A text that is yet to come is
 * promised at once: Safari takes only what was promised while the button was being pressed.
 *
 * @returns whether it is there; rejects when the text does not come
 */
export async function copyText(text: string | Promise<string>): Promise<boolean> {
  try {
    if (typeof text === 'string') await navigator.clipboard.writeText(text);
    else await navigator.clipboard.write([new ClipboardItem({ 'text/plain': text.then(plainText) })]);
    return true;
  } catch {
    return copyBySelecting(await text);
  }
}

const plainText = (text: string): Blob => new Blob([text], { type: 'text/plain' });

/** For browsers that refuse the clipboard without a secure context or a permission. */
function copyBySelecting(text: string): boolean {
  const selection = document.getSelection();
  const before = selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : null;
  const focused = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'visually-hidden';
  document.body.append(area);
  area.select();
  try {
    // Deprecated, and the only other way there is.

    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    area.remove();
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
    if (before) {
      selection?.removeAllRanges();
      selection?.addRange(before);
    }
  }
}
