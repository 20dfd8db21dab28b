import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { GroupFrame } from '@/components/group/group-frame';
import { buttonClass } from '@/components/ui/button';
import { ClientMessages } from '@/components/ui/client-messages';
import type { AssignmentView } from '@/lib/contract/assignments';
import type { GroupView } from '@/lib/contract/groups';
import type { Standing } from '@/lib/domain/assignments/standing';
import { AssignmentsDesk } from './assignments-desk';
import styles from './list.module.css';
import { groupProgressPath, newAssignmentPath } from './paths';

interface Props {
  group: GroupView;
  leads: boolean;
  assignments: readonly AssignmentView[];
  archived: readonly AssignmentView[];
  /** How members stand, by assignment; for who leads the group. */
  standings: Readonly<Record<string, readonly Standing[]>>;
  /** Groups that something may be copied to. */
  led: readonly GroupView[];
}

/** What is assigned to a group. */
export async function AssignmentsPage({ group, leads, assignments, archived, standings, led }: Props) {
  const t = await getTranslations('teaching.list');
  return (
    <GroupFrame group={group} page="assignments" heading={t('title')}>
      {leads && (
        <p className={styles.ways}>
          {!group.archived && (
            <Link className={buttonClass({ tone: 'primary' })} href={newAssignmentPath(group.id)} prefetch={false}>
              {t('new')}
            </Link>
          )}
          <Link className={buttonClass()} href={groupProgressPath(group.id)} prefetch={false}>
            {t('book')}
          </Link>
        </p>
      )}
      <ClientMessages namespaces={['teaching', 'assignments']}>
        <AssignmentsDesk {...{ group, leads, assignments, archived, standings, led }} />
      </ClientMessages>
    </GroupFrame>
  );
}
