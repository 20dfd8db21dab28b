'use client';

import type { GroupPage, InvitationView, MemberView } from '@/lib/contract/groups';
import { useState } from 'react';
import { AddMember } from './add-member';
import { InvitationsPanel } from './invitations-panel';
import { MembersTable } from './members-table';
import styles from './members.module.css';

interface Props {
  group: GroupPage;
  members: readonly MemberView[];
  /** Null: who looks does not lead the group. */
  invitations: readonly InvitationView[] | null;
  /** Id of who looks. */
  self: string;
}

/** Who belongs to a group, and the ways in. */
export function MembersView({ group, members: given, invitations, self }: Props) {
  const [members, setMembers] = useState(given);
  const put = (member: MemberView) =>
    setMembers((all) =>
      all.some(({ id }) => id === member.id)
        ? all.map((one) => (one.id === member.id ? member : one))
        : [...all, member],
    );
  const remove = (id: string) => setMembers((all) => all.filter((one) => one.id !== id));
  const table = <MembersTable group={group} members={members} self={self} onChanged={put} onRemoved={remove} />;
  if (invitations === null) return table;
  return (
    <div className={styles.columns}>
      <div className={styles.main}>{table}</div>
      <aside className={styles.aside}>
        <InvitationsPanel group={group} given={invitations} />
        {!group.archived && <AddMember group={group} onAdded={put} />}
      </aside>
    </div>
  );
}
