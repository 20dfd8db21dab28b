/** Which layer's notes a reader looks at, and in which a new note goes. */
import { groupLayer, type Layer } from './annotation';

/** One layer, or whatever one may see. */
export type ShownLayer = Layer | 'all';

export interface LayerChoice {
  readonly shown: ShownLayer;
  readonly written: Layer;
}

/** In which layers of an article somebody who has signed in may write: one's own first, everybody's last. */
export const layersToWrite = (groups: readonly { readonly id: string }[], publicNotes: boolean): readonly Layer[] => [
  'private',
  ...groups.map(({ id }) => groupLayer(id)),
  ...(publicNotes ? (['public'] as const) : []),
];

/**
 * What is shown and written, from what this device remembers. One writes where one looks; looking at everything, in
 * the layer last used. A layer that one may not write in any more (a group one has left) is forgotten.
 *
 * @param remembered `written`: the layer last used, wherever
 */
export function layerChoice(
  remembered: { readonly shown: string | null; readonly written: string | null },
  writable: readonly Layer[],
): LayerChoice {
  const known = (layer: string | null): Layer | undefined => writable.find((candidate) => candidate === layer);
  const shown = known(remembered.shown);
  return shown ? { shown, written: shown } : { shown: 'all', written: known(remembered.written) ?? 'private' };
}
