'use client';

import Link from 'next/link';
import { useMemo, useSyncExternalStore } from 'react';
import { loadPlace } from '@/components/reader/local-place';
import type { Place } from '@/lib/domain/text/outline';
import styles from './library.module.css';

interface Props {
  slug: string;
  /** As the account knows it. */
  place: Place | null;
  /** Whether this browser's own memory counts: for readers without an account. */
  local: boolean;
  /** `{percent}` and `{number}` stand for the numbers. */
  words: { progress: string; finished: string; resume: string; resumeLabel: string };
}

const FINISHED = 0.98;
const never = () => () => undefined;

/** How far one has read, and the way back there. Nothing for what one has not begun. */
export function ReadingPlace({ slug, place, local, words }: Props) {
  const stored = useSyncExternalStore(
    never,
    () => (local ? JSON.stringify(loadPlace(slug)) : 'null'),
    () => 'null',
  );
  const here = useMemo(() => place ?? (JSON.parse(stored) as Place | null), [place, stored]);
  if (!here) return null;
  const percent = Math.round(here.progress * 100);
  const number = String(here.number);
  return (
    <p className={styles.place}>
      <progress value={here.progress} max={1} aria-hidden="true" />
      <span>{here.progress >= FINISHED ? words.finished : words.progress.replace('{percent}', String(percent))}</span>
      {here.progress < FINISHED && (
        <Link
          href={`/read/${encodeURIComponent(slug)}?b=${here.block}#b-${here.block}`}
          prefetch={false}
          aria-label={words.resumeLabel.replace('{number}', number)}
        >
          {words.resume.replace('{number}', number)}
        </Link>
      )}
    </p>
  );
}
