'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useId, useMemo, useRef, useState } from 'react';
import { FilePicker } from '@/components/import/file-picker';
import { fileSize } from '@/components/import/file-size';
import importStyles from '@/components/import/import.module.css';
import { useLeaveWarning } from '@/components/import/use-leave-warning';
import { Button } from '@/components/ui/button';
import { ChoiceField } from '@/components/ui/field';
import { Form, SubmitButton } from '@/components/ui/form';
import { ProblemNotice } from '@/components/ui/problem-notice';
import type { Trouble } from '@/components/ui/use-submit';
import { importAnnotations } from '@/lib/client/import-annotations';
import type { InterchangeReport } from '@/lib/contract/interchange';
import { LAYERS, type CommonLayer } from '@/lib/domain/discussion/annotation';
import styles from './interchange.module.css';

interface Props {
  slug: string;
  /** Whether they may import for all readers, too. */
  canPublish: boolean;
  onImported: (report: InterchangeReport) => void;
}

/** As the server has it. */
const MAX_BYTES = 12_000_000;

export function ImportNotes({ slug, canPublish, onImported }: Props) {
  const t = useTranslations('interchange.import');
  const locale = useLocale();
  const [file, setFile] = useState<File | null>(null);
  const [layer, setLayer] = useState<CommonLayer>('private');
  /** Share of the file that has gone up; null: nothing is under way. */
  const [sent, setSent] = useState<number | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const underWay = useRef(false);
  const busy = sent !== null;
  useLeaveWarning(busy, t('leave'));
  const refuse = (title: string, detail: string) =>
    setTrouble({ type: 'about:blank', title, detail, status: 0, code: 'choice' });

  const send = async () => {
    if (underWay.current) return;
    if (!file) return refuse(t('trouble'), t('noFile'));
    if (file.size > MAX_BYTES) return refuse(t('trouble'), t('tooLarge', { name: file.name }));
    underWay.current = true;
    setTrouble(null);
    setSent(0);
    const outcome = await sendFile(slug, file, layer, setSent);
    underWay.current = false;
    setSent(null);
    if (outcome.kind === 'imported') onImported(outcome.report);
    else if (outcome.kind === 'refused') setTrouble(problemOf(outcome.problem));
    else if (outcome.kind === 'changed') refuse(t('trouble'), t('changed', { name: file.name }));
    else refuse(t('lost.title'), t('lost.detail'));
  };

  return (
    <Form className={importStyles.form} onSubmit={send}>
      <ProblemNotice trouble={trouble} />
      <FilePicker
        label={t('file')}
        hint={t('hint')}
        choose={t('choose')}
        accept=".json,.jsonld,application/json,application/ld+json"
        onChoose={([chosen]) => {
          setFile(chosen ?? null);
          setTrouble(null);
        }}
      >
        {file && (
          <p className={importStyles.chosen}>
            <strong>{t('chosen', { name: file.name, size: fileSize(file.size, locale) })}</strong>
            <Button size="small" aria-label={t('removeNamed', { name: file.name })} onClick={() => setFile(null)}>
              {t('remove')}
            </Button>
          </p>
        )}
      </FilePicker>
      {canPublish ? (
        <ChoiceField
          legend={t('layer')}
          name="layer"
          value={layer}
          choices={LAYERS.map((value) => ({ value, label: t(value), hint: t(`${value}Hint`) }))}
          onChange={setLayer}
        />
      ) : (
        <p className={styles.soft}>{t('onlyPrivate')}</p>
      )}
      <div className={importStyles.actions}>
        <SubmitButton tone="primary" busy={busy}>
          {busy ? t('submitting') : t('submit')}
        </SubmitButton>
      </div>
      {busy && <Progress sent={sent} />}
    </Form>
  );
}

/** What the server says about the file is the news; the rest of its words is about forms with fields. */
const problemOf = (problem: Exclude<Trouble, 'offline'>): Trouble => {
  const [error] = problem.errors ?? [];
  return error ? { ...problem, detail: error.message } : problem;
};

/** The file is read before it is sent: one that changed since it was chosen would break off half-way. */
async function sendFile(slug: string, file: File, layer: CommonLayer, onSent: (share: number) => void) {
  const bytes = await file.arrayBuffer().catch(() => null);
  if (!bytes) return { kind: 'changed' } as const;
  const form = new FormData();
  form.set('file', new File([bytes], file.name, { type: file.type }));
  form.set('layer', layer);
  return importAnnotations(slug, form, onSent);
}

function Progress({ sent }: { sent: number }) {
  const t = useTranslations('interchange.import');
  const id = useId();
  // Nobody can say how long placing takes.
  const going = sent < 1;
  const quarters = useMemo(() => Math.floor(sent * 4) * 25, [sent]);
  return (
    <div className={importStyles.progress}>
      <label htmlFor={id}>{going ? t('uploading', { percent: Math.floor(sent * 100) }) : t('placing')}</label>
      <progress id={id} value={going ? sent : undefined} max={1} />
      <p className={importStyles.hint}>{t('stay')}</p>
      <p role="status" className="visually-hidden">
        {going ? t('uploading', { percent: quarters }) : t('placing')}
      </p>
    </div>
  );
}
