import { isCommon } from '@/lib/domain/discussion/annotation';
import type { AnnotationView } from '@/lib/contract/annotations';

/** For whom a note is: a group by its name. `t`: of a namespace that has `layer`. */
export const layerName = (
  { layer, group }: Pick<AnnotationView, 'layer' | 'group'>,
  t: (key: 'layer.private' | 'layer.public') => string,
): string => (isCommon(layer) ? t(`layer.${layer}`) : (group?.name ?? ''));
