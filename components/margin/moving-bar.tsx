'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useRef } from 'react';
import { createPortal } from 'react-dom';
import { blockOf, inLine, type NewTarget, type Note } from './note';
import { blockElement, bringIntoView, placeOf } from './page-text';
import { WordsBar } from './selection-bar';
import type { SelectedWords } from './use-selected-words';
import styles from './moving-bar.module.css';

interface Props {
  note: Note;
  selected: SelectedWords | null;
  /** What is selected right now; without a selection the paragraph that has the focus. */
  inHand: () => NewTarget | undefined;
  onMove: (target: NonNullable<NewTarget>) => void;
  onLeave: () => void;
}

/** Says that words are being selected for a note, until there are some, or one leaves. */
export function MovingBar({ note, selected, inHand, onMove, onLeave }: Props) {
  const t = useTranslations('margin');
  const move = () => {
    const target = inHand();
    if (target) onMove(target);
  };
  useMovingKeys(move, onLeave);
  useStartAt(note);
  const said = useSaidLater(t('moving.text'));
  const words = note.shown?.words ?? note.words ?? note.quote;
  return (
    <>
      {createPortal(
        <div className={styles.bar} role="group" aria-label={t('moving.label')} data-chrome="">
          <div>
            {words && <q>{inLine(words)}</q>}
            <p ref={said} role="status" />
            <p className={styles.keys}>{t('moving.keys')}</p>
          </div>
          <button type="button" onClick={onLeave}>
            {t('moving.cancel')}
          </button>
        </div>,
        document.body,
      )}
      {selected && (
        <WordsBar selected={selected} onLeave={() => document.getSelection()?.removeAllRanges()}>
          <button type="button" data-action="comment" aria-keyshortcuts="Enter" onClick={move}>
            {t('moving.here')}
          </button>
        </WordsBar>
      )}
    </>
  );
}

/** Acting on words otherwise waits until one has left. */
const RESTING = ['h', 'c', 'q', 'o'];

/** Enter on the text: here. Escape: nowhere. Heard before the page's own keys. */
function useMovingKeys(move: () => void, leave: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!(event.target instanceof Element) || event.target.closest('form, dialog, input, [popover]')) return;
    const pressed = event.target.closest('a, button, summary');
    const act = event.key === 'Escape' ? leave : event.key === 'Enter' && !pressed && !event.repeat ? move : undefined;
    if (!act && !RESTING.includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    act?.();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listen, { capture: true });
    return () => document.removeEventListener('keydown', listen, { capture: true });
  }, []);
}

/** One looks for new words from where it stands, or stood. */
function useStartAt(note: Note): void {
  const start = useEffectEvent(() => {
    const block = blockOf(note);
    bringIntoView(placeOf(note));
    if (block !== null) blockElement(block)?.focus({ preventScroll: true });
  });
  useEffect(() => start(), []);
}

/** What stands in a region before the region is there is not announced. */
function useSaidLater(text: string): React.RefObject<HTMLParagraphElement | null> {
  const region = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    const frame = requestAnimationFrame(() => region.current && (region.current.textContent = text));
    return () => cancelAnimationFrame(frame);
  }, [text]);
  return region;
}
