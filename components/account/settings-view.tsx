'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Me } from '@/lib/contract/accounts';
import { LanguageSection } from './language-section';
import { LeaveSection } from './leave-section';
import { PasswordSection } from './password-section';
import { ProfileSection } from './profile-section';
import { ProviderButton } from './provider-button';
import { SessionsSection, type SessionItem } from './sessions-section';
import { SettingsSection } from './settings-section';
import styles from './form.module.css';

interface Props {
  me: Me;
  sessions: readonly SessionItem[];
  /** The OIDC provider, if the operator set one up, and whether it is connected. */
  provider: { name: string; connected: boolean } | null;
}

/** Everything about one’s account, in one column. */
export function SettingsView({ me, sessions: given, provider }: Props) {
  const t = useTranslations('settings');
  const [sessions, setSessions] = useState(given);
  return (
    <>
      <ProfileSection name={me.name} email={me.email} />
      <LanguageSection locale={me.locale} />
      <PasswordSection
        hasPassword={me.hasPassword}
        email={me.email}
        onChanged={() => setSessions((all) => all.filter((session) => session.current))}
      />
      {provider && (
        <SettingsSection
          id="provider"
          title={t('provider.title')}
          lead={t(provider.connected ? 'provider.connected' : 'provider.notConnected', { provider: provider.name })}
        >
          {!provider.connected && (
            <div className={styles.narrow}>
              <ProviderButton next="/settings">{t('provider.connect', { provider: provider.name })}</ProviderButton>
            </div>
          )}
        </SettingsSection>
      )}
      <SessionsSection
        sessions={sessions}
        onEnded={(id) => setSessions((all) => all.filter((session) => session.id !== id))}
      />
      <LeaveSection hasPassword={me.hasPassword} />
    </>
  );
}
