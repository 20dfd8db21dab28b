/**
 * Whether a key press is one of the reader's single keys: not part of a composition, not a browser's
 * or the system's own shortcut, not typed into something, and not switched off (WCAG 2.1.4).
 */
export function isSingleKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || (event.repeat && event.key === '?')) return false;
  // 229: browsers that report a composition's keys so, and nothing else.
  if (event.isComposing || event.keyCode === 229) return false;
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (document.documentElement.dataset.shortcuts === 'off') return false;
  if (document.querySelector('dialog[open], [role="dialog"], [role="alertdialog"]')) return false;
  return !(event.target instanceof Element && event.target.closest(TYPING));
}

const TYPING = 'input, textarea, select, [contenteditable]:not([contenteditable="false"]), [role="textbox"]';
