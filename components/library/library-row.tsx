import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { dayOf } from '@/components/reader/article-header';
import { readingMinutes } from '@/lib/domain/text/reading-time';
import type { ArticleSummary } from '@/lib/contract/articles';
import type { LibraryEntry } from './library';
import { Opening } from './opening';
import { ReadingPlace } from './reading-place';
import styles from './library.module.css';

/** An article on the shelf: what it is, how long, and how far one has read. */
export async function LibraryRow({
  entry: { article, place, unread },
  signedIn,
}: {
  entry: LibraryEntry;
  signedIn: boolean;
}) {
  const t = await getTranslations('library');
  const loading = (await getTranslations('common'))('loading');
  const address = `/read/${encodeURIComponent(article.slug)}`;
  const minutes = readingMinutes(article.length);
  const facts = [
    article.author,
    article.date && dayOf(article.date),
    t('length', { length: article.length }),
    minutes < 90 ? t('minutes', { minutes }) : t('hours', { hours: Math.round(minutes / 60) }),
  ];
  const note = noticeOf(article);
  return (
    <li className={styles.row}>
      <h2 lang={article.sourceScript}>
        <Link href={address} prefetch={false}>
          {article.title}
          <Opening>{loading}</Opening>
        </Link>
        {note && <span className={styles.badge}>{t(note)}</span>}
      </h2>
      {article.description && (
        <p className={styles.description} lang={article.sourceScript}>
          {article.description}
        </p>
      )}
      <p className={styles.facts}>
        {facts.filter(Boolean).join(' · ')}
        {unread > 0 && <span className={styles.unread}>{t('unread', { count: unread })}</span>}
      </p>
      <ReadingPlace
        slug={article.slug}
        place={place}
        local={!signedIn}
        words={{
          progress: t('progress', { percent: '{percent}' }),
          finished: t('finished'),
          resume: t('resume', { number: '{number}' }),
          resumeLabel: t('resumeLabel', { title: article.title, number: '{number}' }),
        }}
      />
    </li>
  );
}

const noticeOf = ({ published, visibility }: ArticleSummary): 'withdrawn' | 'private' | 'signedIn' | null => {
  if (!published) return 'withdrawn';
  if (visibility === 'private') return 'private';
  return visibility === 'signed-in' ? 'signedIn' : null;
};
