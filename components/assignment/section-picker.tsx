'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useState } from 'react';
import { createPortal } from 'react-dom';
import { useCurrentBlock } from '@/components/margin/block-slots';
import { articleText } from '@/components/reader/reading-line';
import { buttonClass } from '@/components/ui/button';
import { assignSectionPath } from './paths';
import { pickedTo, pointOf, type Picked, type Point } from './picked';
import { useBoxes } from './section-marks';
import styles from './section-picker.module.css';

interface Props {
  slug: string;
  /** The groups that it may be for: one at least. */
  leads: readonly { readonly id: string; readonly name: string }[];
  /** Null: nobody picks. */
  picked: Picked | null;
  onPicked: (picked: Picked | null) => void;
}

/** Picking a section to assign, in the text: from a paragraph to a paragraph, by pointer, finger or keys. */
export function SectionPicker({ slug, leads, picked, onPicked }: Props) {
  if (!picked) return <AssignFrom onStart={(first) => onPicked({ first, last: null })} />;
  return <Picking slug={slug} leads={leads} picked={picked} onPicked={onPicked} />;
}

/** In the paragraph that the pointer or the focus is at: a section may begin there. */
function AssignFrom({ onStart }: { onStart: (first: Point) => void }) {
  const t = useTranslations('assignments.reader');
  const key = useCurrentBlock();
  const block = key === null ? null : document.getElementById(`b-${key}`);
  const slot = block?.querySelector('[data-slot="notes"]');
  if (!block || !slot) return null;
  const label = t('from');
  return createPortal(
    <button
      type="button"
      className={styles.from}
      aria-label={label}
      title={label}
      onClick={() => {
        onStart(pointOf(block));
        // The button goes: one picks on from its paragraph.
        block.focus({ preventScroll: true });
      }}
    >
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" fill="none" stroke="currentColor">
        <path d="M6 2.5H3.5v11H6M8 8h5M10.8 5.8L13 8l-2.2 2.2" strokeWidth="1.4" strokeLinecap="round" />
      </svg>
    </button>,
    slot,
  );
}

function Picking({ slug, leads, picked, onPicked }: Props & { picked: Picked }) {
  const t = useTranslations('assignments.reader');
  const [over, setOver] = useState<Point | null>(null);
  const [group, setGroup] = useState(leads[0]?.id ?? '');
  const { first, last } = picked;
  const leave = () => {
    document.getElementById(`b-${first.key}`)?.focus({ preventScroll: true });
    onPicked(null);
  };
  usePicking({ onOver: setOver, onPick: (point) => onPicked(pickedTo(picked, point)), onLeave: leave });
  const shown = last ? { first, last } : pickedTo(picked, over ?? first);
  const [box] = useBoxes([{ id: 'picked', section: shown }]);
  // A heading alone stands for its whole section.
  const chosen = last ?? (first.isHeading ? first : null);
  const count = shown.last.number - shown.first.number + 1;
  return (
    <>
      {box && (
        <i
          className={styles.wash}
          data-picked=""
          style={{ top: box.top, left: box.left, width: box.width, height: box.height }}
          aria-hidden="true"
        />
      )}
      {createPortal(
        <section className={styles.bar} aria-label={t('pick')} data-chrome="">
          <p role="status">
            {last ? t('pickingTo', { first: first.number, last: last.number }) : t('picking', { first: first.number })}
          </p>
          <p className={styles.keys}>{t('choose')}</p>
          {!last && <p className={styles.tap}>{t('tapping')}</p>}
          {leads.length > 1 && (
            <label>
              {t('which')}
              <select value={group} onChange={(event) => setGroup(event.target.value)}>
                {leads.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
          )}
          <p className={styles.actions}>
            {chosen && (
              <a
                className={buttonClass({ tone: 'primary', size: 'small' })}
                href={assignSectionPath(group, slug, first.key, chosen.key)}
              >
                {last && (count > 1 || !first.isHeading) ? t('continue', { count }) : t('heading')}
              </a>
            )}
            <button type="button" className={buttonClass({ size: 'small' })} onClick={leave}>
              {t('cancel')}
            </button>
          </p>
        </section>,
        document.body,
      )}
    </>
  );
}

interface Events {
  onOver: (point: Point) => void;
  onPick: (point: Point) => void;
  onLeave: () => void;
}

/** A press in the text picks a paragraph and does nothing else; so does Enter on one. Heard before the page’s own. */
function usePicking({ onOver, onPick, onLeave }: Events): void {
  const over = useEffectEvent(onOver);
  const pick = useEffectEvent(onPick);
  const leave = useEffectEvent(onLeave);
  useEffect(() => {
    const article = articleText();
    const found = ({ target }: Event) =>
      target instanceof Element ? target.closest<HTMLElement>('#text [data-block]') : null;
    const hover = (event: Event) => {
      const block = found(event);
      if (block) over(pointOf(block));
    };
    const press = (event: Event) => {
      const block = found(event);
      if (!block) return;
      event.preventDefault();
      event.stopPropagation();
      pick(pointOf(block));
    };
    const key = (event: KeyboardEvent) => {
      if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
      const block = event.target instanceof HTMLElement && event.target.dataset.block ? event.target : null;
      const isElsewhere = event.target instanceof Element && event.target.closest('dialog, [popover], form');
      if (event.key === 'Escape' && !isElsewhere) leave();
      else if (event.key === 'Enter' && block) pick(pointOf(block));
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    article?.addEventListener('pointerover', hover);
    article?.addEventListener('focusin', hover);
    article?.addEventListener('click', press, { capture: true });
    document.addEventListener('keydown', key, { capture: true });
    return () => {
      article?.removeEventListener('pointerover', hover);
      article?.removeEventListener('focusin', hover);
      article?.removeEventListener('click', press, { capture: true });
      document.removeEventListener('keydown', key, { capture: true });
    };
  }, []);
}
