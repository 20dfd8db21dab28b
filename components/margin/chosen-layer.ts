/** Which layer is shown and written in: what this device remembers, by person, the former by article too. */
import { useMemo, useSyncExternalStore } from 'react';
import type { Layer } from '@/lib/domain/discussion/annotation';
import {
  layerChoice,
  layersToRead,
  layersToWrite,
  type LayerChoice,
  type ShownLayer,
} from '@/lib/domain/discussion/layer-choice';

export interface LayerGroup {
  readonly id: string;
  readonly name: string;
  readonly archived: boolean;
}

/** Whose choice it is, and of what. */
export interface LayerPlace {
  readonly article: { readonly slug: string; readonly publicNotes: boolean };
  /** Null: nobody who has signed in. They see what is public, and write nothing. */
  readonly viewer: { readonly id: string; readonly groups: readonly LayerGroup[] } | null;
}

const CHANGED = 'meipi:layer';
const shownKey = (user: string, slug: string): string => `meipi-shown-layer:${user}:${slug}`;
const writtenKey = (user: string): string => `meipi-layer:${user}`;

/** Where nothing may be stored (a private window): for as long as the page is open. */
const forNow = new Map<string, string>();

function remembered(key: string): string | null {
  try {
    return forNow.get(key) ?? localStorage.getItem(key);
  } catch {
    return forNow.get(key) ?? null;
  }
}

function remember(key: string, layer: ShownLayer): void {
  try {
    localStorage.setItem(key, layer);
    forNow.delete(key);
  } catch {
    forNow.set(key, layer);
  }
  document.dispatchEvent(new Event(CHANGED));
}

const AT_FIRST: LayerChoice = { shown: 'all', written: 'private' };

export const readableLayers = ({ article, viewer }: LayerPlace): readonly Layer[] =>
  viewer ? layersToRead(viewer.groups, article.publicNotes) : [];

export const writableLayers = ({ article, viewer }: LayerPlace): readonly Layer[] =>
  viewer ? layersToWrite(viewer.groups, article.publicNotes) : [];

export function chosenLayer(place: LayerPlace): LayerChoice {
  const { article, viewer } = place;
  if (!viewer) return AT_FIRST;
  return layerChoice(
    { shown: remembered(shownKey(viewer.id, article.slug)), written: remembered(writtenKey(viewer.id)) },
    { readable: readableLayers(place), writable: writableLayers(place) },
  );
}

export function showLayer({ article, viewer }: LayerPlace, layer: ShownLayer): void {
  if (viewer) remember(shownKey(viewer.id, article.slug), layer);
}

/** The layer last written in: while everything is shown, the next note goes there too. */
export function rememberLayer(user: string, layer: Layer): void {
  remember(writtenKey(user), layer);
}

function onChange(listener: () => void): () => void {
  document.addEventListener(CHANGED, listener);
  // In another window.
  addEventListener('storage', listener);
  return () => {
    document.removeEventListener(CHANGED, listener);
    removeEventListener('storage', listener);
  };
}

/** In the server's HTML, and until it is alive, as one who comes for the first time has it. */
export function useChosenLayer(place: LayerPlace): LayerChoice {
  const now = useSyncExternalStore(
    onChange,
    () => JSON.stringify(chosenLayer(place)),
    () => JSON.stringify(AT_FIRST),
  );
  return useMemo(() => JSON.parse(now) as LayerChoice, [now]);
}
