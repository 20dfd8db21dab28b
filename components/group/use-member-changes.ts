'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { leaveTo } from '@/components/account/leave-to';
import { useSubmit, type Trouble } from '@/components/ui/use-submit';
import type { GroupPage, MemberView } from '@/lib/contract/groups';
import type { GroupRole } from '@/lib/domain/permissions/can';

interface Options {
  group: GroupPage;
  /** Id of who does it. */
  self: string;
  onChanged: (member: MemberView) => void;
  onRemoved: (id: string) => void;
}

interface MemberChanges {
  /** Both: whether it was done. */
  change: (member: MemberView, role: GroupRole) => Promise<boolean>;
  remove: (member: MemberView) => Promise<boolean>;
  busy: boolean;
  trouble: Trouble | null;
  /** What was done last, in words. */
  done: string;
  clear: () => void;
}

/** Roles and removals. What changes one's own rights opens the pages anew. */
export function useMemberChanges({ group, self, onChanged, onRemoved }: Options): MemberChanges {
  const t = useTranslations('groups');
  const { submit, busy, trouble, clear: clearTrouble } = useSubmit();
  const [done, setDone] = useState('');
  const paramsOf = ({ id: member }: MemberView) => ({ id: group.id, member });
  const change = async (member: MemberView, role: GroupRole) => {
    setDone('');
    const result = await submit('PATCH /api/groups/:id/members/:member', { params: paramsOf(member), body: { role } });
    if (!result?.ok) return false;
    if (member.id === self) window.location.reload();
    onChanged(result.data);
    setDone(t('members.changed', { name: member.name, role: t(`role.${result.data.role}`) }));
    return true;
  };
  const remove = async (member: MemberView) => {
    setDone('');
    const result = await submit('DELETE /api/groups/:id/members/:member', { params: paramsOf(member) });
    if (!result?.ok) return false;
    if (member.id === self) leaveTo('/groups');
    else {
      onRemoved(member.id);
      setDone(t('members.removed', { name: member.name }));
    }
    return true;
  };
  const clear = () => {
    setDone('');
    clearTrouble();
  };
  return { change, remove, busy, trouble, done, clear };
}
