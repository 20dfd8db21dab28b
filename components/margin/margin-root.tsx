'use client';

import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useEffect, useEffectEvent, useMemo, useReducer, useRef, useState } from 'react';
import { useGlossaryOn } from '@/components/glossary/use-glossary';
import { EarlyWriting } from '@/components/editor/early-writing';
import { api } from '@/lib/client/api';
import { useShownScript, useShownText } from '@/components/reader/shown-script';
import type { WordsTarget } from '@/lib/domain/anchoring/anchor';
import { holdBlock, longText } from '@/components/reader/long-text';
import { useLoadedPages } from '@/components/reader/use-loaded-pages';
import { BlockSlots } from './block-slots';
import { useChosenLayer, type LayerGroup } from './chosen-layer';
import { inLayer } from './in-layer';
import { cardId, newestLink, signInLink } from './links';
import { EMPTY_MARGIN, marginReducer, stepFrom, type MarginState } from './margin-state';
import { blockOf, blockOfTarget, type NewTarget } from './note';
import { articleElement, blockElement, isNarrow, placeOf, shownTarget, wholeBlock } from './page-text';
import type { BarAction } from './selection-bar';
import { loadActions, loadCopying, useCommands, type Commands } from './use-commands';
import { withPending } from './pending-notes';
import { useEntries, useOutbox } from './use-outbox';
import { useNoteKeys } from './use-note-keys';
import { useNotes } from './use-notes';
import { useStepBeyond } from './use-step-beyond';
import { persistently } from './persistently';
import { readSelection, useSelectedWords } from './use-selected-words';
import { MarginHint, MarginStatus, NothingInLayer } from './margin-status';
import styles from './margin-root.module.css';
import './painting.css';

export interface MarginArticle {
  readonly slug: string;
  readonly title: string;
  readonly author: string | null;
  readonly date: string | null;
  /** Number of the edition that is read. */
  readonly revision: number;
  /** Whether it is not the newest: then nothing is written here. */
  readonly old: boolean;
  readonly publicNotes: boolean;
  readonly sourceScript: string;
  readonly canEdit: boolean;
}

export interface MarginViewer {
  readonly id: string;
  readonly name: string;
  readonly groups: readonly LayerGroup[];
  /** To the glossary of the article, or of one of their groups. */
  readonly mayAddTerms: boolean;
}

export interface MarginProps {
  readonly article: MarginArticle;
  readonly viewer: MarginViewer | null;
  /** Whether they have opened the article before. */
  readonly opened: boolean;
  /** Id of the note that the address asks for (`?note=`). */
  readonly openNote: string | null;
  /** It hears keys from now on. */
  readonly onReady: () => void;
}

const loadComposer = () => persistently(() => import('@/components/editor/composer').then((module) => module.Composer));
const loadBar = () => persistently(() => import('./selection-bar').then((module) => module.SelectionBar));
const Composer = dynamic(loadComposer, { ssr: false });
const SelectionBar = dynamic(loadBar, { ssr: false });
const ToastLine = dynamic(() => persistently(() => import('./toast-line').then((module) => module.ToastLine)), {
  ssr: false,
});
const WordCard = dynamic(
  () => persistently(() => import('@/components/words/word-card').then((module) => module.WordCard)),
  {
    ssr: false,
  },
);
const DraftLine = dynamic(() => persistently(() => import('./draft-line').then((module) => module.DraftLine)), {
  ssr: false,
});
const PendingSummary = dynamic(
  () => persistently(() => import('./pending-summary').then((module) => module.PendingSummary)),
  { ssr: false },
);
const MovingBar = dynamic(() => persistently(() => import('./moving-bar').then((module) => module.MovingBar)), {
  ssr: false,
});
const loadInk = () => persistently(() => import('./note-ink').then((module) => module.NoteInk));
const loadAsking = () => persistently(() => import('@/components/glossary/ask-for-term'));
const loadColumn = () => persistently(() => import('./note-column').then((module) => module.NoteColumn));
const NoteInk = dynamic(loadInk, { ssr: false });
const NoteColumn = dynamic(loadColumn, { ssr: false });
const LiveNotes = dynamic(() => persistently(() => import('./live-notes').then((module) => module.LiveNotes)), {
  ssr: false,
});
const DensityStrip = dynamic(
  () => persistently(() => import('./density-strip').then((module) => module.DensityStrip)),
  {
    ssr: false,
  },
);
const NotesSheet = dynamic(() => persistently(() => import('./notes-sheet').then((module) => module.NotesSheet)), {
  ssr: false,
});

