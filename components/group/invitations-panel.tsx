'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { DoneNotice } from '@/components/ui/done-notice';
import { useSubmit } from '@/components/ui/use-submit';
import type { GroupPage, InvitationView } from '@/lib/contract/groups';
import groupStyles from './group.module.css';
import { InvitationCard } from './invitation-card';
import { NewInvitation } from './new-invitation';
import styles from './members.module.css';

/** The ways into a group that are nobody's own: made, shown, closed. */
export function InvitationsPanel({ group, given }: { group: GroupPage; given: readonly InvitationView[] }) {
  const t = useTranslations('groups.invitations');
  const [invitations, setInvitations] = useState(given);
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<InvitationView | null>(null);
  const [done, setDone] = useState('');
  const { submit, busy, trouble, clear } = useSubmit();
  const revoke = async (invitation: InvitationView) => {
    const params = { id: group.id, invitation: invitation.id };
    const result = await submit('DELETE /api/groups/:id/invitations/:invitation', { params });
    if (!result?.ok) return;
    setInvitations((all) => all.map((one) => (one.id === invitation.id ? { ...one, state: 'revoked' as const } : one)));
    setRevoking(null);
    setDone(t('revoked', { code: invitation.code }));
  };
  const open = invitations.filter(({ state }) => state === 'open');
  const closed = invitations.filter(({ state }) => state !== 'open');
  return (
    <section className={groupStyles.section} aria-labelledby="invitations">
      <h2 id="invitations">{t('title')}</h2>
      <p>{t(open.length === 0 ? 'none' : 'lead')}</p>
      {!group.archived && (
        <div className={groupStyles.actions}>
          <Button tone={open.length === 0 ? 'primary' : 'quiet'} onClick={() => setMaking(true)}>
            {t('new')}
          </Button>
        </div>
      )}
      <DoneNotice>{done && <p>{done}</p>}</DoneNotice>
      {open.length > 0 && (
        <ul className={styles.invitations}>
          {open.map((one) => (
            <InvitationCard
              key={one.id}
              invitation={one}
              onRevoke={() => {
                clear();
                setRevoking(one);
              }}
            />
          ))}
        </ul>
      )}
      {closed.length > 0 && (
        <details className={styles.closed}>
          <summary>{t('closed', { count: closed.length })}</summary>
          <ul>
            {closed.map(({ id, code, state, uses }) => (
              <li key={id}>
                <span className={styles.code}>{code}</span>
                <span>{t(`state.${state}`)}</span>
                <span>{t('uses', { uses })}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <NewInvitation
        group={group}
        open={making}
        onClose={() => setMaking(false)}
        onMade={(made) => {
          setInvitations((all) => [made, ...all]);
          setMaking(false);
          setDone(t('made'));
        }}
      />
      <ConfirmDialog
        open={revoking !== null}
        onOpenChange={(isOpen) => !isOpen && setRevoking(null)}
        title={t('revokeTitle', { code: revoking?.code ?? '' })}
        description={t('revokeDetail')}
        confirm={t('revoke')}
        danger
        busy={busy}
        trouble={trouble}
        onConfirm={() => revoking && void revoke(revoking)}
      />
    </section>
  );
}
