import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { GroupPage } from '@/lib/contract/groups';
import styles from './group.module.css';
import { groupPath } from './paths';

const PAGES = ['home', 'assignments', 'members', 'glossary', 'settings'] as const;

interface Props {
  group: Pick<GroupPage, 'id' | 'name' | 'archived'>;
  /** Which of its pages this is; null: one below them. */
  page: (typeof PAGES)[number] | null;
  /** What the page is headed by. Default: the group's name. */
  heading?: string;
  children: ReactNode;
}

/** The frame of a group's pages: whose they are, and the way to the others. */
export async function GroupFrame({ group: { id, name, archived }, page, heading, children }: Props) {
  const t = await getTranslations('groups');
  return (
    <main className={styles.page}>
      <header className={styles.head}>
        {heading && (
          <p className={styles.whose}>
            <Link href={groupPath(id)}>{name}</Link>
          </p>
        )}
        <h1>
          {heading ?? name}
          {archived && <span className={styles.badge}>{t('archived')}</span>}
        </h1>
        <nav className={styles.nav} aria-label={t('nav.label')}>
          <ul>
            {PAGES.map((one) => (
              <li key={one}>
                <Link
                  href={groupPath(id, one === 'home' ? undefined : one)}
                  aria-current={one === page ? 'page' : undefined}
                  prefetch={false}
                >
                  {t(`nav.${one}`)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      {archived && <p className={styles.archived}>{t('archivedNote')}</p>}
      {children}
    </main>
  );
}
