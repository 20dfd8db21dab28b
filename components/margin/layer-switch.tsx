'use client';

import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Icon } from '@/components/ui/icon';
import { Popover } from '@/components/ui/popover';
import type { Layer } from '@/lib/domain/discussion/annotation';
import { readableLayers, useChosenLayer, type LayerPlace } from './chosen-layer';
import { kindOfLayer, nameOfLayer } from './layer-name';
import { persistently } from './persistently';
import styles from './layer-switch.module.css';

const loadPanel = () => persistently(() => import('./layer-panel').then((module) => module.LayerPanel));
const LayerPanel = dynamic(loadPanel, { ssr: false });

interface Props {
  place: LayerPlace;
  /** An old edition is read: nothing is written there. */
  old: boolean;
}

const PANEL = 'layer-choice';

/**
 * Which notes are shown and for whom one writes, in the reading page's bar. Quiet where there is nothing to choose:
 * no group, and no public notes.
 */
export function LayerSwitch({ place, old }: Props) {
  const t = useTranslations('layers');
  const { shown, written } = useChosenLayer(place);
  const [wanted, setWanted] = useState(false);
  const { article, viewer } = place;
  if (!viewer) return article.publicNotes && <p className={styles.plain}>{t('signedOut')}</p>;
  if (readableLayers(place).length < 2) return null;
  const nameOf = (layer: Layer) => nameOfLayer(layer, viewer.groups, t);
  const writes = old ? null : t(`writes.${kindOfLayer(written)}`, { name: nameOf(written) });
  const looks = shown === 'all' ? t('layer.all') : nameOf(shown);
  return (
    <>
      <button
        type="button"
        className={styles.open}
        popoverTarget={PANEL}
        aria-label={[t('open', { shown: looks }), writes].filter(Boolean).join('，')}
        title={shown === 'all' ? undefined : looks}
        data-layer={shown === 'all' ? 'all' : kindOfLayer(shown)}
        data-needs-script=""
        onPointerEnter={() => void loadPanel()}
        onFocus={() => void loadPanel()}
        onClick={() => setWanted(true)}
      >
        <span className={styles.sign} aria-hidden="true">
          <Icon name="layers" />
        </span>
        <span className={styles.words}>
          {looks}
          {shown !== written && writes && <small> · {writes}</small>}
        </span>
        <span className={styles.more} aria-hidden="true">
          <Icon name="down" />
        </span>
      </button>
      <Popover id={PANEL} label={t('title')} className={styles.panel}>
        {wanted && <LayerPanel place={{ article, viewer }} old={old} />}
      </Popover>
    </>
  );
}
