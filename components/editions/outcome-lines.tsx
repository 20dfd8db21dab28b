import { useTranslations } from 'next-intl';
import type { EditionOutcome } from '@/lib/contract/editions';
import styles from './edition-list.module.css';

const FATES = ['corrected', 'split', 'merged', 'moved', 'new', 'gone'] as const;
const STATES = ['moved', 'edited', 'uncertain', 'removed'] as const;

/** What an edition did to the text, and to notes where not all of them stayed as they were. */
export function OutcomeLines({ outcome: { blocks, notes } }: { outcome: EditionOutcome }) {
  const t = useTranslations('editions.outcome');
  const changed = FATES.filter((fate) => blocks[fate] > 0).map((fate) => t(`blocks.${fate}`, { count: blocks[fate] }));
  const touched = STATES.filter((state) => notes[state] > 0).map((state) =>
    t(`notes.${state}`, { count: notes[state] }),
  );
  return (
    <ul className={styles.outcome} role="list">
      <li>{changed.length > 0 ? changed.join(t('and')) : t('blocks.none')}</li>
      {touched.length > 0 && <li>{t('notes.all', { list: touched.join(t('and')) })}</li>}
      {touched.length === 0 && notes.kept > 0 && <li>{t('notes.kept', { count: notes.kept })}</li>}
    </ul>
  );
}
