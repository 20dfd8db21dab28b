import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { GroupPage, MemberView } from '@/lib/contract/groups';
import type { GroupHome } from '@/lib/contract/group-home';
import home from './group-home.module.css';
import styles from './group.module.css';
import { groupPath } from './paths';

const TIMES = ['now', 'today', 'earlier'] as const;
/** A class of three hundred is not read name by name. */
const NAMED = { now: 40, today: 20, earlier: 10 } as const;

interface Props {
  group: GroupPage;
  present: GroupHome['present'];
  self: string;
  mayInvite: boolean;
}

/** Who has a page open now, who came during the last day, and who did earlier. */
export async function WhoIsHere({ group, present, self, mayInvite }: Props) {
  const t = await getTranslations('groups.home');
  const nameOf = ({ id, name }: MemberView) => (id === self ? t('me', { name }) : name);
  return (
    <aside className={home.here} aria-labelledby="here">
      <div className={styles.sectionHead}>
        <h2 id="here">{t('here')}</h2>
        <Link href={groupPath(group.id, 'members')} prefetch={false}>
          {t('members', { count: group.members })}
        </Link>
      </div>
      {TIMES.filter((time) => present[time].length > 0).map((time) => (
        <section key={time} data-time={time}>
          <h3>{t(time)}</h3>
          <ul>
            {present[time].slice(0, NAMED[time]).map((member) => (
              <li key={member.id}>{nameOf(member)}</li>
            ))}
          </ul>
          {present[time].length > NAMED[time] && (
            <p className={styles.soft}>{t('others', { count: present[time].length - NAMED[time] })}</p>
          )}
        </section>
      ))}
      {mayInvite && group.members === 1 && (
        <p className={styles.soft}>
          {t('alone')}{' '}
          <Link className={styles.more} href={groupPath(group.id, 'members')} prefetch={false}>
            {t('invite')}
          </Link>
        </p>
      )}
    </aside>
  );
}
