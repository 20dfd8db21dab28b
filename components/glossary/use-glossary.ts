import { useSyncExternalStore } from 'react';
import { keepSettings } from '@/lib/client/settings';

const CHANGED = 'meipi:glossary';

/** Whether terms are shown: <html> itself says so. */
const isOn = (): boolean => document.documentElement.dataset.glossary === 'on';

/** Whether terms are shown on this page. */
export const useGlossaryOn = (initial: boolean): boolean =>
  useSyncExternalStore(
    (listener) => {
      document.addEventListener(CHANGED, listener);
      return () => document.removeEventListener(CHANGED, listener);
    },
    isOn,
    () => initial,
  );

/** Shows terms, or no more; remembered. */
export function switchGlossary(on = !isOn()): void {
  document.documentElement.dataset.glossary = on ? 'on' : 'off';
  document.dispatchEvent(new Event(CHANGED));
  void keepSettings({ glossary: on });
}
