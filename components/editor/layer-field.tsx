'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { LAYERS, type Layer } from '@/lib/domain/discussion/annotation';
import styles from './layer-field.module.css';

interface Props {
  layer: Layer;
  publicNotes: boolean;
  onChange: (layer: Layer) => void;
}

/** Who will see it: always in sight while one writes. */
export function LayerField({ layer, publicNotes, onChange }: Props) {
  const t = useTranslations('editor');
  const name = useId();
  if (!publicNotes && layer === 'private') return <p className={styles.only}>{t('layer.onlyPrivate')}</p>;
  return (
    <fieldset className={styles.field}>
      <legend className="visually-hidden">{t('layer.label')}</legend>
      {LAYERS.map((value) => (
        <label key={value} data-layer={value}>
          <input type="radio" name={name} value={value} checked={value === layer} onChange={() => onChange(value)} />
          {t(`layer.${value}`)}
        </label>
      ))}
    </fieldset>
  );
}
