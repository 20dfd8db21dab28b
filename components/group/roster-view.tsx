'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FilePicker } from '@/components/import/file-picker';
import importStyles from '@/components/import/import.module.css';
import { useDroppedFiles } from '@/components/import/use-dropped-files';
import { DoneNotice } from '@/components/ui/done-notice';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { troubleOf, type Trouble } from '@/components/ui/use-submit';
import { bringRoster } from '@/lib/client/bring-roster';
import type { GroupPage, RosterReport as Report } from '@/lib/contract/groups';
import styles from './group.module.css';
import { RosterReport } from './roster-report';

interface Checked {
  readonly file: File;
  readonly report: Report;
}

/** Members from a file: what it would do is said first. */
export function RosterView({ group }: { group: GroupPage }) {
  const t = useTranslations('groups.roster');
  const router = useRouter();
  const [checked, setChecked] = useState<Checked | null>(null);
  const [busy, setBusy] = useState<{ name: string; dry: boolean } | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  const send = async (file: File, dry: boolean) => {
    setBusy({ name: file.name, dry });
    setTrouble(null);
    const answer = await bringRoster({ group: group.id, file, dry });
    setBusy(null);
    if (!answer.ok) return setTrouble(fileTrouble(troubleOf(answer)));
    setChecked({ file, report: answer.data });
    if (answer.data.done) router.refresh(); // who is waited for, below
  };
  const take = ([file]: File[]) => {
    if (!file || busy) return;
    setChecked(null);
    void send(file, true);
  };
  const { over, handlers } = useDroppedFiles(take);
  const linked = checked?.report.done && checked.report.lines.some(({ url }) => url !== null);
  return (
    <section className={styles.section} data-needs-script="" aria-label={t('title')}>
      <p>{t('lead')}</p>
      {!group.archived && (
        <div className={importStyles.drop} data-over={over || undefined} {...handlers}>
          <FilePicker
            label={t('file')}
            hint={t('hint')}
            choose={t(checked ? 'another' : 'choose')}
            accept=".csv,.txt,text/csv,text/plain"
            onChoose={take}
          />
          <p className={importStyles.invitation} aria-hidden="true">
            {t(over ? 'dropping' : 'drop')}
          </p>
        </div>
      )}
      <p>
        <a className={styles.more} href={`/api/groups/${group.id}/roster/export`} download>
          {t('export')}
        </a>
      </p>
      <ProblemNotice trouble={trouble} />
      <p role="status" className={styles.soft} hidden={busy === null}>
        {busy && t(busy.dry ? 'checking' : 'doing', { name: busy.name })}
      </p>
      <DoneNotice>{checked?.report.done && <p>{t(linked ? 'done' : 'doneNoLinks')}</p>}</DoneNotice>
      {checked && (
        <RosterReport
          // Done, it is other news than what would be done.
          key={String(checked.report.done)}
          name={checked.file.name}
          report={checked.report}
          busy={busy !== null}
          onBring={() => void send(checked.file, false)}
          onCancel={() => setChecked(null)}
        />
      )}
    </section>
  );
}

/** What the server says about the file is the news; the rest of its words is about forms with fields. */
const fileTrouble = (trouble: Trouble): Trouble => {
  if (trouble === 'offline') return trouble;
  const [error] = trouble.errors ?? [];
  return error ? { ...trouble, detail: error.message } : trouble;
};
