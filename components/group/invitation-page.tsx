import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { withNext } from '@/components/account/next-path';
import { buttonClass } from '@/components/ui/button';
import { ClientMessages } from '@/components/ui/client-messages';
import whole from '@/components/ui/whole-page.module.css';
import type { Invited } from '@/lib/contract/groups';
import styles from './invitation.module.css';
import { JoinButton } from './join-button';
import { groupPath } from './paths';

interface Props {
  code: string;
  invited: Invited;
  signedIn: boolean;
}

/** Where a link or a code leads: which group it is, and the way in. */
export async function InvitationPage({ code, invited: { group, role, member, for: whose }, signedIn }: Props) {
  const t = await getTranslations('groups');
  const next = `/join/${encodeURIComponent(code)}`;
  return (
    <main className={whole.page}>
      <p>{t('join.invited')}</p>
      <h1 className={styles.name}>{group.name}</h1>
      {group.description && <p className={styles.description}>{group.description}</p>}
      {member === null && (
        <p className={styles.fact}>
          {t('join.as', { role: t(`role.${role}`) })}
          {whose && ` ${t('join.for', { name: whose.name ?? whose.email })}`}
        </p>
      )}
      {member !== null ? (
        <>
          <p className={styles.fact}>{t('join.member')}</p>
          <p className={whole.actions}>
            <Link className={buttonClass({ tone: 'primary' })} href={groupPath(member)}>
              {t('join.open')}
            </Link>
          </p>
        </>
      ) : signedIn ? (
        <ClientMessages namespaces={['groups']}>
          <JoinButton code={code} />
        </ClientMessages>
      ) : (
        <>
          <p className={whole.actions}>
            <Link className={buttonClass({ tone: 'primary' })} href={withNext('/sign-in', next)} prefetch={false}>
              {t('join.signIn')}
            </Link>
            <Link className={buttonClass()} href={withNext('/register', next)} prefetch={false}>
              {t('join.register')}
            </Link>
          </p>
          <p className={styles.fact}>{t('join.account')}</p>
        </>
      )}
    </main>
  );
}

/** A code that leads nowhere, or nowhere any more. Default: that there is none such. */
export async function NoInvitation({ title, detail }: { title?: string; detail?: string }) {
  const t = await getTranslations('groups.join');
  return (
    <main className={whole.page}>
      <h1>{title ?? t('unknown.title')}</h1>
      <p>{detail ?? t('unknown.detail')}</p>
      <p className={whole.actions}>
        <Link className={buttonClass()} href="/join">
          {t('again')}
        </Link>
      </p>
    </main>
  );
}
