import { useTranslations } from 'next-intl';
import type { EditionOutcome } from '@/lib/contract/editions';
import { ANCHOR_STATES } from '@/lib/domain/anchoring/anchor';
import styles from './publishing.module.css';

/** What becomes of how many notes. */
export function NotesOutcome({ notes }: { notes: EditionOutcome['notes'] }) {
  const t = useTranslations('publishing.preview');
  const there = ANCHOR_STATES.filter((state) => notes[state] > 0);
  return (
    <section>
      <h3>{t('notes')}</h3>
      {there.length === 0 ? (
        <p className={styles.counts}>{t('noNotes')}</p>
      ) : (
        <ul className={styles.notes} role="list">
          {there.map((state) => (
            <li key={state} data-state={state}>
              {t(state, { count: notes[state] })}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
