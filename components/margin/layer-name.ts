import { groupOf, isCommon, type Layer } from '@/lib/domain/discussion/annotation';
import type { AnnotationView } from '@/lib/contract/annotations';
import type { LayerGroup } from './chosen-layer';

/** For whom a note is: a group by its name. `t`: of a namespace that has `layer`. */
export const layerName = (
  { layer, group }: Pick<AnnotationView, 'layer' | 'group'>,
  t: (key: 'layer.private' | 'layer.public') => string,
): string => (isCommon(layer) ? t(`layer.${layer}`) : (group?.name ?? ''));

/** The same of a layer by itself, for somebody who belongs to these groups. */
export const nameOfLayer = (
  layer: Layer,
  groups: readonly LayerGroup[],
  t: (key: 'layer.private' | 'layer.public') => string,
): string => layerName({ layer, group: groups.find(({ id }) => id === groupOf(layer)) ?? null }, t);

/** Messages say it in other words for a group, by its name. */
export const kindOfLayer = (layer: Layer): 'private' | 'public' | 'group' => (isCommon(layer) ? layer : 'group');