const NoteTools = dynamic(() => persistently(() => import('./note-tools').then((module) => module.NoteTools)), {
  ssr: false,
});

/**
 * The reading page's one client root for notes: from the selection to the database and back. What is
 * needed only by those who write, or where there are notes, is loaded then.
 */
export function MarginRoot({ article, viewer, opened, openNote, onReady }: MarginProps) {
  const t = useTranslations('margin');
  const shown = useShownText();
  const place = useMemo(() => ({ article, viewer }), [article, viewer]);
  const layer = useChosenLayer(place).shown;
  const [known, dispatch] = useReducer(marginReducer, EMPTY_MARGIN);
  const outbox = useOutbox(viewer?.id ?? null);
  const entries = useEntries(outbox);
  const { slug, revision } = article;
  // What waits is seen in whichever layer it will be.
  const state = useMemo(
    () => withPending(inLayer(known, layer), entries, { slug, revision, viewer }),
    [known, layer, entries, slug, revision, viewer],
  );
  const commands = useCommands(article, viewer, dispatch);
  const reload = useNotes(article.slug, article.revision, dispatch, shown, known, place);
  const selected = useSelectedWords();
  const glossary = useGlossaryOn(false);
  const composer = useRef<HTMLElement>(null);
  const early = useRef<HTMLTextAreaElement>(null);
  /** Key of the writing whose editor is there. */
  const [ready, setReady] = useState<number | null>(null);
  const noteWith = (id: string | null) => state.notes.find((note) => note.id === id) ?? null;

  const script = useShownScript();
  /** Words whose original is asked for, while the page shows them so. */
  const [asked, setAsked] = useState<{ words: WordsTarget; shown: string } | null>(null);
  const lookUp = (words: WordsTarget) => setAsked({ words, shown });
  const act = (action: BarAction) => {
    const target = targetInHand();
    if (action === 'term') return void forGlossary(target);
    if (action !== 'original') return actOn(action, target, commands, { old: article.old, viewer });
    const words = target && ('words' in target ? target.words : wholeBlock(target.block));
    if (script !== 'source' && words) lookUp(words);
  };
  const forGlossary = async (target: NewTarget | undefined) => {
    const { askForTerm, makeTerm } = await loadAsking();
    if (target === undefined) return;
    if (viewer?.mayAddTerms) makeTerm(target);
    else await askForTerm({ slug, target, toast: commands.toast, t: (key, values) => t(`term.${key}`, values) });
  };
  useNoteKeys({
    onAct: act,
    onStep: (by) => {
      const next = stepFrom(state, by, firstBelow(state));
      if (next) return commands.activate(next, { focus: true });
      void stepBeyond(by).then((beyond) => beyond || commands.activate(noteWith(state.active), { focus: true }));
    },
    onOpen: (block) => {
      const first = state.notes.find((note) => blockOf(note) === block);
      if (first) commands.activate(first, { focus: true });
      return first !== undefined;
    },
    onLeave: () => leave(state, commands),
  });
  const stepBeyond = useStepBeyond(place, state, commands);
  useOpenNote(openNote, state, article, commands);
  const writtenOn = state.writing && blockOfTarget(state.writing.target);
  useEffect(() => (writtenOn ? holdBlock(writtenOn) : undefined), [writtenOn]);
  const tellReady = useEffectEvent(onReady);
  useEffect(() => tellReady(), []);
  useLoadedPages(); // cards say what the text shows
  // The editor is on its way as soon as somebody has selected words.
  const mayWrite = viewer !== null && !article.old && selected !== null;
  useEffect(() => {
    if (!mayWrite) return;
    // All that writing needs: the network may be gone the next moment.
    void loadComposer();
    void loadColumn();
    void loadInk();
    void loadActions();
  }, [mayWrite]);

  const mayCopy = selected !== null || asked !== null || state.active !== null;
  useEffect(() => {
    if (mayCopy) void loadCopying();
  }, [mayCopy]);

  const inUse = state.notes.length > 0 || state.writing !== null;
  // The line at the bottom is there before it has anything to say: only so is it announced.
  const [spoken, setSpoken] = useState(false);
  if (!spoken && (state.toast || selected || asked || inUse)) setSpoken(true);
  // What happens is followed from the first time on that all that was asked for is there.
  const [live, setLive] = useState(false);
  if (!live && state.status === 'ready' && state.fetching === 0) setLive(true);
  const write = viewer && !article.old ? (block: string) => commands.write({ block }) : null;
  return (
    <aside className={styles.margin} aria-label={t('label')}>
      <MarginStatus status={state.status} onRetry={reload} />
      {outbox && <PendingSummary outbox={outbox} article={article} notes={known.notes} commands={commands} />}
      {known.upTo !== null && (
        <NoteTools state={known} shown={state} article={article} viewer={viewer} opened={opened} commands={commands} />
      )}
      {state.status === 'ready' && state.notes.length === 0 && !state.writing && layer !== 'all' && (
        <NothingInLayer layer={layer} groups={viewer?.groups ?? []} />
      )}
      {state.status === 'ready' && known.notes.length === 0 && !state.writing && !article.old && layer === 'all' && (
        <MarginHint signIn={viewer ? null : signInLink(article)} />
      )}
      {viewer && !article.old && !state.writing && (
        <DraftLine viewer={viewer} article={article} commands={commands} notes={state.notes} outbox={outbox} />
      )}
      {(inUse || script !== 'source') && (
        <NoteInk
          state={state}
          onHover={commands.hover}
          onPick={(id) => commands.activate(noteWith(id))}
          onWord={lookUp}
        />
      )}
      {inUse && (
        <NoteColumn
          state={state}
          ready={ready}
          article={article}
          viewer={viewer?.id ?? null}
          outbox={outbox}
          commands={commands}
          composer={composer}
        />
      )}
      {state.writing && ready !== state.writing.key && (
        <EarlyWriting key={`early ${state.writing.key}`} writing={state.writing} words={early} ref={composer} />
      )}
      {viewer && state.writing && (
        <Composer
          key={state.writing.key}
          early={early}
          ready={ready === state.writing.key}
          onReady={() => setReady(state.writing?.key ?? null)}
          ref={composer}
          writing={state.writing}
          article={article}
          viewer={viewer}
          commands={commands}
        />
      )}
      {state.sheet !== null && (
        <NotesSheet
          state={state}
          article={article}
          viewer={viewer?.id ?? null}
          outbox={outbox}
          onAnnotate={write}
          commands={commands}
        />
      )}
      {longText() !== null && <DensityStrip slug={article.slug} revision={article.revision} written={state.written} />}
      <BlockSlots
        notes={state.notes}
        onAnnotate={state.moving ? null : write}
        onList={(block) => {
          const first = state.notes.find((note) => blockOf(note) === block);
          if (isNarrow()) commands.openSheet(block);
          else commands.activate(first ?? null, { focus: true });
        }}
      />
      {asked?.shown === shown && script !== 'source' && (
        <WordCard
          key={JSON.stringify(asked.words)}
          article={article}
          words={asked.words}
          script={script}
          onCopy={commands.copyWords}
          onProtected={(protection) => {
            setAsked(null);
            commands.protected(protection);
          }}
          onLookUp={lookUp}
          // What is heard of a card that has gone says nothing about the next.
          onClose={() => setAsked((now) => (now === asked ? null : now))}
        />
      )}
      {state.moving && (
        <MovingBar
          key={state.moving.id}
          note={state.moving}
          selected={selected}
          inHand={targetInHand}
          onMove={(target) => state.moving && commands.repair(state.moving, target)}
          onLeave={() => {
            commands.activate(state.moving, { focus: true });
            commands.move(null);
          }}
        />
      )}
      {selected && !state.moving && asked?.shown !== shown && (
        <SelectionBar
          selected={selected}
          converted={script !== 'source'}
          term={glossary && viewer && !article.old ? (viewer.mayAddTerms ? 'make' : 'ask') : null}
          writing={
            article.old
              ? { newest: newestLink(selected.words.start.block) }
              : viewer
                ? 'here'
                : { signIn: signInLink(article) }
          }
          onAct={act}
          onLeave={() => leaveBar(selected.words.start.block)}
        />
      )}
      {live && (
        <LiveNotes
          state={state}
          known={known}
          layer={layer}
          article={article}
          viewer={viewer?.id ?? null}
          dispatch={dispatch}
          commands={commands}
          shown={shown}
        />
      )}
      {spoken && state.sheet === null && <ToastLine toast={state.toast} onDone={() => commands.toast(null)} />}
    </aside>
  );
}

