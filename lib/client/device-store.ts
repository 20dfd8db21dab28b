/**
 * What this device keeps (IndexedDB), and whether it does: a private window, a full disk or a policy may forbid it.
 * That is no reason to fail: words then live as long as their page, and it is said once.
 */
import { createStore, type UseStore } from 'idb-keyval';

const listeners = new Set<() => void>();
let refused = false;

/** Whether this device has refused to keep something. */
export const keepsNothing = (): boolean => refused;

/** @returns hears no more */
export function onRefusal(hear: () => void): () => void {
  listeners.add(hear);
  return () => listeners.delete(hear);
}

/** @returns undefined also when this device refuses: see {@link keepsNothing} */
export async function quietly<T>(work: () => Promise<T>): Promise<T | undefined> {
  const outcome = await attempt(work);
  return outcome.kept ? outcome.value : undefined;
}

/** Whether this device did it. */
export async function attempt<T>(work: () => Promise<T>): Promise<{ kept: true; value: T } | { kept: false }> {
  try {
    return { kept: true, value: await work() };
  } catch (error) {
    console.warn('This device keeps nothing:', error);
    if (!refused) {
      refused = true;
      for (const hear of listeners) hear();
    }
    return { kept: false };
  }
}

/** Opened when it is first used; where that fails, every use does. */
export function deviceStore(database: string, name: string): UseStore {
  let store: UseStore | undefined;
  return async (mode, work) => (store ??= createStore(database, name))(mode, work);
}

/** Asks that what waits here is not cleared away when the disk fills up. Once a page; a browser may ask the reader. */
export function askToPersist(): void {
  if (asked || typeof navigator === 'undefined') return;
  asked = true;
  // Missing on an insecure origin.
  const storage = navigator.storage as StorageManager | undefined;
  void storage?.persist?.().catch(() => undefined);
}
let asked = false;
