/** Which layer's notes a reader looks at, and in which a new note goes. */
import { groupLayer, type Layer } from './annotation';

/** One layer, or whatever one may see. */
export type ShownLayer = Layer | 'all';

export interface LayerChoice {
  readonly shown: ShownLayer;
  readonly written: Layer;
}

interface LayerGroup {
  readonly id: string;
  /** It is read, and nothing is added. */
  readonly archived: boolean;
}

/** Which layers of an article there are for somebody who has signed in: one's own first, everybody's last. */
export const layersToRead = (groups: readonly LayerGroup[], publicNotes: boolean): readonly Layer[] => [
  'private',
  ...groups.map(({ id }) => groupLayer(id)),
  ...(publicNotes ? (['public'] as const) : []),
];

/** In which of them they may write. */
export const layersToWrite = (groups: readonly LayerGroup[], publicNotes: boolean): readonly Layer[] =>
  layersToRead(
    groups.filter(({ archived }) => !archived),
    publicNotes,
  );

/**
 * What is shown and written, from what this device remembers. One writes where one looks; looking at everything, or at
 * what only is read, in the layer last used. A layer that is not there any more (a group one has left) is forgotten.
 *
 * @param remembered `written`: the layer last used, wherever
 */
export function layerChoice(
  remembered: { readonly shown: string | null; readonly written: string | null },
  { readable, writable }: { readonly readable: readonly Layer[]; readonly writable: readonly Layer[] },
): LayerChoice {
  const among = (layers: readonly Layer[], layer: string | null): Layer | undefined =>
    layers.find((candidate) => candidate === layer);
  const shown = among(readable, remembered.shown) ?? 'all';
  return { shown, written: among(writable, shown) ?? among(writable, remembered.written) ?? 'private' };
}
