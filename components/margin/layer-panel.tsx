'use client';

import { useTranslations } from 'next-intl';
import type { Layer } from '@/lib/domain/discussion/annotation';
import {
  readableLayers,
  rememberLayer,
  showLayer,
  useChosenLayer,
  writableLayers,
  type LayerPlace,
} from './chosen-layer';
import { kindOfLayer, nameOfLayer } from './layer-name';
import styles from './layer-switch.module.css';

interface Props {
  place: LayerPlace & { readonly viewer: NonNullable<LayerPlace['viewer']> };
  old: boolean;
}

/** What the layer switch opens. Looking at everything, or at what only is read, one says in which layer to write. */
export function LayerPanel({ place, old }: Props) {
  const t = useTranslations('layers');
  const { shown, written } = useChosenLayer(place);
  const { viewer } = place;
  const name = (layer: Layer) => nameOfLayer(layer, viewer.groups, t);
  return (
    <>
      <fieldset className={styles.choices}>
        <legend>{t('title')}</legend>
        {(['all', ...readableLayers(place)] as const).map((layer) => (
          <label key={layer}>
            <input type="radio" name="shown-layer" checked={layer === shown} onChange={() => showLayer(place, layer)} />
            {layer === 'all' ? t('layer.all') : name(layer)}
          </label>
        ))}
      </fieldset>
      <div className={styles.writing}>
        {old ? (
          <p>{t('readOnly')}</p>
        ) : shown !== written ? (
          <label>
            {t('to')}
            <select value={written} onChange={({ target }) => rememberLayer(viewer.id, target.value as Layer)}>
              {writableLayers(place).map((layer) => (
                <option key={layer} value={layer}>
                  {name(layer)}
                </option>
              ))}
            </select>
          </label>
        ) : (
          <p>{t(`so.${kindOfLayer(written)}`, { name: name(written) })}</p>
        )}
      </div>
    </>
  );
}
