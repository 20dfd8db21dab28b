'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { LocalTime } from '@/components/ui/local-time';
import type { InvitationView } from '@/lib/contract/groups';
import { CopyLink } from './copy-link';
import groupStyles from './group.module.css';
import styles from './members.module.css';
import { QrCode } from './qr-code';

/** A way into the group: its code, its link, its picture. */
export function InvitationCard({ invitation, onRevoke }: { invitation: InvitationView; onRevoke: () => void }) {
  const t = useTranslations('groups');
  const [showing, setShowing] = useState(false);
  const { code, url, role, uses, maxUses, expiresAt } = invitation;
  return (
    <li className={styles.invitation} aria-label={code}>
      <div className={styles.told}>
        <strong className={styles.code}>{code}</strong>
        <span className={groupStyles.badge}>{t(`role.${role}`)}</span>
      </div>
      <p className={styles.url}>{url}</p>
      <p className={groupStyles.facts}>
        <span>
          {maxUses === null ? t('invitations.uses', { uses }) : t('invitations.usesOf', { uses, max: maxUses })}
        </span>
        {expiresAt && (
          <span>
            {t('invitations.expires')} <LocalTime time={expiresAt} />
          </span>
        )}
      </p>
      <div className={groupStyles.actions}>
        <CopyLink url={url} name={t('invitations.copyOf', { code })} />
        <Button size="small" aria-label={t('invitations.qrOf', { code })} onClick={() => setShowing(true)}>
          {t('invitations.qr')}
        </Button>
        <Button size="small" aria-label={t('invitations.revokeOf', { code })} onClick={onRevoke}>
          {t('invitations.revoke')}
        </Button>
      </div>
      <Dialog
        open={showing}
        onOpenChange={setShowing}
        title={t('invitations.qrTitle')}
        description={t('invitations.qrDetail', { address: url.replace(/^https?:\/\/|\/[^/]*$/g, '') })}
      >
        <div className={styles.shown}>
          <QrCode words={url} label={t('invitations.qrAlt', { url })} />
          <strong className={styles.code}>{code}</strong>
        </div>
      </Dialog>
    </li>
  );
}
