import type { Note } from './note';

const keyOf = (user: string): string => `meipi-layer:${user}`;

/** The layer one last wrote in, on this device. At first, and where there is no public layer: one's own. */
export function lastLayer(user: string, publicNotes: boolean): Note['layer'] {
  try {
    return publicNotes && localStorage.getItem(keyOf(user)) === 'public' ? 'public' : 'private';
  } catch {
    return 'private';
  }
}

export function rememberLayer(user: string, layer: Note['layer']): void {
  try {
    localStorage.setItem(keyOf(user), layer);
  } catch {
    // A private window: it is asked again next time.
  }
}
