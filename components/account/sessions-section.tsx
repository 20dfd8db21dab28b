'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { z } from 'zod';
import { Button } from '@/components/ui/button';
import { DoneNotice } from '@/components/ui/done-notice';
import { LocalTime } from '@/components/ui/local-time';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useSubmit } from '@/components/ui/use-submit';
import type { sessionSchema } from '@/lib/contract/accounts';
import { SettingsSection } from './settings-section';
import styles from './settings.module.css';
import { describeAgent } from './user-agent';

export type SessionItem = z.infer<typeof sessionSchema>;

interface Props {
  sessions: readonly SessionItem[];
  onEnded: (id: string) => void;
}

/** Where one is signed in, and the means to end it there. */
export function SessionsSection({ sessions, onEnded }: Props) {
  const t = useTranslations('settings');
  const { submit, trouble } = useSubmit();
  const [ending, setEnding] = useState<string | null>(null);
  const [ended, setEnded] = useState(false);
  const nameOf = ({ userAgent }: SessionItem) => {
    const { browser, system } = describeAgent(userAgent);
    return t('sessions.on', {
      browser: browser ?? t('sessions.unknownBrowser'),
      system: system ?? t('sessions.unknownSystem'),
    });
  };
  const end = async (id: string) => {
    setEnding(id);
    setEnded(false);
    const result = await submit('DELETE /api/me/sessions/:id', { params: { id } });
    setEnding(null);
    // Not there any more: it ended meanwhile, which is what was wanted.
    if (!result || (!result.ok && result.status !== 404)) return;
    setEnded(true);
    onEnded(id);
  };
  return (
    <SettingsSection id="sessions" title={t('sessions.title')} lead={t('sessions.hint')}>
      <ProblemNotice trouble={trouble} />
      <ul className={styles.list}>
        {sessions.map((session) => (
          <li key={session.id}>
            <div>
              <strong>{nameOf(session)}</strong>
              {session.current && <span className={styles.badge}>{t('sessions.here')}</span>}
              <small>{t.rich('sessions.lastSeen', { time: () => <LocalTime time={session.lastSeenAt} /> })}</small>
            </div>
            {!session.current && (
              <Button
                size="small"
                busy={ending === session.id}
                aria-label={t('sessions.endNamed', { name: nameOf(session) })}
                onClick={() => void end(session.id)}
              >
                {t('sessions.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <DoneNotice>{ended && <p>{t('sessions.ended')}</p>}</DoneNotice>
    </SettingsSection>
  );
}
