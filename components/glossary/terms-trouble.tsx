import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { ProblemNotice } from '@/components/ui/problem-notice';
import type { TermVersion, useTermSaving } from './terms-saving';
import styles from './terms-form.module.css';

interface Props {
  saving: ReturnType<typeof useTermSaving>;
  onUse: (theirs: TermVersion) => void;
}

/** Why a term is not saved, and what can be done; what was written stays in the form. */
export function TermsTrouble({ saving, onUse }: Props) {
  const t = useTranslations('glossary.page.form');
  const { trouble, theirs, gone } = saving;
  if (theirs) return <Theirs theirs={theirs} saving={saving} onUse={onUse} />;
  if (gone)
    return (
      <Notice>
        <p>{t('gone')}</p>
        <Button size="small" onClick={saving.asNew}>
          {t('asNew')}
        </Button>
      </Notice>
    );
  const taken = trouble && trouble !== 'offline' && trouble.code === 'term-taken' ? trouble.term : undefined;
  if (!taken) return <ProblemNotice trouble={trouble} />;
  return (
    <Notice>
      <p>{t('taken', { headword: taken.headword })}</p>
      <a href={saving.addressOf(taken.id)}>{t('goTo', { headword: taken.headword })}</a>
    </Notice>
  );
}

function Theirs({ theirs, saving, onUse }: Props & { theirs: TermVersion }) {
  const t = useTranslations('glossary.page.form');
  return (
    <Notice>
      <p>{t('conflict')}</p>
      <p className={styles.label}>{t('theirs')}</p>
      <div className={styles.theirs}>
        <p>
          <strong>{theirs.headword}</strong> {theirs.aliases.join('、')}
        </p>
        {theirs.definitionText && <p>{theirs.definitionText}</p>}
        {theirs.translationText && <p>{theirs.translationText}</p>}
      </div>
      <div className={styles.actions}>
        <Button
          size="small"
          onClick={() => {
            onUse(theirs);
            saving.settle();
          }}
        >
          {t('useTheirs')}
        </Button>
        <span>{t('keepMine')}</span>
      </div>
    </Notice>
  );
}

/** Takes the focus when it appears: it is the news. */
function Notice({ children }: { children: React.ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} className={styles.notice} role="alert" tabIndex={-1}>
      {children}
    </div>
  );
}
