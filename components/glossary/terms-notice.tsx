import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import toast from '@/components/margin/toast-line.module.css';
import { Icon } from '@/components/ui/icon';

/** What has been done, and the way back. */
export interface Done {
  readonly text: string;
  readonly undo?: () => void;
}

interface Props {
  done: Done | null;
  onDismiss: () => void;
}

/** One line at the bottom. It stays until the next: the way back must not run away. */
export function TermsNotice({ done, onDismiss }: Props) {
  const t = useTranslations('glossary.page.tools');
  const region = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const shown = region.current;
    if (!done) return;
    shown?.showPopover();
    // What was pressed is gone: the keyboard goes on from the way back.
    if (document.activeElement === document.body) shown?.querySelector('button')?.focus({ preventScroll: true });
    return () => shown?.hidePopover();
  }, [done]);
  return (
    // The region is there before its words are: only so are they announced.
    <div ref={region} popover="manual" className={toast.region} role="status" data-chrome="">
      {done && (
        <div className={toast.line}>
          <span>{done.text}</span>
          {done.undo && (
            <button type="button" onClick={done.undo}>
              {t('undo')}
            </button>
          )}
          <button type="button" className={toast.close} aria-label={t('dismissNotice')} onClick={onDismiss}>
            <Icon name="close" />
          </button>
        </div>
      )}
    </div>
  );
}