/** The selected words; without any, the paragraph that has the focus. */
function targetInHand(): NewTarget | undefined {
  const words = readSelection()?.words;
  if (words) return shownTarget(words);
  const block = document.activeElement?.closest<HTMLElement>('#text [data-block]')?.dataset.block;
  return block === undefined ? undefined : { block };
}

function actOn(
  action: Exclude<BarAction, 'original' | 'term'>,
  target: NewTarget | undefined,
  commands: Commands,
  { old, viewer }: { old: boolean; viewer: MarginProps['viewer'] },
): void {
  if (target === undefined) return;
  if (action === 'cite') return commands.cite(target);
  if (old) return commands.toNewest(target);
  if (!viewer) return;
  if (action === 'comment') commands.write(target);
  else commands.mark(action === 'highlight' ? 'highlighting' : 'questioning', target);
}

/** Out of the bar: nothing is selected any more, and the paragraph has the focus. */
function leaveBar(block: string): void {
  document.getSelection()?.removeAllRanges();
  blockElement(block)?.focus({ preventScroll: true });
}

/** Escape: first the selection, then the active note. */
function leave(state: MarginState, commands: Commands): boolean {
  const words = readSelection()?.words;
  if (words) {
    leaveBar(words.start.block);
    return true;
  }
  const note = state.notes.find(({ id }) => id === state.active);
  if (!note) return false;
  const hadFocus = document.getElementById(cardId(note.id))?.contains(document.activeElement);
  commands.activate(null);
  const block = blockOf(note);
  if (hadFocus && block) blockElement(block)?.focus({ preventScroll: true });
  return true;
}

