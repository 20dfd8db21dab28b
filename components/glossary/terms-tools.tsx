import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useSubmit } from '@/components/ui/use-submit';
import { persistently } from '@/components/margin/persistently';
import { ProblemNotice } from '@/components/ui/problem-notice';
import type { TermView } from '@/lib/contract/terms';
import type { TermVersion } from './terms-saving';
import styles from './terms.module.css';

const TermsMerge = dynamic(() => persistently(() => import('./terms-merge').then((module) => module.TermsMerge)), {
  ssr: false,
});
const TermsHistory = dynamic(
  () => persistently(() => import('./terms-history').then((module) => module.TermsHistory)),
  { ssr: false },
);

interface Props {
  term: TermView;
  onEdit: (brought: TermVersion | null) => void;
  onDeleted: () => void;
  onMerged: (into: TermView) => void;
}

/** What one can do with a term that one may change. */
export function TermsTools({ term, onEdit, onDeleted, onMerged }: Props) {
  const t = useTranslations('glossary.page.tools');
  const [open, setOpen] = useState<'merge' | 'history' | null>(null);
  const { submit, busy, trouble } = useSubmit();
  const { headword } = term;
  const remove = async () => {
    const answer = await submit('DELETE /api/terms/:id', { params: { id: term.id } });
    if (answer?.ok) onDeleted();
  };
  const close = () => setOpen(null);
  return (
    <>
      <div className={styles.tools} data-chrome="" data-needs-script="">
        <button type="button" aria-label={t('editOf', { headword })} onClick={() => onEdit(null)}>
          {t('edit')}
        </button>
        <button type="button" aria-label={t('mergeOf', { headword })} onClick={() => setOpen('merge')}>
          {t('merge')}
        </button>
        <button type="button" aria-label={t('historyOf', { headword })} onClick={() => setOpen('history')}>
          {t('history')}
        </button>
        <button
          type="button"
          aria-label={t('deleteOf', { headword })}
          aria-disabled={busy || undefined}
          onClick={() => void remove()}
        >
          {t('delete')}
        </button>
      </div>
      <ProblemNotice trouble={trouble} />
      {open === 'merge' && (
        <TermsMerge
          term={term}
          onClose={close}
          onMerged={(into) => {
            close();
            onMerged(into);
          }}
        />
      )}
      {open === 'history' && (
        <TermsHistory
          term={term}
          onClose={close}
          onBring={(version) => {
            close();
            onEdit(version);
          }}
        />
      )}
    </>
  );
}
