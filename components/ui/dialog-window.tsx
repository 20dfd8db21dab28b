'use client';

import { Dialog as Base } from '@base-ui/react/dialog';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import styles from './dialog.module.css';

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** A press outside does not close: for forms and confirmations. */
  sticky?: boolean;
  /** At the edge of a wide window, beside what it is about. */
  side?: boolean;
}

/** What `Dialog` loads when it first opens. */
export function DialogWindow({
  open,
  onOpenChange,
  title,
  description,
  children,
  sticky = false,
  side = false,
}: DialogProps) {
  const t = useTranslations('ui');
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)} disablePointerDismissal={sticky}>
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Popup className={side ? `${styles.popup} ${styles.side}` : styles.popup}>
          <Base.Title className={styles.title}>{title}</Base.Title>
          {description && <Base.Description className={styles.description}>{description}</Base.Description>}
          {children}
          <Base.Close className={styles.close} aria-label={t('close')}>
            <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
              <path d="M3 3l10 10M13 3L3 13" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
            </svg>
          </Base.Close>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
