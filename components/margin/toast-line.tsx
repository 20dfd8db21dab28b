'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { Icon } from '@/components/ui/icon';
import type { Toast } from './margin-state';
import styles from './toast-line.module.css';

/** Milliseconds: longer than it takes to notice, read, and reach for the way back. */
const LASTS = { plain: 4_000, action: 10_000 };

/** One line at the bottom: what happened, and the way back. It waits while it is pointed at or focused. */
export function ToastLine({ toast, onDone }: { toast: Toast | null; onDone: () => void }) {
  const region = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Above a sheet that is open: the last to come into the top layer stands on top.
    const shown = region.current;
    if (toast) shown?.showPopover();
    // Only what is shown can have the focus.
    if (toast?.focus) shown?.querySelector('button')?.focus({ preventScroll: true });
    return () => shown?.hidePopover();
  }, [toast]);
  return (
    // The region is there before its words are: only so are they announced.
    <div ref={region} popover="manual" className={styles.region} role="status" data-chrome="">
      {toast && <Line key={toast.key} toast={toast} onDone={onDone} />}
    </div>
  );
}

function Line({ toast, onDone }: { toast: Toast; onDone: () => void }) {
  const t = useTranslations('margin');
  const [held, setHeld] = useState(false);
  const done = useEffectEvent(onDone);
  const lasts = toast.stays ? null : toast.action ? LASTS.action : LASTS.plain;
  useEffect(() => {
    if (lasts === null || held) return;
    const timer = setTimeout(() => done(), lasts);
    return () => clearTimeout(timer);
  }, [lasts, held]);
  return (
    <div
      className={styles.line}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onKeyDown={(event) => event.key === 'Escape' && onDone()}
    >
      <span>{toast.text}</span>
      {toast.action && (
        <button
          type="button"
          onClick={() => {
            onDone();
            toast.action?.run();
          }}
        >
          {toast.action.label}
        </button>
      )}
      {(toast.stays ?? toast.action) && (
        <button type="button" className={styles.close} aria-label={t('dismiss')} onClick={onDone}>
          <Icon name="close" />
        </button>
      )}
    </div>
  );
}
