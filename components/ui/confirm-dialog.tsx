'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from './button';
import { Dialog } from './dialog';
import styles from './dialog.module.css';
import { Form, SubmitButton, type FormValues } from './form';
import { ProblemNotice } from './problem-notice';
import type { Trouble } from './use-submit';

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** What happens then, and whether it can be taken back. */
  description: ReactNode;
  /** Names the act: “Delete this note”, never “OK”. */
  confirm: string;
  danger?: boolean;
  busy?: boolean;
  trouble?: Trouble | null;
  /** Gets what stands in the controls. */
  onConfirm: (values: FormValues) => void;
  /** Controls between the words and the buttons. */
  children?: ReactNode;
}

/** Asks before something that matters. A form, so that Enter confirms from any field in it. */
export function ConfirmDialog({ confirm, danger = false, busy, trouble, onConfirm, children, ...dialog }: Props) {
  const t = useTranslations('ui');
  return (
    <Dialog {...dialog} sticky>
      <Form className={styles.form} onSubmit={(values) => (busy ? undefined : onConfirm(values))}>
        {children}
        <ProblemNotice trouble={trouble ?? null} />
        <div className={styles.actions}>
          <Button onClick={() => dialog.onOpenChange(false)}>{t('cancel')}</Button>
          <SubmitButton tone={danger ? 'danger' : 'primary'} busy={busy}>
            {confirm}
          </SubmitButton>
        </div>
      </Form>
    </Dialog>
  );
}
