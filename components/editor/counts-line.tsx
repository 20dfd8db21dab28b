'use client';

import { useTranslations } from 'next-intl';
import { useAssignedHere, wouldCountFor } from '@/components/assignment/assigned-here';
import { blockNumber } from '@/components/margin/page-text';
import { groupLayer, type Layer } from '@/lib/domain/discussion/annotation';
import styles from './composer.module.css';

interface Props {
  /** Key of the block that the note is on; null: the whole article. */
  block: string | null;
  layer: Layer;
  layers: readonly { readonly layer: Layer }[];
  onChange: (layer: Layer) => void;
}

/**
 * In an assigned section: that the note counts for nothing where it would be now, and the way to where it does. A group
 * is never chosen for somebody: they would publish what they meant for themselves.
 */
export function CountsLine({ block, layer, layers, onChange }: Props) {
  const t = useTranslations('editor.counts');
  const assignments = useAssignedHere();
  const number = blockNumber(block);
  const assignment = number === null ? null : wouldCountFor(assignments, number, layer);
  const there = assignment && groupLayer(assignment.group.id);
  if (!assignment || !layers.some((one) => one.layer === there)) return null;
  return (
    <p className={styles.counts}>
      {t('only', { group: assignment.group.name, title: assignment.title })}
      <button type="button" onClick={() => there && onChange(there)}>
        {t('write')}
      </button>
    </p>
  );
}
