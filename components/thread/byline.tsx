'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { authorOf } from '@/components/margin/note-author';
import type { ReplyView } from '@/lib/contract/annotations';
import styles from './byline.module.css';

/** Who wrote it, and as what where a group's leaders speak. */
export function Byline({
  written,
}: {
  written: Pick<ReplyView, 'author' | 'alias' | 'originAuthor' | 'authorRole' | 'mine'>;
}) {
  const t = useTranslations('margin');
  const { authorRole } = written;
  return (
    <>
      {authorOf(written, t)}
      {authorRole && authorRole !== 'member' && (
        <>
          {' '}
          <span className={styles.role}>{t(`replies.role.${authorRole}`)}</span>
        </>
      )}
    </>
  );
}

/** @param at ISO 8601 @param now milliseconds since 1970 */
export function useAgo(): (at: string, now: number) => string {
  const t = useTranslations('margin');
  const format = useFormatter();
  return (at, now) => (now - new Date(at).getTime() < 60_000 ? t('justNow') : format.relativeTime(new Date(at), now));
}

/** How long ago, and on demand exactly when. */
export function Ago({ at, now }: { at: string; now: number }) {
  const format = useFormatter();
  const ago = useAgo();
  return (
    <time dateTime={at} title={format.dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'short' })}>
      {ago(at, now)}
    </time>
  );
}
