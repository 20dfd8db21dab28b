import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { Role } from '@/lib/domain/permissions/can';
import { can } from '@/lib/domain/permissions/can';
import { Popover } from './popover';
import { SignOutButton } from './sign-out-button';
import styles from './site-bar.module.css';

export interface BarViewer {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** How many flags wait for them; null: they moderate nothing. */
  readonly waiting: number | null;
  /** How many notifications they have not read. */
  readonly notices: number;
  /** Whether they belong to a group: something may be assigned to them. */
  readonly inGroup: boolean;
}

interface Props {
  viewer: BarViewer | null;
  /** Where the skip link leads. */
  skipTo?: string;
  /** Where to come back to after signing in: a path on this site. */
  next?: string;
  /** What is being looked at, beside the brand. */
  children?: ReactNode;
  tools?: ReactNode;
}

/** The bar at the top of every page. */
export async function SiteBar({ viewer, skipTo = '#content', next, children, tools }: Props) {
  const t = await getTranslations('common');
  return (
    <header className={styles.bar} data-chrome="" data-bar="">
      <a className={styles.skip} href={skipTo}>
        {t('skip')}
      </a>
      <Link
        className={styles.brand}
        href="/"
        prefetch={false}
        lang="zh-Hans"
        aria-label={`${t('brand')} · ${t('library')}`}
      >
        眉批
      </Link>
      <div className={styles.crumb}>{children}</div>
      <nav className={styles.tools} aria-label={t('site')}>
        {tools}
        {viewer && (
          <Link className={`${styles.tool} ${styles.wideOnly}`} href="/notes" prefetch={false}>
            {t('notes')}
          </Link>
        )}
        {viewer ? (
          <AccountMenu viewer={viewer} />
        ) : (
          <Link
            className={styles.tool}
            href={next ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in'}
            prefetch={false}
          >
            {t('signIn')}
          </Link>
        )}
      </nav>
    </header>
  );
}

async function AccountMenu({ viewer }: { viewer: BarViewer }) {
  const t = await getTranslations('common');
  const links = [
    { href: '/', text: t('library'), shown: true },
    { href: '/notes', text: t('notes'), shown: true },
    { href: '/assignments', text: (await getTranslations('assignments'))('title'), shown: viewer.inGroup },
    { href: '/notifications', text: t('notifications'), shown: true, count: viewer.notices },
    { href: '/import', text: t('import'), shown: can(viewer, 'article: import', null) },
    { href: '/moderation', text: t('moderation'), shown: viewer.waiting !== null, count: viewer.waiting },
    { href: '/settings', text: t('settings'), shown: true },
    { href: '/admin', text: t('people'), shown: can(viewer, 'site: administer') },
  ];
  const label = t('account', { name: viewer.name });
  const news = viewer.notices > 0 ? t('notices', { count: viewer.notices }) : '';
  return (
    <>
      <button
        type="button"
        className={styles.me}
        popoverTarget="account-menu"
        aria-label={[label, news].filter(Boolean).join(' · ')}
      >
        <span aria-hidden="true">{[...viewer.name.trim()][0]?.toLocaleUpperCase()}</span>
        {news && <span className={styles.news} aria-hidden="true" />}
      </button>
      <Popover id="account-menu" label={label} className={styles.menu}>
        <p className={styles.name}>{viewer.name}</p>
        <ul>
          {links
            .filter(({ shown }) => shown)
            .map(({ href, text, count }) => (
              <li key={href}>
                <Link href={href} prefetch={false}>
                  {text}
                  {count ? <span className={styles.count}>{count}</span> : null}
                </Link>
              </li>
            ))}
          <li>
            <SignOutButton failed={t('signOutFailed')}>{t('signOut')}</SignOutButton>
          </li>
        </ul>
      </Popover>
    </>
  );
}
