'use client';

import dynamic from 'next/dynamic';
import { useEffect } from 'react';
import { persistently } from '@/components/margin/persistently';
import { isSingleKey } from '@/components/reader/single-key';
import { Icon } from '@/components/ui/icon';
import type { GlossaryPlace, TermWriter } from './glossary-layer';
import { switchGlossary, useGlossaryOn } from './use-glossary';

const GlossaryLayer = dynamic(
  () => persistently(() => import('./glossary-layer').then((module) => module.GlossaryLayer)),
  { ssr: false },
);

interface Props {
  place: GlossaryPlace;
  /** Null: who reads may not add terms. */
  writer: TermWriter | null;
  /** Whether it was on when the page was made. */
  initial: boolean;
  label: string;
  className?: string;
}

/** Terms in the text are shown and explain themselves, or the text is left alone. `g`. What that needs is loaded then. */
export function GlossarySwitch({ place, writer, initial, label, className }: Props) {
  const on = useGlossaryOn(initial);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'g' || !isSingleKey(event)) return;
      event.preventDefault();
      switchGlossary();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return (
    <>
      <button
        type="button"
        className={className}
        aria-pressed={on}
        aria-keyshortcuts="g"
        title={label}
        data-needs-script=""
        onClick={() => switchGlossary()}
      >
        <Icon name="glossary" />
        <span className="visually-hidden">{label}</span>
      </button>
      {on && <GlossaryLayer place={place} writer={writer} />}
    </>
  );
}
