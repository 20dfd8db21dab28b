'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { isCommon, type Layer } from '@/lib/domain/discussion/annotation';
import { kindOfLayer } from '@/components/margin/layer-name';
import styles from './layer-field.module.css';

interface Props {
  layer: Layer;
  /** Those that one may write in. */
  layers: readonly { readonly layer: Layer; readonly name: string }[];
  onChange: (layer: Layer) => void;
}

/** Who will see it: always in sight while one writes. Groups have long names, and there may be many. */
export function LayerField({ layer, layers, onChange }: Props) {
  const t = useTranslations('editor');
  const name = useId();
  if (layers.length < 2 && layer === 'private') return <p className={styles.only}>{t('layer.onlyPrivate')}</p>;
  if (!layers.every((one) => isCommon(one.layer)))
    return (
      <select
        className={styles.choice}
        aria-label={t('layer.label')}
        title={layers.find((one) => one.layer === layer)?.name}
        data-layer={kindOfLayer(layer)}
        value={layer}
        onChange={({ target }) => onChange(target.value as Layer)}
      >
        {layers.map((one) => (
          <option key={one.layer} value={one.layer}>
            {isCommon(one.layer) ? one.name : t('layer.group', { name: one.name })}
          </option>
        ))}
      </select>
    );
  return (
    <fieldset className={styles.field}>
      <legend className="visually-hidden">{t('layer.label')}</legend>
      {layers.map((one) => (
        <label key={one.layer} data-layer={one.layer}>
          <input
            type="radio"
            name={name}
            value={one.layer}
            checked={one.layer === layer}
            onChange={() => onChange(one.layer)}
          />
          {one.name}
        </label>
      ))}
    </fieldset>
  );
}
