import 'server-only';
import { groupLayer, groupOf, isCommon, type Layer } from '@/lib/domain/discussion/annotation';
import { Prisma, type LayerKind } from '@/prisma/generated/client';

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

/** Notes of a layer. `a`: `annotation`. */
export function inLayerSql(layer: Layer): Prisma.Sql {
  const { layer: kind, groupId } = layerColumns(layer);
  return groupId === null
    ? Prisma.sql`a.layer = ${kind}::layer_kind`
    : Prisma.sql`(a.layer = 'group' AND a.group_id = ${groupId}::uuid)`;
}
