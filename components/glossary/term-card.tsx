'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useId, useMemo, useRef, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { NoteText } from '@/components/notes/note-body';
import { useBeside, useOpened } from '@/components/reader/beside';
import { goToPlace } from '@/components/reader/go-to-place';
import { useShownScript } from '@/components/reader/shown-script';
import { Button } from '@/components/ui/button';
import { api } from '@/lib/client/api';
import { quotesFollow } from '@/lib/client/settings';
import type { TermPlaces, TermView } from '@/lib/contract/terms';
import { readQuery } from '@/lib/domain/reading/read-path';
import type { ShownScript } from '@/lib/domain/script/script';
import type { GlossaryPlace } from './glossary-layer';
import { askToWrite } from './write-term';
import { glossaryPath, groupGlossaryPath } from './terms-paths';
import { inText, type Pointed } from './use-pointing';
import styles from './term-card.module.css';

interface Props {
  place: GlossaryPlace;
  pointed: Pointed;
  onGo: (pointed: Pointed) => void;
  onClose: () => void;
}

interface Explained {
  readonly term: TermView;
  readonly places: TermPlaces;
}
type Found = { status: 'looking' | 'failed' | 'gone' } | ({ status: 'found' } & Explained);

/** What a term means, in the reader's script; its forms; where else it stands. Beside the words, never over them. */
export function TermCard({ place, pointed, onGo, onClose }: Props) {
  const t = useTranslations('terms');
  const script = useShownScript();
  const box = useRef<HTMLDivElement>(null);
  const [attempt, setAttempt] = useState(0);
  const found = useExplained(place, pointed.term, script, attempt);
  useOpened(box, pointed.by === 'press');
  useBeside(box, pointed.range, found);
  const id = useId();
  return createPortal(
    <div
      ref={box}
      popover="auto"
      // Under a pointer that rests, keys go on meaning what they mean.
      role={pointed.by === 'press' ? 'dialog' : 'group'}
      aria-labelledby={id}
      tabIndex={-1}
      className={styles.card}
      data-chrome=""
      data-term-card=""
      onToggle={({ newState }) => newState === 'closed' && onClose()}
      // Following a link stays on this page.
      onClick={({ target }) => target instanceof Element && target.closest('a') && box.current?.hidePopover()}
    >
      {found.status === 'found' ? (
        <Explanation {...{ place, pointed, found, script, onGo }} headingId={id} />
      ) : (
        <>
          <h2 id={id} className="visually-hidden">
            {t('term')}
          </h2>
          <p className={styles.soft} role="status">
            {t(found.status)}
          </p>
          {found.status === 'failed' && (
            <Button
              size="small"
              onClick={() => {
                box.current?.focus();
                setAttempt(attempt + 1);
              }}
            >
              {t('retry')}
            </Button>
          )}
        </>
      )}
    </div>,
    hostOf(pointed),
  );
}

/** In the sheet of notes, where that covers the page: what is outside of it cannot be pressed. */
const hostOf = ({ words }: Pointed): Element =>
  (words ? null : document.querySelector('dialog:modal')) ?? document.body;

interface ExplanationProps extends Pick<Props, 'place' | 'pointed' | 'onGo'> {
  found: Explained;
  script: ShownScript;
  headingId: string;
}

function Explanation({ place, pointed, found: { term, places }, script, headingId, onGo }: ExplanationProps) {
  const t = useTranslations('terms');
  const { headword, aliases, definition, translation } = term.shown ?? term;
  const lang = script === 'source' ? undefined : script;
  return (
    <>
      <div className={styles.head} lang={lang}>
        <h2 id={headingId}>{headword}</h2>
        {aliases.length > 0 && <p>{aliases.join(t('comma'))}</p>}
      </div>
      <div className={styles.body} lang={lang} tabIndex={0} role="group" aria-label={t('definition')}>
        {definition ? <NoteText body={definition} /> : <p className={styles.soft}>{t('noDefinition')}</p>}
        {translation && (
          <section aria-label={t('translation')}>
            <h3>{t('translation')}</h3>
            <NoteText body={translation} />
          </section>
        )}
        <Forms term={term} places={places} />
      </div>
      <Places {...{ place, pointed, places, onGo }} term={term} />
      <footer className={styles.foot}>
        <span className={styles.soft}>{term.group ? t('ofGroup', { name: term.group.name }) : t('ofArticle')}</span>
        <a
          href={
            term.group
              ? groupGlossaryPath(term.group.id, { term: term.id })
              : glossaryPath(place.slug, { term: term.id })
          }
        >
          {t('page')}
        </a>
        {term.mayChange && (
          <button
            type="button"
            className={styles.edit}
            onClick={() => askToWrite({ term, number: term.definedIn === null ? null : numberOf(term.definedIn) })}
          >
            {t('edit')}
          </button>
        )}
      </footer>
    </>
  );
}

