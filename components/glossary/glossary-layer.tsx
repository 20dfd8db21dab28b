'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useLayoutEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { onShown, useShownText } from '@/components/reader/shown-script';
import { useLoadedPages } from '@/components/reader/use-loaded-pages';
import { onWholeNodesWanted } from '@/components/reader/text-nodes';
import type { TermScope } from '@/lib/contract/terms';
import { drawTerms, eraseTerms, makeWhole, type TermSpans } from './draw-terms';
import { glossaryPath } from './terms-paths';
import { TermCard } from './term-card';
import { TermDialog, type TermWriting } from './term-dialog';
import { onAskedToWrite } from './write-term';
import { useNotesTerms } from './use-notes-terms';
import { useOccurrences } from './use-occurrences';
import { usePointing, type Pointed } from './use-pointing';
import styles from './glossary-layer.module.css';
import './painting.css';

export interface GlossaryPlace {
  readonly slug: string;
  /** Number of the edition that is read. */
  readonly revision: number;
  /** Whether there is any term that the reader sees. */
  readonly hasTerms: boolean;
}

export interface TermWriter {
  readonly id: string;
  /** Where they may add terms. */
  readonly scopes: readonly { readonly scope: TermScope; readonly label: string }[];
}

/** The glossary while it is on: terms in the text and in notes are dotted, and explain themselves when asked. */
export function GlossaryLayer({ place, writer }: { place: GlossaryPlace; writer: TermWriter | null }) {
  const t = useTranslations('terms');
  const { spans, glossary, failed, ask } = useOccurrences(place);
  useDrawn(spans);
  const inNotes = useNotesTerms(place.slug, glossary);
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const close = useCallback((which: Pointed) => setPointed((now) => (now === which ? null : now)), []);
  usePointing({ spans, inNotes, pointed, onPoint: setPointed });
  const [writing, setWriting] = useState<TermWriting | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  useEffect(
    () =>
      onAskedToWrite((wanted) => {
        setPointed(null);
        setSaid(null);
        setWriting(wanted);
      }),
    [],
  );
  return (
    <>
      {createPortal(
        <div className={styles.status} role="status" data-chrome="">
          {failed && (
            <p>
              {t('failed')}
              <button type="button" onClick={() => ask('failed')}>
                {t('retry')}
              </button>
            </p>
          )}
          {said && (
            <p>
              {said}
              <button type="button" onClick={() => setSaid(null)}>
                {t('dismiss')}
              </button>
            </p>
          )}
          {!failed && !said && !place.hasTerms && glossary !== '' && spans.size === 0 && (
            <p>
              {t('none')} <a href={glossaryPath(place.slug)}>{t('page')}</a>
            </p>
          )}
        </div>,
        document.body,
      )}
      {pointed && (
        <TermCard
          key={`${pointed.term} ${pointed.key}`}
          place={place}
          pointed={pointed}
          onGo={setPointed}
          onClose={() => close(pointed)}
        />
      )}
      {writer && writing && (
        <TermDialog
          place={place}
          user={writer.id}
          scopes={writer.scopes}
          writing={writing}
          onSaved={({ headword }) => {
            setWriting(null);
            setSaid(t('saved', { headword }));
            ask('all');
          }}
          onLeave={(kept) => {
            setWriting(null);
            setSaid(kept ? t('kept') : null);
          }}
        />
      )}
    </>
  );
}

/** Drawn whenever other words, or other blocks, are there; gone without a trace when the glossary is switched off. */
function useDrawn(spans: TermSpans): void {
  const pages = useLoadedPages();
  const shown = useShownText();
  useLayoutEffect(() => drawTerms(spans), [spans, pages, shown]);
  useEffect(() => {
    // The same script once more is no other value, but other nodes.
    const deaf = [onShown(() => drawTerms(spans)), onWholeNodesWanted(makeWhole)];
    return () => deaf.forEach((stop) => stop());
  }, [spans]);
  useEffect(() => eraseTerms, []);
}
