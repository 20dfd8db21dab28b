'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { NoteText } from '@/components/notes/note-body';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { LocalTime } from '@/components/ui/local-time';
import { api } from '@/lib/client/api';
import type { TermView } from '@/lib/contract/terms';
import type { TermVersion } from './terms-saving';
import styles from './terms.module.css';

interface Props {
  term: TermView;
  /** Into the form; without: it is only looked at. */
  onBring?: (version: TermVersion) => void;
  onClose: () => void;
}

/** Who made of a term what, and when; each version can be brought back into the form. */
export function TermsHistory({ term, onBring, onClose }: Props) {
  const t = useTranslations('glossary.page.history');
  const [versions, setVersions] = useState<readonly TermVersion[] | 'failed' | null>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let gone = false;
    void api('GET /api/terms/:id/history', { params: { id: term.id } }).then((answer) => {
      if (!gone) setVersions(answer.ok ? answer.data.versions : 'failed');
    });
    return () => {
      gone = true;
    };
  }, [term.id, tries]);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('title', { headword: term.headword })}>
      {typeof versions === 'string' || versions === null ? (
        <div role="status" className={styles.soft}>
          {versions === null ? t('looking') : t('failed')}{' '}
          {versions === 'failed' && (
            <Button size="small" onClick={() => setTries(tries + 1)}>
              {t('retry')}
            </Button>
          )}
        </div>
      ) : (
        <ol className={styles.versions}>
          {versions.map((version, index) => (
            <li key={`${version.version} ${version.change}`}>
              <p className={styles.soft}>
                {t(`change.${version.change}`)} · {version.by?.name ?? t('gone')} · <LocalTime time={version.at} />
              </p>
              <p>
                <strong>{version.headword}</strong> {version.aliases.join('、')}
              </p>
              {version.definition && <NoteText body={version.definition} />}
              {version.translation && <NoteText body={version.translation} />}
              {index === 0 ? (
                <p className={styles.soft}>{t('now')}</p>
              ) : (
                onBring && (
                  <Button
                    size="small"
                    aria-label={t('bringOf', { version: version.version })}
                    onClick={() => onBring(version)}
                  >
                    {t('bring')}
                  </Button>
                )
              )}
            </li>
          ))}
        </ol>
      )}
    </Dialog>
  );
}
