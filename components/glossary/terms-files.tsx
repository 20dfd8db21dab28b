'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { FilePicker } from '@/components/import/file-picker';
import { Button } from '@/components/ui/button';
import { DoneNotice } from '@/components/ui/done-notice';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { troubleOf, type Trouble } from '@/components/ui/use-submit';
import { glossaryApi, importTerms, type GlossaryAddress } from '@/lib/client/import-terms';
import type { TermImportReport } from '@/lib/contract/terms';
import styles from './terms.module.css';

interface Props {
  /** Whose glossary. */
  at: GlossaryAddress;
  mayImport: boolean;
}

interface Checked {
  readonly file: File;
  readonly report: TermImportReport;
}

/** A glossary as a file, and from one: what it would do is said first. */
export function TermsFiles({ at, mayImport }: Props) {
  const t = useTranslations('glossary.page.files');
  const api = glossaryApi(at);
  return (
    <section className={styles.files} aria-labelledby="terms-files" data-chrome="">
      <h2 id="terms-files">{t('title')}</h2>
      <p className={styles.export}>
        <span>{t('export')}</span>
        <a href={`${api}/export?format=csv`} download>
          {t('csv')}
        </a>
        <a href={`${api}/export?format=json`} download>
          {t('json')}
        </a>
      </p>
      {mayImport && <Import at={at} />}
    </section>
  );
}

function Import({ at }: { at: GlossaryAddress }) {
  const t = useTranslations('glossary.page.files');
  const router = useRouter();
  const [checked, setChecked] = useState<Checked | null>(null);
  const [busy, setBusy] = useState<{ name: string; dry: boolean } | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [done, setDone] = useState('');

  const send = async (file: File, dry: boolean) => {
    setBusy({ name: file.name, dry });
    setTrouble(null);
    setDone('');
    const answer = await importTerms(at, file, dry);
    setBusy(null);
    if (!answer.ok) return setTrouble(fileTrouble(troubleOf(answer)));
    const report = answer.data;
    if (dry || !report.done) return setChecked({ file, report });
    setChecked(null);
    setDone(t('done', { added: report.added, changed: report.changed }));
    router.refresh();
  };
  return (
    <div className={styles.import} data-needs-script="">
      <FilePicker
        label={t('file')}
        hint={t('hint')}
        choose={t('choose')}
        accept=".csv,.json,text/csv,application/json"
        onChoose={([file]) => {
          setChecked(null);
          if (file && !busy) void send(file, true);
        }}
      />
      <ProblemNotice trouble={trouble} />
      <p role="status" className={styles.soft} hidden={busy === null}>
        {busy && t(busy.dry ? 'checking' : 'doing', { name: busy.name })}
      </p>
      <DoneNotice>{done}</DoneNotice>
      {checked && (
        <Report
          checked={checked}
          isJson={/\.json$/i.test(checked.file.name)}
          busy={busy !== null}
          onImport={() => void send(checked.file, false)}
          onCancel={() => setChecked(null)}
        />
      )}
    </div>
  );
}

/** What the server says about the file is the news; the rest of its words is about forms with fields. */
const fileTrouble = (trouble: Trouble): Trouble => {
  if (trouble === 'offline') return trouble;
  const [error] = trouble.errors ?? [];
  return error ? { ...trouble, detail: error.message } : trouble;
};

interface ReportProps {
  checked: Checked;
  isJson: boolean;
  busy: boolean;
  onImport: () => void;
  onCancel: () => void;
}

/** What a file would do, or why it cannot. Takes the focus: it is the news. */
function Report({ checked: { file, report }, isJson, busy, onImport, onCancel }: ReportProps) {
  const t = useTranslations('glossary.page.files');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const changes = (['added', 'changed', 'unchanged'] as const).filter((name) => report[name] > 0);
  const nothing = report.added + report.changed === 0;
  return (
    <div ref={box} className={styles.report} role="group" tabIndex={-1} aria-label={t('chosen', { name: file.name })}>
      {report.faultCount > 0 ? (
        <>
          <p>{t('faults', { count: report.faultCount })}</p>
          <ol className={styles.faults}>
            {report.faults.map(({ line, code, words }) => (
              <li key={`${line} ${code} ${words}`}>
                <span className={styles.soft}>{t(isJson ? 'entry' : 'line', { line })}</span>
                <span>
                  {t(`code.${code}`)}
                  {words && <> · {words}</>}
                </span>
              </li>
            ))}
          </ol>
          {report.faultCount > report.faults.length && (
            <p className={styles.soft}>{t('more', { count: report.faultCount - report.faults.length })}</p>
          )}
        </>
      ) : (
        <>
          <p>{t('chosen', { name: file.name })}</p>
          <ul>
            {changes.map((name) => (
              <li key={name}>{t(name, { count: report[name] })}</li>
            ))}
          </ul>
          {nothing && <p>{t('nothing')}</p>}
        </>
      )}
      <div className={styles.actions}>
        {report.faultCount === 0 && !nothing && (
          <Button tone="primary" busy={busy} onClick={onImport}>
            {t('do')}
          </Button>
        )}
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </div>
    </div>
  );
}
