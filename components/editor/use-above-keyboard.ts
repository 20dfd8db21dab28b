import { useEffect, type RefObject } from 'react';

/**
 * Keeps a panel at the window's bottom above the on-screen keyboard, which on some systems covers
 * the page instead of making it smaller. Sets `--keyboard`, in pixels.
 */
export function useAboveKeyboard(panel: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const view = visualViewport;
    const element = panel.current;
    if (!view || !element) return;
    const follow = () => {
      const covered = Math.max(0, innerHeight - view.height - view.offsetTop);
      element.style.setProperty('--keyboard', `${Math.round(covered)}px`);
    };
    follow();
    view.addEventListener('resize', follow);
    view.addEventListener('scroll', follow);
    return () => {
      view.removeEventListener('resize', follow);
      view.removeEventListener('scroll', follow);
    };
  }, [panel]);
}
