'use client';

import { useTranslations } from 'next-intl';
import { createPortal } from 'react-dom';
import type { AssignmentView } from '@/lib/contract/assignments';
import styles from './assignment-opener.module.css';
import { OPENER_ID, PANEL_ID } from './panel-id';

interface Props {
  assignments: readonly AssignmentView[];
  mayAssign: boolean;
  isOpen: boolean;
  onToggle: () => void;
}

/** In the bar: how far one has come with what is assigned here, and the way to all about it. */
export function AssignmentOpener({ assignments, mayAssign, isOpen, onToggle }: Props) {
  const t = useTranslations('assignments.reader');
  const slot = document.querySelector('[data-slot="assignments"]');
  if (!slot || (assignments.length === 0 && !mayAssign)) return null;
  const items = assignments.flatMap(({ mine }) => (mine ? itemsOf(mine) : []));
  const done = items.filter((isDone) => isDone).length;
  return createPortal(
    <button
      type="button"
      id={OPENER_ID}
      className={styles.opener}
      aria-expanded={isOpen}
      aria-controls={isOpen ? PANEL_ID : undefined}
      onClick={onToggle}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" fill="none" stroke="currentColor">
        <path
          d="M2.5 4.2l1.2 1.2l2-2.4M2.5 9.2l1.2 1.2l2-2.4M8.5 4.5h5M8.5 9.5h5M8.5 13.2h5"
          strokeWidth="1.4"
          strokeLinecap="round"
        />
      </svg>
      <span>{items.length > 0 ? t('progress', { done, of: items.length }) : t('open')}</span>
    </button>,
    slot,
  );
}

/** Of one who does it: what is asked for, and whether it is done. */
const itemsOf = ({ checklist, openedAt }: NonNullable<AssignmentView['mine']>): boolean[] =>
  checklist.length === 0 ? [openedAt !== null] : checklist.map(({ at }) => at !== null);
