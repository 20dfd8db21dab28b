'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { LocalTime } from '@/components/ui/local-time';
import { api } from '@/lib/client/api';
import type { Wording } from '@/lib/contract/threads';
import { hunksBetween } from '@/lib/domain/anchoring/text-diff';
import { plainText } from '@/lib/richtext/body';
import styles from './wordings.module.css';

interface Props {
  id: string;
  note: string;
  /** Null: the note's own words. */
  reply: string | null;
  /** Of the words in force: newer ones are asked for anew. */
  version: number;
}

/** What was written before, newest first; struck through, what then went. */
export function Wordings({ id, ...of }: Props) {
  const t = useTranslations('margin.wordings');
  const wordings = useWordings(of);
  if (wordings === 'loading' || wordings === 'failed')
    return (
      <p id={id} className={styles.wait} role="status">
        {t(wordings)}
      </p>
    );
  const earlier = wordings.slice(1);
  if (earlier.length === 0)
    return (
      <p id={id} className={styles.wait}>
        {t('none')}
      </p>
    );
  return (
    <ol id={id} className={styles.wordings} aria-label={t('label')}>
      {earlier.map((wording, at) => (
        <li key={wording.version}>
          <p className={styles.when}>
            <LocalTime time={wording.writtenAt} />
          </p>
          <p className={styles.words}>
            {textOf(wording) === '' ? <i>{t('noWords')}</i> : partsOf(wording, wordings[at])}
          </p>
          {wording.tags.length > 0 && <p className={styles.when}>{wording.tags.map((tag) => `#${tag}`).join(' ')}</p>}
        </li>
      ))}
    </ol>
  );
}

const textOf = ({ body }: Wording): string => (body === null ? '' : plainText(body));

/** @param next the wording that came after it */
function partsOf(wording: Wording, next: Wording | undefined) {
  const text = textOf(wording);
  let at = 0;
  const parts = hunksBetween(text, next ? textOf(next) : text).flatMap(({ oldStart, oldEnd }) => {
    const part = [
      text.slice(at, oldStart),
      oldEnd > oldStart ? <del key={oldStart}>{text.slice(oldStart, oldEnd)}</del> : '',
    ];
    at = oldEnd;
    return part;
  });
  return [...parts, text.slice(at)];
}

function useWordings({ note, reply, version }: Omit<Props, 'id'>): readonly Wording[] | 'loading' | 'failed' {
  const [found, setFound] = useState<readonly Wording[] | 'loading' | 'failed'>('loading');
  useEffect(() => {
    let gone = false;
    const asked =
      reply === null
        ? api('GET /api/annotations/:id/wordings', { params: { id: note } })
        : api('GET /api/annotations/:id/replies/:reply/wordings', { params: { id: note, reply } });
    void asked.then((answer) => gone || setFound(answer.ok ? answer.data.wordings : 'failed'));
    return () => {
      gone = true;
    };
  }, [note, reply, version]);
  return found;
}
