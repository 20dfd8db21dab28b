import { getFormatter, getTranslations } from 'next-intl/server';
import { editionsPath } from '@/components/editions/paths';
import { readPath, readQuery } from '@/lib/domain/reading/read-path';
import type { ShownScript } from '@/lib/domain/script/script';
import styles from './old-edition.module.css';

export interface OldEditionFacts {
  readonly number: number;
  /** How many there are. */
  readonly of: number;
  /** ISO 8601. */
  readonly publishedAt: string;
  readonly reason: string | null;
  /** Key of the block that is gone to, where the newest edition has it. */
  readonly block: string | undefined;
}

interface Props {
  slug: string;
  old: OldEditionFacts;
  script: ShownScript;
}

/** That one reads an edition that is not the newest, and the way there. */
export async function OldEdition({ slug, old, script }: Props) {
  const [t, format] = await Promise.all([getTranslations('reader.old'), getFormatter()]);
  const { number, of, publishedAt, reason, block } = old;
  return (
    <section className={styles.old} aria-label={t('label')} data-chrome="">
      <p>
        <strong>{t('which', { number, of })}</strong>
        <time dateTime={publishedAt}>
          {format.dateTime(new Date(publishedAt), { dateStyle: 'medium', timeZone: 'UTC' })}
        </time>
      </p>
      {reason && <p className={styles.reason}>{reason}</p>}
      <p className={styles.ways}>
        <a href={`${readPath(slug, script)}${readQuery({ block })}`} data-newest="">
          {t('newest')}
        </a>
        <a href={editionsPath(slug)}>{t('all')}</a>
      </p>
    </section>
  );
}
