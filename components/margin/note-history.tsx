'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { LocalTime } from '@/components/ui/local-time';
import { api } from '@/lib/client/api';
import type { Stay } from '@/lib/contract/annotations';
import type { MarginArticle } from './margin-root';
import { inLine, type Note } from './note';
import styles from './note-history.module.css';

interface Props {
  id: string;
  note: Note;
  article: MarginArticle;
  viewer: string | null;
}

/** Where a note has stood, newest first: what became of its words, who put it there, and the way to those editions. */
export function NoteHistory({ id, note, article, viewer }: Props) {
  const t = useTranslations('margin.history');
  const stays = useStays(note);
  if (stays === 'loading' || stays === 'failed')
    return (
      <p id={id} className={styles.wait} role="status">
        {t(stays)}
      </p>
    );
  return (
    <ol id={id} className={styles.history} aria-label={t('label')}>
      {stays.map((stay) => (
        <li key={stay.from}>
          <p className={styles.when}>
            <b>{editionsOf(stay, t)}</b> <LocalTime time={stay.since} precision="day" />
          </p>
          <p>{factsOf(stay, note, viewer, t).join(' · ')}</p>
          {stay.words !== null && (
            <p className={styles.words} lang={article.sourceScript}>
              {inLine(stay.words)}
            </p>
          )}
          {!isHere(stay, article) && (
            <a href={editionLink(stay, note)}>{stay.to === null ? t('readNewest') : t('read', { number: stay.to })}</a>
          )}
        </li>
      ))}
    </ol>
  );
}

type Translate = ReturnType<typeof useTranslations<'margin.history'>>;

const isHere = ({ from, to }: Stay, { revision }: MarginArticle): boolean =>
  from <= revision && revision <= (to ?? Infinity);

/** In the script that is read. */
const editionLink = ({ to }: Stay, { id }: Note): string =>
  `${location.pathname}?${to === null ? '' : `rev=${to}&`}note=${id}`;

function editionsOf({ from, to }: Stay, t: Translate): string {
  if (to === null) return t('sinceEdition', { from });
  return from === to ? t('edition', { from }) : t('editions', { from, to });
}

function factsOf({ from, state, block, repairedBy }: Stay, note: Note, viewer: string | null, t: Translate): string[] {
  const made = from === note.revision && state === 'kept' && !repairedBy;
  return [
    ...(block === null ? [] : [t('place', { number: block })]),
    ...(made ? [t('made')] : repairedBy ? [] : [t(state)]),
    ...(repairedBy ? [repairedBy.id === viewer ? t('repairedByMe') : t('repaired', { name: repairedBy.name })] : []),
  ];
}

function useStays({ id, version }: Note): readonly Stay[] | 'loading' | 'failed' {
  const [found, setFound] = useState<{ version: number; stays: readonly Stay[] | 'failed' } | null>(null);
  useEffect(() => {
    let gone = false;
    void api('GET /api/annotations/:id/history', { params: { id } }).then((answer) => {
      if (!gone) setFound({ version, stays: answer.ok ? answer.data.stays : 'failed' });
    });
    return () => {
      gone = true;
    };
  }, [id, version]);
  return found?.stays ?? 'loading';
}
