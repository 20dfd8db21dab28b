'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { buttonClass } from '@/components/ui/button';
import { DoneNotice } from '@/components/ui/done-notice';
import { TextField } from '@/components/ui/field';
import { ProblemNotice } from '@/components/ui/problem-notice';
import type { GroupPage, MemberView } from '@/lib/contract/groups';
import groupStyles from './group.module.css';
import { MemberRow } from './member-row';
import styles from './members.module.css';
import { MemberDialog, type Asked } from './member-dialog';
import { groupPath } from './paths';
import { useMemberChanges } from './use-member-changes';

/** From this many on there is a field to find somebody by. */
const MANY = 8;

interface Props {
  group: GroupPage;
  members: readonly MemberView[];
  self: string;
  onChanged: (member: MemberView) => void;
  onRemoved: (id: string) => void;
}

export function MembersTable({ group, members, self, onChanged, onRemoved }: Props) {
  const t = useTranslations('groups.members');
  const [query, setQuery] = useState('');
  const [asked, setAsked] = useState<Asked | null>(null);
  const { change, remove, busy, trouble, done, clear } = useMemberChanges({ group, self, onChanged, onRemoved });
  const leads = group.role !== 'member';
  const wanted = query.trim().toLocaleLowerCase();
  const found = members.filter(({ name, email }) => `${name}\n${email ?? ''}`.toLocaleLowerCase().includes(wanted));
  const ask = (question: Asked) => {
    clear();
    setAsked(question);
  };
  return (
    <section className={groupStyles.section} aria-label={t('title')}>
      <div className={styles.tools}>
        {members.length >= MANY && (
          <TextField
            label={t('find')}
            placeholder={t(leads ? 'findHint' : 'findName')}
            type="search"
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
        )}
        <p className={groupStyles.soft} role="status">
          {wanted ? t('found', { count: found.length }) : t('count', { count: members.length })}
        </p>
        {leads && (
          <a className={styles.jump} href="#invitations">
            {t('invite')}
          </a>
        )}
        {leads && !group.archived && (
          <Link
            className={buttonClass({ size: 'small' })}
            href={groupPath(group.id, 'members/roster')}
            prefetch={false}
          >
            {t('roster')}
          </Link>
        )}
      </div>
      {asked === null && <ProblemNotice trouble={trouble} />}
      <DoneNotice>{done && <p>{done}</p>}</DoneNotice>
      {members.length === 1 && leads && <p className={groupStyles.soft}>{t('alone')}</p>}
      <table className={styles.table} data-leads={leads || undefined}>
        <caption className="visually-hidden">{t('title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('name')}</th>
            <th scope="col">{t('role')}</th>
            <th scope="col">{t('joined')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('act')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {found.map((member) => (
            <MemberRow
              key={member.id}
              member={member}
              viewer={group.role}
              isSelf={member.id === self}
              onRole={(role) => (member.id === self ? ask({ kind: 'role', member, role }) : void change(member, role))}
              onRemove={() => ask({ kind: member.id === self ? 'leave' : 'remove', member })}
            />
          ))}
        </tbody>
      </table>
      {found.length === 0 && <p className={groupStyles.soft}>{t('none')}</p>}
      <MemberDialog
        asked={asked}
        group={group}
        busy={busy}
        trouble={trouble}
        onClose={() => setAsked(null)}
        onConfirm={async (question) => {
          const ok =
            question.kind === 'role' ? await change(question.member, question.role) : await remove(question.member);
          if (ok) setAsked(null);
        }}
      />
    </section>
  );
}
