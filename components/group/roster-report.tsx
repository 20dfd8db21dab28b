'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import type { RosterReport as Report } from '@/lib/contract/groups';
import { CopyLink } from './copy-link';
import styles from './group.module.css';
import roster from './roster.module.css';

/** As `ROSTER_OUTCOMES` of the contract, what needs a look first. */
const OUTCOMES = ['refuse', 'add', 'change', 'invite', 'keep'] as const;

interface Props {
  /** Of the file. */
  name: string;
  report: Report;
  busy: boolean;
  onBring: () => void;
  onCancel: () => void;
}

/** What a roster would do, or did, line by line. Takes the focus: it is the news. */
export function RosterReport({ name, report: { lines, untouched, done }, busy, onBring, onCancel }: Props) {
  const t = useTranslations('groups.roster');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const counts = OUTCOMES.map((outcome) => ({
    outcome,
    count: lines.filter((line) => line.outcome === outcome).length,
  })).filter(({ count }) => count > 0);
  const nothing = counts.every(({ outcome }) => outcome === 'keep' || outcome === 'refuse');
  return (
    <div ref={box} className={roster.report} role="group" tabIndex={-1} aria-labelledby="roster-report">
      <h2 id="roster-report">{t(done ? 'result' : 'preview', { name })}</h2>
      <ul className={roster.counts}>
        {counts.map(({ outcome, count }) => (
          <li key={outcome} data-outcome={outcome}>
            {t(`counts.${outcome}`, { count })}
          </li>
        ))}
      </ul>
      {nothing && !done && <p>{t('nothing')}</p>}
      {untouched > 0 && <p className={styles.soft}>{t('untouched', { count: untouched })}</p>}
      {!done && (
        <div className={styles.actions}>
          {!nothing && (
            <Button tone="primary" busy={busy} onClick={onBring}>
              {t('do')}
            </Button>
          )}
          <Button onClick={onCancel}>{t('cancel')}</Button>
        </div>
      )}
      <RosterLines lines={lines} done={done} />
    </div>
  );
}

function RosterLines({ lines, done }: Pick<Report, 'lines' | 'done'>) {
  const t = useTranslations('groups');
  const listed = OUTCOMES.flatMap((outcome) => lines.filter((line) => line.outcome === outcome));
  return (
    <div className={roster.scroll} role="region" aria-label={t('roster.table')} tabIndex={0}>
      <table className={roster.lines}>
        <thead>
          <tr>
            {(['line', 'email', 'name', 'role', 'what'] as const).map((head) => (
              <th key={head} scope="col">
                {t(`roster.${head}`)}
              </th>
            ))}
            {done && <th scope="col">{t('roster.link')}</th>}
          </tr>
        </thead>
        <tbody>
          {listed.map(({ line, email, name, role, outcome, why, url }) => (
            <tr key={line} data-outcome={outcome}>
              <td>{line}</td>
              <td>{email}</td>
              <td>{name}</td>
              <td>{role && t(`role.${role}`)}</td>
              <td>
                {t(`roster.outcome.${outcome}`)}
                {why && <small>{t(`roster.why.${why}`)}</small>}
              </td>
              {done && <td>{url && <CopyLink url={url} name={t('invitations.copyOf', { code: email })} />}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
