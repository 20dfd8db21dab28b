import { useTranslations } from 'next-intl';
import { Fragment } from 'react';
import { ANCHOR_STATES } from '@/lib/domain/anchoring/anchor';
import type { RevisionSummary } from '@/lib/contract/articles';
import styles from './edition-list.module.css';

const FATES = ['corrected', 'split', 'merged', 'moved', 'new', 'gone'] as const;
const STATES = ['moved', 'edited', 'uncertain', 'removed'] as const;

/** What an edition did to the text, and how notes stand in it where not all of them stand on their words. */
export function OutcomeLines({ outcome: { blocks, notes } }: { outcome: NonNullable<RevisionSummary['outcome']> }) {
  const t = useTranslations('editions.outcome');
  const changed = FATES.filter((fate) => blocks[fate] > 0).map((fate) => t(`blocks.${fate}`, { count: blocks[fate] }));
  const of = (state: (typeof ANCHOR_STATES)[number]) => notes?.[state] ?? 0;
  const touched = STATES.filter((state) => of(state) > 0).map((state) => t(`notes.${state}`, { count: of(state) }));
  const total = ANCHOR_STATES.reduce((sum, state) => sum + of(state), 0);
  return (
    <ul className={styles.outcome} role="list">
      <li>{changed.length > 0 ? <Listed parts={changed} /> : t('blocks.none')}</li>
      {touched.length > 0 && (
        <li>
          <Listed parts={[t('notes.all', { total }), ...touched]} />
        </li>
      )}
      {touched.length === 0 && total > 0 && <li>{t('notes.kept', { count: total })}</li>}
    </ul>
  );
}

/** A line breaks between its parts only. */
function Listed({ parts }: { parts: readonly string[] }) {
  const and = useTranslations('editions.outcome')('and');
  return parts.map((part, index) => (
    <Fragment key={part}>
      <span>
        {part}
        {index < parts.length - 1 && and.trimEnd()}
      </span>
      {and.slice(and.trimEnd().length)}
    </Fragment>
  ));
}
