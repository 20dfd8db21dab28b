'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';
import { createPortal } from 'react-dom';
import { NoteText } from '@/components/notes/note-body';
import { goToPlace } from '@/components/reader/go-to-place';
import { assignmentPath, progressPath } from '@/components/teaching/paths';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { api } from '@/lib/client/api';
import type { AssignmentView } from '@/lib/contract/assignments';
import styles from './assignment-panel.module.css';
import { Checklist } from './checklist';
import { Dates, PeersLine, RuleSentence, sectionWords, Standing } from './facts';
import { OPENER_ID, PANEL_ID } from './panel-id';
import { sectionPath } from './paths';
import type { Begin } from './use-assignments';

interface Props {
  assignments: readonly AssignmentView[];
  /** Id of the one that was asked for; empty: of none in particular. */
  shown: string;
  /** The server cannot be had: what is shown may have changed. */
  isStale: boolean;
  begin: Begin;
  onClose: () => void;
  /** Null: they lead no group that this could be assigned to. */
  onPick: (() => void) | null;
}

/** All about what is assigned of the article: beside the text on a desk, a sheet on a phone. One reads on beside it. */
export function AssignmentPanel({ assignments, shown, isStale, begin, onClose, onPick }: Props) {
  const t = useTranslations('assignments.reader');
  const panel = useRef<HTMLElement>(null);
  useStandingBeside(panel);
  const close = () => {
    onClose();
    document.getElementById(OPENER_ID)?.focus();
  };
  const asked = assignments.find(({ id }) => id === shown) ?? assignments.find(isWaiting) ?? assignments[0];
  useOpened(asked, begin, assignments);
  useEffect(() => panel.current?.focus(), [shown]);
  return createPortal(
    <section
      ref={panel}
      id={PANEL_ID}
      className={styles.panel}
      aria-label={t('panel')}
      tabIndex={-1}
      data-chrome=""
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
        event.preventDefault();
        close();
      }}
    >
      <button type="button" className={styles.close} aria-label={t('close')} onClick={close}>
        <Icon name="close" />
      </button>
      {assignments.length === 0 && <p className={styles.none}>{t('none')}</p>}
      {assignments.map((assignment) => (
        <Details key={`${assignment.id} ${shown}`} assignment={assignment} isOpen={assignment.id === asked?.id} />
      ))}
      <p role="status" className={styles.stale}>
        {isStale && t('offline')}
      </p>
      {onPick && <Button onClick={onPick}>{t('pick')}</Button>}
    </section>,
    document.body,
  );
}

const isWaiting = ({ phase, mine }: AssignmentView): boolean =>
  mine !== null && mine.completedAt === null && phase !== 'closed';

function Details({ assignment, isOpen }: { assignment: AssignmentView; isOpen: boolean }) {
  const t = useTranslations('assignments');
  const { id, title, group, section, instructions, may } = assignment;
  return (
    <details className={styles.one} open={isOpen}>
      <summary>
        <h2>{title}</h2>
        <Standing assignment={assignment} />
      </summary>
      <p className={styles.facts}>
        {group.name} ·{' '}
        {section ? (
          <a
            href={sectionPath(assignment)}
            onClick={(event) => {
              event.preventDefault();
              void goToPlace(section.first.key, section.first.number);
            }}
          >
            {sectionWords(assignment, t)}
          </a>
        ) : (
          sectionWords(assignment, t)
        )}
      </p>
      <Checklist assignment={assignment} />
      <Dates assignment={assignment} />
      <RuleSentence assignment={assignment} />
      <PeersLine assignment={assignment} />
      {instructions && <NoteText body={instructions} />}
      <p className={styles.links}>
        <Link href={assignmentPath(id)} prefetch={false}>
          {t('reader.page')}
        </Link>
        {may.includes('lead') && (
          <Link href={progressPath(id)} prefetch={false}>
            {t('leads.progress')}
          </Link>
        )}
      </p>
    </details>
  );
}

/** Who sees what an assignment asks for has opened it. */
function useOpened(asked: AssignmentView | undefined, begin: Begin, assignments: readonly AssignmentView[]): void {
  const id = asked?.mine?.openedAt === null ? asked.id : null;
  const tell = useEffectEvent(async (opened: string) => {
    const take = begin();
    const answer = await api('POST /api/assignments/:id/opened', { params: { id: opened } });
    if (answer.ok) take(assignments.map((one) => (one.id === opened ? answer.data : one)));
  });
  useEffect(() => {
    if (id !== null) void tell(id);
  }, [id]);
}

/** On a wide desk it covers the contents, never the text or its notes. */
function useStandingBeside(panel: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const place = () => {
      const text = document.getElementById('text')?.getBoundingClientRect();
      panel.current?.style.setProperty('--text-left', `${text?.left ?? 0}px`);
    };
    place();
    addEventListener('resize', place);
    return () => removeEventListener('resize', place);
  }, [panel]);
}
