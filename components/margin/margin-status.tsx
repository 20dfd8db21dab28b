'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { Button } from '@/components/ui/button';
import type { Layer } from '@/lib/domain/discussion/annotation';
import type { LayerGroup } from './chosen-layer';
import { kindOfLayer, nameOfLayer } from './layer-name';
import type { MarginState } from './margin-state';
import styles from './margin-root.module.css';

/** Slower than this it is said that the notes are on their way, in milliseconds. */
const SLOW = 800;

/** Where the notes are, while they are not there. */
export function MarginStatus({ status, onRetry }: { status: MarginState['status']; onRetry: () => void }) {
  const t = useTranslations('margin');
  return (
    <div className={styles.status} role="status">
      {status === 'loading' && <Loading words={t('loading')} />}
      {status === 'failed' && (
        <p>
          {t('failed')}{' '}
          <Button size="small" onClick={onRetry}>
            {t('retry')}
          </Button>
        </p>
      )}
    </div>
  );
}

function Loading({ words }: { words: string }) {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW);
    return () => clearTimeout(timer);
  }, []);
  return slow && <p>{words}</p>;
}

/** Of the layer that is looked at. */
export function NothingInLayer({ layer, groups }: { layer: Layer; groups: readonly LayerGroup[] }) {
  const t = useTranslations('margin');
  return (
    <p className={styles.nothing}>{t(`nothingIn.${kindOfLayer(layer)}`, { name: nameOfLayer(layer, groups, t) })}</p>
  );
}

const HINT = 'meipi-hint';
const never = () => () => undefined;

/** How to begin: until it is dismissed, once for all articles. */
export function MarginHint({ signIn }: { signIn: string | null }) {
  const t = useTranslations('margin');
  const known = useSyncExternalStore(
    never,
    () => wasSeen(),
    () => true,
  );
  const [gone, setGone] = useState(false);
  if (known || gone) return null;
  return (
    <div className={styles.hint}>
      <p>{t('hint.title')}</p>
      <p className={styles.detail}>{signIn === null ? t('hint.detail') : <a href={signIn}>{t('hint.signedOut')}</a>}</p>
      <button
        type="button"
        onClick={() => {
          rememberSeen();
          setGone(true);
        }}
      >
        {t('hint.dismiss')}
      </button>
    </div>
  );
}

function wasSeen(): boolean {
  try {
    return localStorage.getItem(HINT) !== null;
  } catch {
    return false;
  }
}

function rememberSeen(): void {
  try {
    localStorage.setItem(HINT, '1');
  } catch {
    // A private window: it shows again next time.
  }
}
