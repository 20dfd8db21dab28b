import 'server-only';
import { groupLayer, groupOf, isCommon, type Layer } from '@/lib/domain/discussion/annotation';
import type { LayerKind } from '@/prisma/generated/client';

/** A layer as two columns. */
export interface LayerColumns {
  layer: LayerKind;
  groupId: string | null;
}

export function layerColumns(layer: Layer): LayerColumns {
  return isCommon(layer) ? { layer, groupId: null } : { layer: 'group', groupId: groupOf(layer) };
}

export function layerOf({ layer, groupId }: LayerColumns): Layer {
  if (layer !== 'group') return layer;
  if (groupId === null) throw new Error('A note in the layer of no group');
  return groupLayer(groupId);
}
