import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { ClientMessages } from '@/components/ui/client-messages';
import { LocalTime } from '@/components/ui/local-time';
import type { RevisionSummary } from '@/lib/contract/articles';
import { readPath, readQuery } from '@/lib/domain/reading/read-path';
import { OutcomeLines } from './outcome-lines';
import { editionPath, publishPath } from './paths';
import styles from './edition-list.module.css';

interface Props {
  slug: string;
  /** Of the newest edition. */
  title: string;
  /** BCP 47, of the newest edition. */
  lang: string;
  /** Newest first. */
  revisions: readonly RevisionSummary[];
  canEdit: boolean;
}

/** All editions of an article: when, who, why, and what each did to text and notes. Works without JavaScript. */
export async function EditionList({ slug, title, lang, revisions, canEdit }: Props) {
  const t = await getTranslations('editions.list');
  return (
    <main className={styles.page}>
      <header className={styles.head}>
        <p>
          <Link href={readPath(slug)} prefetch={false}>
            ← {t('back')}
          </Link>
        </p>
        <h1>{t.rich('heading', { title, text: (words) => <span lang={lang}>{words}</span> })}</h1>
        <p className={styles.lead}>{t(revisions.length > 1 ? 'lead' : 'onlyOne')}</p>
        {canEdit && (
          <p>
            <Link href={publishPath(slug)} prefetch={false}>
              {t('publish')}
            </Link>
          </p>
        )}
      </header>
      <ol className={styles.list} reversed start={revisions[0]?.number}>
        {revisions.map((revision, index) => (
          <Edition
            key={revision.number}
            slug={slug}
            revision={revision}
            earlier={revisions[index + 1] ?? null}
            isNewest={index === 0}
            lang={lang}
          />
        ))}
      </ol>
    </main>
  );
}

interface EditionProps {
  slug: string;
  revision: RevisionSummary;
  earlier: RevisionSummary | null;
  isNewest: boolean;
  lang: string;
}

async function Edition({ slug, revision, earlier, isNewest, lang }: EditionProps) {
  const t = await getTranslations('editions.list');
  const { number, title, createdAt, by, reason, outcome } = revision;
  const name = t('number', { number });
  return (
    <li className={styles.edition}>
      <h2 id={`edition-${number}`}>
        {name}
        {isNewest && <small>{t('newest')}</small>}
      </h2>
      <div className={styles.facts}>
        <p className={styles.published}>
          <ClientMessages namespaces={[]}>
            <LocalTime time={createdAt} />
          </ClientMessages>
          <span>{by === null ? t('byNobody') : t('by', { name: by })}</span>
        </p>
        {earlier && title !== earlier.title && (
          <p>{t.rich('titled', { title, text: (words) => <span lang={lang}>{words}</span> })}</p>
        )}
        {reason && <p className={styles.reason}>{reason}</p>}
        {earlier && outcome && <OutcomeLines outcome={outcome} />}
        {!earlier && <p className={styles.outcome}>{t('first')}</p>}
        <p className={styles.ways}>
          <a
            href={`${readPath(slug)}${readQuery({ rev: isNewest ? undefined : number })}`}
            aria-label={t('readLabel', { number })}
          >
            {t('read')}
          </a>
          {earlier && (
            <Link href={editionPath(slug, number)} prefetch={false} aria-label={t('changesLabel', { number })}>
              {t('changes')}
            </Link>
          )}
        </p>
      </div>
    </li>
  );
}
