import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { ClientMessages } from '@/components/ui/client-messages';
import type { ListedGroup } from '@/lib/contract/groups';
import { CodeForm } from './code-form';
import { FoundForm } from './found-form';
import styles from './group.module.css';
import { groupPath } from './paths';

/** The groups one belongs to, and the two ways to another. */
export async function GroupList({ groups }: { groups: readonly ListedGroup[] }) {
  const t = await getTranslations('groups');
  // Archived ones are there to look something up in.
  const listed = groups.toSorted((a, b) => Number(a.archived) - Number(b.archived));
  return (
    <main className={styles.narrow}>
      <header className={styles.head}>
        <h1>{t('title')}</h1>
        {groups.length > 0 && <p className={styles.lead}>{t('list.lead')}</p>}
      </header>
      {groups.length === 0 ? (
        <section className={styles.empty}>
          <h2>{t('list.empty.title')}</h2>
          <p>{t('list.empty.detail')}</p>
        </section>
      ) : (
        <ul className={styles.rows} aria-label={t('list.mine')}>
          {listed.map(({ id, name, role, archived, members }) => (
            <li key={id}>
              <div className={styles.name}>
                <Link href={groupPath(id)} prefetch={false}>
                  {name}
                </Link>
                {archived && <span className={styles.badge}>{t('archived')}</span>}
              </div>
              <span className={styles.facts}>
                <span>{t(`role.${role}`)}</span>
                <span>{t('home.members', { count: members })}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.two}>
        <section className={styles.section} aria-labelledby="found">
          <h2 id="found">{t('found.title')}</h2>
          <p>{t('found.detail')}</p>
          <ClientMessages namespaces={['groups']}>
            <FoundForm />
          </ClientMessages>
        </section>
        <section className={styles.section} aria-labelledby="by-code">
          <h2 id="by-code">{t('list.code')}</h2>
          <p>{t('join.lead')}</p>
          <CodeForm />
        </section>
      </div>
    </main>
  );
}
