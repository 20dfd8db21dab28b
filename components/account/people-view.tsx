'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { z } from 'zod';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { DoneNotice } from '@/components/ui/done-notice';
import { TextField } from '@/components/ui/field';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useSubmit } from '@/components/ui/use-submit';
import type { userSchema } from '@/lib/contract/accounts';
import type { Role } from '@/lib/domain/permissions/can';
import styles from './people.module.css';
import { PersonRow } from './person-row';
import { ResetLinkDialog } from './reset-link-dialog';
import { leaveTo } from './leave-to';

export type Person = z.infer<typeof userSchema>;

/** From this many on there is a field to find somebody by. */
const MANY = 8;

interface Props {
  people: readonly Person[];
  /** Id of the admin who looks. */
  self: string;
}

/** Roles and reset links. */
export function PeopleView({ people: given, self }: Props) {
  const t = useTranslations('admin');
  const router = useRouter();
  const [people, setPeople] = useState(given);
  const [query, setQuery] = useState('');
  const [resetting, setResetting] = useState<Person | null>(null);
  const [losing, setLosing] = useState<Role | null>(null);
  const [done, setDone] = useState('');
  const { submit, busy, trouble } = useSubmit();

  const change = async (person: Person, role: Role) => {
    setDone('');
    const result = await submit('PATCH /api/users/:id', { params: { id: person.id }, body: { role } });
    setLosing(null);
    if (!result?.ok) return;
    if (person.id === self) return leaveTo('/');
    setPeople((all) => all.map((other) => (other.id === person.id ? result.data : other)));
    router.refresh(); // the record below the list
    setDone(t('roleChanged', { name: person.name, role: t(`roles.${result.data.role}`) }));
  };
  const choose = (person: Person, role: Role) => (person.id === self ? setLosing(role) : void change(person, role));

  const wanted = query.trim().toLocaleLowerCase();
  const found = people.filter(({ name, email }) => `${name}\n${email}`.toLocaleLowerCase().includes(wanted));
  const me = people.find((person) => person.id === self);
  return (
    <>
      <p className={styles.count}>{t('count', { count: people.length })}</p>
      {people.length >= MANY && (
        <TextField label={t('search')} type="search" value={query} onChange={(event) => setQuery(event.target.value)} />
      )}
      <ProblemNotice trouble={trouble} />
      <DoneNotice>{done && <p>{done}</p>}</DoneNotice>
      <ul className={styles.people}>
        {found.map((person) => (
          <PersonRow
            key={person.id}
            person={person}
            isSelf={person.id === self}
            onRole={(role) => choose(person, role)}
            onReset={() => setResetting(person)}
          />
        ))}
      </ul>
      {found.length === 0 && <p>{t('none')}</p>}
      {me && (
        <ConfirmDialog
          open={losing !== null}
          onOpenChange={(open) => !open && setLosing(null)}
          title={t('lose.title')}
          description={t('lose.text')}
          confirm={t('lose.confirm')}
          danger
          busy={busy}
          onConfirm={() => losing && void change(me, losing)}
        />
      )}
      <ResetLinkDialog person={resetting} onMade={() => router.refresh()} onClose={() => setResetting(null)} />
    </>
  );
}