/** Index of the first note whose words are at or below the reading line. */
function firstBelow({ notes }: MarginState): number {
  const article = articleElement();
  const focused = document.activeElement?.closest('[data-block]');
  const line = focused && article?.contains(focused) ? focused.getBoundingClientRect().top - 1 : 80;
  // Whole paragraphs above the line are passed over by where they end, which one asks for once.
  const above = new Map<string | null, boolean>();
  const isAbove = (block: string | null): boolean => {
    const known =
      above.get(block) ?? (block !== null && (blockElement(block)?.getBoundingClientRect().bottom ?? 0) < line);
    above.set(block, known);
    return known;
  };
  const index = notes.findIndex((note) => !isAbove(blockOf(note)) && (placeOf(note)?.top ?? -1) >= line);
  return index === -1 ? notes.length : index;
}

/** The address names a note: it is shown, or it is said that it cannot be. Once. */
function useOpenNote(openNote: string | null, state: MarginState, { old }: MarginArticle, commands: Commands): void {
  const t = useTranslations('margin');
  const done = useRef<string | null>(null);
  const open = useEffectEvent(async (id: string) => {
    const note = state.notes.find((candidate) => candidate.id === id);
    if (note) return commands.activate(note);
    const answer = await api('GET /api/annotations/:id', { params: { id } });
    if (!answer.ok && answer.status === 404) commands.toast({ text: t('unknown'), stays: true });
    if (answer.ok && old) commands.toast({ text: t('old.noSuchNote'), stays: true });
    if (answer.ok && !old && !commands.isShown(answer.data)) commands.bringOut(answer.data);
  });
  useEffect(() => {
    if (openNote === null || state.status !== 'ready' || done.current === openNote) return;
    done.current = openNote;
    void open(openNote);
  }, [openNote, state.status]);
}