/** How its headword is written elsewhere, where that is another way. */
function Forms({ term, places }: Pick<Explained, 'term' | 'places'>) {
  const t = useTranslations('terms');
  const names = useTranslations('terms.scripts');
  const forms = useMemo(() => {
    const byForm = new Map<string, string[]>();
    for (const { script, forms: all } of places.forms) {
      const form = all[0] ?? term.headword;
      byForm.set(form, [...(byForm.get(form) ?? []), script]);
    }
    return [...byForm];
  }, [places.forms, term.headword]);
  if (forms.length < 2) return null;
  return (
    <section aria-label={t('forms')}>
      <h3>{t('forms')}</h3>
      <dl className={styles.forms}>
        {forms.map(([form, scripts]) => (
          <div key={form}>
            <dt lang={scripts[0]}>{form}</dt>
            <dd>{scripts.map((script) => names(script)).join(t('comma'))}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

interface PlacesProps extends Pick<Props, 'place' | 'pointed' | 'onGo'> {
  term: TermView;
  places: TermPlaces;
}

/** How often it occurs, and the ways to the one before, the next, and where it is defined. */
function Places({ place, pointed, term, places: { total, places }, onGo }: PlacesProps) {
  const t = useTranslations('terms');
  const number = useLocale();
  const { words } = pointed;
  const here = words
    ? places.findIndex(({ block, start }) => block === words.start.block && start === Number(words.start.offset))
    : -1;
  const defining = term.definedIn !== null && term.article === place.slug ? term.definedIn : null;
  const go = async (index: number) => {
    const next = places[index];
    if (!next || !(await goToPlace(next.block, next.number))) return;
    onGo(inText(next.block, { term: term.id, ...next }, 'press'));
  };
  const step = (index: number, label: string, arrow: ReactNode) => (
    <button type="button" disabled={!places[index]} aria-label={label} title={label} onClick={() => void go(index)}>
      {arrow}
    </button>
  );
  return (
    <div className={styles.places}>
      <span role="status">
        {here >= 0
          ? t('which', { index: here + 1, total: total.toLocaleString(number) })
          : t('total', { total: total.toLocaleString(number) })}
      </span>
      {total > (here >= 0 ? 1 : 0) && (
        <span className={styles.steps}>
          {here >= 0 && step(here - 1, t('previous'), '↑')}
          {step(here >= 0 ? here + 1 : 0, t(here >= 0 ? 'next' : 'first'), '↓')}
        </span>
      )}
      {defining && <a href={readQuery({ block: defining })}>{t('defined')}</a>}
    </div>
  );
}

/** Of a block that is in the page. */
const numberOf = (key: string): number | null => Number(document.getElementById(`b-${key}`)?.dataset.number) || null;

/** What was answered, while the page is open: by term, script and glossary. */
const answers = new Map<string, Explained>();

function useExplained({ slug, revision }: GlossaryPlace, id: string, script: ShownScript, attempt: number): Found {
  const key = `${slug} ${revision} ${id} ${script} ${quotesFollow()}`;
  const [found, setFound] = useState<{ key: string; found: Found }>();
  useEffect(() => {
    let gone = false;
    const ask = async (): Promise<Found> => {
      const [term, places] = await Promise.all([
        api('GET /api/terms/:id', { params: { id }, query: { script } }),
        api('GET /api/terms/:id/places', {
          params: { id },
          query: { article: slug, revision: String(revision), script },
        }),
      ]);
      if (!term.ok) return { status: term.status === 404 ? 'gone' : 'failed' };
      if (!places.ok) return { status: 'failed' };
      answers.set(key, { term: term.data, places: places.data });
      return { status: 'found', term: term.data, places: places.data };
    };
    void ask().then((now) => !gone && setFound({ key, found: now }));
    return () => {
      gone = true;
    };
  }, [key, slug, revision, id, script, attempt]);
  if (found?.key === key && found.found.status !== 'looking') return found.found;
  // What was known a moment ago is shown at once, and put right when the answer is there.
  const before = answers.get(key);
  return before ? { status: 'found', ...before } : { status: 'looking' };
}
