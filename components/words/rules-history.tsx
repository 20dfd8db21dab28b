import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { LocalTime } from '@/components/ui/local-time';
import { api } from '@/lib/client/api';
import type { ProtectedWordsView } from '@/lib/contract/scripts';
import styles from './protected-words.module.css';

interface Props {
  slug: string;
  saved: ProtectedWordsView;
  onBring: (view: ProtectedWordsView) => void;
}

/** Earlier versions, each of which can be brought back into the field. */
export function RulesHistory({ slug, saved, onBring }: Props) {
  const t = useTranslations('words.page');
  const [failed, setFailed] = useState(false);
  if (saved.versions.length === 0) return null;
  const bring = async (number: number) => {
    const answer = await api('GET /api/articles/:slug/protected-words', { params: { slug }, query: { number } });
    setFailed(!answer.ok);
    if (answer.ok) onBring(answer.data);
  };
  return (
    <details className={styles.history}>
      <summary>{t('history')}</summary>
      <p role="status">{failed && t('previewFailed')}</p>
      <ol>
        {saved.versions.map(({ number, by, at }) => (
          <li key={number}>
            <span>
              {t('version', { number, by: by ?? t('gone') })} · <LocalTime time={at} />
            </span>
            {number === saved.number ? (
              <span className={styles.soft}>{t('inForce')}</span>
            ) : (
              <Button size="small" onClick={() => void bring(number)}>
                {t('load')}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}
