'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { currentBlock } from '@/components/reader/reading-line';
import { Icon } from '@/components/ui/icon';
import type { MarginProps } from './margin-root';
import type { MarginState } from './margin-state';
import { NO_FILTERS, NoteFilters, NoteOrder, type Filters } from './note-filters';
import { NoteRows } from './note-rows';
import type { Note } from './note';
import { isNarrow } from './page-text';
import type { GoToNote } from './use-go-to-note';
import { useNoteList } from './use-note-list';
import styles from './note-list.module.css';

interface Props {
  /** With the notes of all layers. */
  state: MarginState;
  article: MarginProps['article'];
  viewer: MarginProps['viewer'];
  /** How many threads are unread. */
  unread: number;
  open: boolean;
  /** Another number whenever it is asked for again. */
  asked: number;
  onAllRead: () => void;
  onGo: GoToNote;
  onClose: () => void;
}

/** Narrower than this it lies over the text, and makes way for where one goes. */
const coversText = (): boolean => isNarrow() || matchMedia('(width < 1400px)').matches;

/** All threads of the article, or those that fit, beside the text. The margin goes on showing its layer. */
export function NoteList({ state, article, viewer, unread, open, asked, onAllRead, onGo, onClose }: Props) {
  const t = useTranslations('margin');
  const box = useRef<HTMLElement>(null);
  const [filters, setFilters] = useState<Filters>(NO_FILTERS);
  const { list, facets, more, reload } = useNoteList(article, viewer, filters);
  const [gone, setGone] = useState(false);

  useEffect(() => {
    const panel = box.current;
    if (!panel) return;
    if (!open) {
      if (panel.matches(':popover-open')) panel.hidePopover();
      return;
    }
    if (!panel.matches(':popover-open')) panel.showPopover();
    panel.focus();
  }, [open, asked]);

  const go = async (note: Note) => {
    if (coversText()) onClose();
    setGone(!(await onGo(note)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      onClose();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') moveFocus(event, box.current);
  };
  const isFiltered = JSON.stringify({ ...filters, sort: NO_FILTERS.sort }) !== JSON.stringify(NO_FILTERS);
  // What was said since, as far as the page has heard of it.
  const updates = list.kind === 'listed' ? state.notes.filter(({ activity }) => activity > list.upTo).length : 0;
  return (
    <section
      ref={box}
      popover="manual"
      role="region"
      aria-label={t('noteList.label')}
      className={styles.panel}
      data-chrome=""
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <header className={styles.head}>
        <h2>{t('noteList.title')}</h2>
        {unread > 0 && (
          <button type="button" className={styles.all} onClick={onAllRead}>
            {t('unread.all')}
          </button>
        )}
        <button type="button" className={styles.close} aria-label={t('close')} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <NoteFilters
        filters={filters}
        facets={facets}
        signedIn={viewer !== null}
        section={() => Number(currentBlock()?.dataset.number ?? 1)}
        onChange={setFilters}
      />
      <div className={styles.state}>
        <p role="status">{gone ? t('unread.unreachable') : message()}</p>
        {list.kind === 'failed' && (
          <button type="button" onClick={reload}>
            {t('noteList.retry')}
          </button>
        )}
        {list.kind === 'listed' && list.count === 0 && isFiltered && (
          <button type="button" onClick={() => setFilters({ ...NO_FILTERS, sort: filters.sort })}>
            {t('noteList.clear')}
          </button>
        )}
        {updates > 0 && (
          <button type="button" onClick={reload}>
            {t('noteList.updates', { count: updates })}
          </button>
        )}
        {list.kind === 'listed' && list.count > 1 && <NoteOrder filters={filters} onChange={setFilters} />}
      </div>
      {list.kind !== 'loading' && list.notes.length > 0 && (
        <NoteRows
          notes={list.notes}
          read={state.read}
          active={state.active}
          lang={article.sourceScript}
          busy={list.kind === 'listed' && list.busy}
          more={list.cursor !== null}
          onChoose={(note) => void go(note)}
          onEnd={more}
        />
      )}
    </section>
  );

  function message(): string {
    if (list.kind === 'loading') return list.slow ? t('noteList.loading') : '';
    if (list.kind === 'failed') return t('noteList.failed');
    if (list.count > 0) return t('noteList.count', { count: list.count });
    return isFiltered ? t('noteList.noneFits') : t('noteList.nothing');
  }
}

/** From anywhere in the panel into the list, and along it. */
function moveFocus(event: KeyboardEvent, panel: HTMLElement | null): void {
  if (!panel || (event.target instanceof Element && event.target.closest('select'))) return;
  const items = Array.from(panel.querySelectorAll<HTMLElement>('li > button'));
  const here = items.indexOf(document.activeElement as HTMLElement);
  if (here < 0 && event.key === 'ArrowUp') return;
  const target = items[here + (event.key === 'ArrowDown' ? 1 : -1)] ?? (here === 0 ? panel : null);
  if (!target) return;
  event.preventDefault();
  target.focus();
}
