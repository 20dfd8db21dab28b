'use client';

import { useTranslations } from 'next-intl';
import { currentBlock } from '@/components/reader/reading-line';
import { Icon } from '@/components/ui/icon';
import { newestLink } from './links';
import { blockOf } from './note';
import { blockElement } from './page-text';
import { useLive, type LiveProps } from './use-live';
import styles from './live-notes.module.css';

/** What happens meanwhile: quietly taken over where nothing moves, else said, and shown when asked for. */
export function LiveNotes(props: LiveProps) {
  const t = useTranslations('margin');
  const { edition, dismissEdition } = useLive(props);
  const { held } = props.state;
  return (
    // The region is there before its words are: only so are they announced.
    <div className={styles.region} role="status" data-chrome="">
      {held.length > 0 && (
        <button
          type="button"
          className={styles.pill}
          onClick={({ currentTarget }) => {
            const [first] = held;
            const block = first ? blockOf(first) : null;
            // What had the focus goes: one reads on where the first of them is.
            if (block && document.activeElement === currentTarget) blockElement(block)?.focus({ preventScroll: true });
            props.dispatch({ type: 'showHeld' });
          }}
        >
          {t('live.new', { count: held.length })}
        </button>
      )}
      {edition !== null && (
        <p className={styles.line}>
          {t('live.edition')}{' '}
          <a
            href={newestLink()}
            // The paragraph that is read now, as far as the new edition still has it.
            onClick={({ currentTarget }) => (currentTarget.href = newestLink(currentBlock()?.dataset.block))}
          >
            {t('live.toEdition')}
          </a>
          <button type="button" aria-label={t('dismiss')} onClick={dismissEdition}>
            <Icon name="close" />
          </button>
        </p>
      )}
    </div>
  );
}
