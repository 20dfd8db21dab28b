'use client';

import { useTranslations } from 'next-intl';
import { useId, useRef, useState } from 'react';
import type { Note } from './note';
import type { Commands } from './use-commands';
import styles from './move-menu.module.css';

/**
 * Where else a note of one's own may go: into any layer one may write in. Where there is but one, at once; otherwise
 * they are listed below the card's actions.
 */
export function MoveMenu({ note, commands }: { note: Note; commands: Commands }) {
  const t = useTranslations('margin');
  const id = useId();
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const others = commands.layers.filter(({ layer }) => layer !== note.layer);
  const [only] = others;
  if (!only) return null;
  if (others.length === 1 && (only.layer === 'private' || only.layer === 'public'))
    return (
      <button type="button" onClick={() => commands.moveTo(note, only.layer)}>
        {t(`move.${only.layer}`)}
      </button>
    );
  return (
    <>
      <button
        ref={opener}
        type="button"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {t('move.to')}
      </button>
      {open && (
        <ul
          id={id}
          className={styles.layers}
          aria-label={t('move.to')}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.preventDefault();
            event.stopPropagation();
            setOpen(false);
            opener.current?.focus();
          }}
        >
          {others.map(({ layer, name }) => (
            <li key={layer}>
              <button
                type="button"
                onClick={() => {
                  setOpen(false);
                  opener.current?.focus();
                  commands.moveTo(note, layer);
                }}
              >
                {name}
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
