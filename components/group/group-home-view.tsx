import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { ClientMessages } from '@/components/ui/client-messages';
import type { GroupPage } from '@/lib/contract/groups';
import type { GroupHome } from '@/lib/contract/group-home';
import { AssignedSection } from './assigned-section';
import styles from './group.module.css';
import home from './group-home.module.css';
import { NewestNote } from './newest-note';
import { StopReading } from './stop-reading';
import { WhoIsHere } from './who-is-here';

interface Props {
  group: GroupPage;
  home: GroupHome;
  /** Id of who looks. */
  self: string;
  leads: boolean;
  /** Whether they may bring in articles and assign them. */
  mayAdd: boolean;
}

/** A group's home: what we read, what is new, who is here. */
export async function GroupHomeView({
  group,
  home: { articles, assigned, newest, present },
  self,
  leads,
  mayAdd,
}: Props) {
  const t = await getTranslations('groups.home');
  return (
    <div className={home.columns}>
      <div className={home.column}>
        {group.description && <p className={home.description}>{group.description}</p>}
        <AssignedSection group={group.id} assigned={assigned} mayAssign={mayAdd} />
        <Reading articles={articles} group={group.id} leads={leads} mayImport={mayAdd} />
        <section className={styles.section} aria-labelledby="newest">
          <h2 id="newest">{t('newest')}</h2>
          {newest.length === 0 ? (
            <p>{t('nothingNew')}</p>
          ) : (
            <ul className={styles.rows}>
              {newest.map((note) => (
                <li key={note.id}>
                  <NewestNote note={note} />
                </li>
              ))}
            </ul>
          )}
        </section>
      </div>
      <WhoIsHere group={group} present={present} self={self} mayInvite={mayAdd} />
    </div>
  );
}

async function Reading({
  articles,
  group,
  leads,
  mayImport,
}: {
  articles: GroupHome['articles'];
  group: string;
  leads: boolean;
  mayImport: boolean;
}) {
  const t = await getTranslations('groups.home');
  return (
    <section className={styles.section} aria-labelledby="reading">
      <div className={styles.sectionHead}>
        <h2 id="reading">{t('reading')}</h2>
        {mayImport && (
          <Link href={`/import?group=${group}`} prefetch={false}>
            {t('import')}
          </Link>
        )}
      </div>
      {articles.length === 0 ? (
        <p>{t('nothingRead')}</p>
      ) : (
        <ClientMessages namespaces={leads ? ['groups'] : []}>
          <ul className={styles.rows}>
            {articles.map(({ article, unread }) => (
              <li key={article.slug}>
                <div className={styles.name} lang={article.sourceScript}>
                  <Link href={`/read/${encodeURIComponent(article.slug)}`} prefetch={false}>
                    {article.title}
                  </Link>
                  {article.group === group && <span className={styles.badge}>{t('ours')}</span>}
                  {article.sharedWith.includes(group) && <span className={styles.badge}>{t('shared')}</span>}
                </div>
                <span className={styles.facts}>
                  {article.author && <span lang={article.sourceScript}>{article.author}</span>}
                  {unread > 0 && <span className={styles.unread}>{t('unread', { count: unread })}</span>}
                  {leads && article.sharedWith.includes(group) && (
                    <StopReading group={group} slug={article.slug} title={article.title} />
                  )}
                </span>
              </li>
            ))}
          </ul>
        </ClientMessages>
      )}
    </section>
  );
}
