'use client';

import { useTranslations } from 'next-intl';
import { useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { Button } from '@/components/ui/button';
import { LongTextField } from '@/components/ui/field';
import { Form, SubmitButton, type FormValues } from '@/components/ui/form';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { troubleOf, type Trouble } from '@/components/ui/use-submit';
import type { Result } from '@/lib/client/api';
import styles from './reason-dialog.module.css';

/** As the contract has it, in UTF-16 code units. */
const LONGEST = 500;

interface Props {
  act: 'flag' | 'hide';
  /** What it is done to. */
  what: 'note' | 'reply';
  /** Sends the reason. What comes of it is the caller's to show; what goes wrong is shown here. */
  onSend: (reason: string) => Promise<Result<unknown>>;
  onClose: () => void;
}

/** Asks why. Opens at once, by the browser's own dialog: a phone's sheet of notes is one too, and lies below it. */
export function ReasonDialog({ act, what, onSend, onClose }: Props) {
  const t = useTranslations('moderation');
  const ui = useTranslations('ui');
  const dialog = useRef<HTMLDialogElement>(null);
  const [busy, setBusy] = useState(false);
  const [missing, setMissing] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  // Closed before it leaves the page: only then does the browser give the focus back to what opened it.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  const send = async ({ reason = '' }: FormValues) => {
    if (busy) return;
    const said = reason.trim();
    setMissing(said === '');
    if (said === '') return dialog.current?.querySelector('textarea')?.focus();
    setBusy(true);
    setTrouble(null);
    const result = await onSend(said);
    setBusy(false);
    if (result.ok) onClose();
    else setTrouble(troubleOf(result));
  };
  return createPortal(
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby="reason-title"
      aria-describedby="reason-detail"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      // In the document it is not the card's around it, nor in its styles; to React it still is.
      onClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <h2 id="reason-title">{t(`${act}Dialog.title.${what}`)}</h2>
      <p id="reason-detail">{t(`${act}Dialog.detail`)}</p>
      <Form className={styles.form} onSubmit={send}>
        <LongTextField
          name="reason"
          label={t('reason')}
          maxLength={LONGEST}
          rows={3}
          required
          autoFocus
          error={missing ? t('reasonRequired') : undefined}
        />
        <ProblemNotice trouble={trouble} />
        <div className={styles.actions}>
          <Button onClick={onClose}>{ui('cancel')}</Button>
          <SubmitButton tone="primary" busy={busy}>
            {t(`${act}Dialog.confirm`)}
          </SubmitButton>
        </div>
      </Form>
    </dialog>,
    document.body,
  );
}
