import { useTranslations } from 'next-intl';
import { useMemo, type Dispatch } from 'react';
import { chosenLayer, showLayer, writableLayers, type LayerPlace } from './chosen-layer';
import { layerName, nameOfLayer } from './layer-name';
import { newestLink, noteLink } from './links';
import type { MarginArticle } from './margin-root';
import { freshKey, type MarginAction, type ReadThread, type Toast, type Writing } from './margin-state';
import { blockOf, blockOfTarget, newTargetOf, type NewTarget, type Note } from './note';
import type * as NoteActions from './note-actions';
import type { Acting, Mark } from './note-actions';
import type * as RepairNote from './repair-note';
import type { Place } from './repair-note';
import type { KeptDraft } from '@/lib/client/drafts';
import type { Protection } from '@/lib/client/protect';
import { goToPlace } from '@/components/reader/go-to-place';
import { blockElement, bringIntoView, isNarrow, placeOf, placeOfTarget } from './page-text';
import { persistently } from './persistently';

type Translate = ReturnType<typeof useTranslations<'margin'>>;

export interface Deps {
  readonly article: MarginArticle;
  readonly viewer: LayerPlace['viewer'];
  readonly dispatch: Dispatch<MarginAction>;
  readonly t: Translate;
}

/** What can be done in the margin. Made once: a card is not drawn again for its sake. */
export type Commands = ReturnType<typeof commands>;

export function useCommands(
  article: MarginArticle,
  viewer: Deps['viewer'],
  dispatch: Dispatch<MarginAction>,
): Commands {
  const t = useTranslations('margin');
  const { slug, title, author, date, revision, old, publicNotes, sourceScript, canEdit } = article;
  return useMemo(
    () =>
      commands({
        article: { slug, title, author, date, revision, old, publicNotes, sourceScript, canEdit },
        viewer,
        dispatch,
        t,
      }),
    [slug, title, author, date, revision, old, publicNotes, sourceScript, canEdit, viewer, dispatch, t],
  );
}

function commands(given: Deps) {
  const { article } = given;
  // What has just been sent answers as it stands in the newest edition: the page may show an older one.
  const dispatch = (action: MarginAction) =>
    given.dispatch(action.type === 'put' && action.note.standsIn !== article.revision ? { type: 'overtaken' } : action);
  const deps = { ...given, dispatch };
  const toast = (next: Omit<Toast, 'key'> | null) =>
    dispatch({ type: 'toast', toast: next && { ...next, key: freshKey() } });
  const isShown = ({ layer }: Note): boolean => {
    const { shown } = chosenLayer(given);
    return shown === 'all' || shown === layer;
  };
  const sayWhere = (note: Note, said: 'savedInLayer' | 'isInLayer') =>
    toast({
      text: deps.t(said, { layer: layerName(note, deps.t) }),
      action: { label: deps.t('showAll'), run: () => showLayer(given, 'all') },
    });
  const activate = (note: Note | null, { focus = false } = {}) => {
    dispatch({ type: 'activate', id: note?.id ?? null, focus: focus ? freshKey() : undefined });
    if (!note) return;
    bringIntoView(placeOf(note));
    if (isNarrow()) dispatch({ type: 'sheet', block: blockOf(note) ?? '' });
  };
  const groups = given.viewer?.groups ?? [];
  return {
    toast,
    /** Those that one may write in. */
    layers: writableLayers(given).map((layer) => ({ layer, name: nameOfLayer(layer, groups, given.t) })),
    hover: (id: string | null) => dispatch({ type: 'hover', id }),
    openSheet: (block: string | null) => dispatch({ type: 'sheet', block }),
    write: (target: NewTarget, motivation: Writing['motivation'] = 'commenting', resumed?: KeptDraft) => {
      dispatch({ type: 'sheet', block: null });
      dispatch({ type: 'write', writing: { key: freshKey(), target, motivation, note: null, resumed } });
      bringIntoView(placeOfTarget(target));
    },
    edit: (note: Note) => {
      dispatch({ type: 'sheet', block: null });
      dispatch({ type: 'write', writing: editing(note) });
      bringIntoView(placeOf(note));
    },
    stopWriting: () => dispatch({ type: 'write', writing: null }),
    saved: (note: Note) => {
      dispatch({ type: 'put', note });
      dispatch({ type: 'activate', id: note.id });
      dispatch({ type: 'write', writing: null });
      if (!isShown(note)) sayWhere(note, 'savedInLayer');
      const block = blockOf(note);
      if (block === null || blockElement(block)) return;
      // Written in one part of a long text, sent from another.
      toast({
        text: deps.t('savedElsewhere'),
        action: { label: deps.t('goThere'), run: () => void goToPlace(block) },
      });
    },
    /** It waits in the outbox; its card is where its words are. */
    kept: (id: string) => {
      dispatch({ type: 'activate', id });
      dispatch({ type: 'write', writing: null });
    },
    /** A note, or what was answered to it, has come. */
    arrived: (note: Note) => dispatch({ type: 'put', note }),
    /** The one note in hand: its card level with its words, both in sight. Null: none. */
    activate,
    /** Name of the layer that is looked at; null: everything. */
    onlyLayer: (): string | null => {
      const { shown } = chosenLayer(given);
      return shown === 'all' ? null : nameOfLayer(shown, groups, given.t);
    },
    /** One that the page may not have yet, as it stands in the edition that is read. */
    show: (note: Note, options?: { focus?: boolean }) => {
      dispatch({ type: 'put', note });
      activate(note, options);
    },
    read: (threads: readonly ReadThread[]) => dispatch({ type: 'read', threads }),
    /** They are not read after all. */
    unread: (threads: readonly ReadThread[]) => dispatch({ type: 'unread', threads }),
    /** Whether the layer that is looked at has it. */
    isShown,
    /** It is there as long as it is in hand, whatever layer is looked at. */
    bringOut: (note: Note) => {
      dispatch({ type: 'put', note });
      activate(note);
      sayWhere(note, 'isInLayer');
    },
    mark: (motivation: Mark, target: NewTarget) => {
      document.getSelection()?.removeAllRanges();
      void later((actions) => actions.mark({ ...deps, toast }, motivation, target));
    },
    /** New words are selected for it; null: not any more. */
    move: (note: Note | null) => dispatch({ type: 'move', note }),
    /** Says where a note stands; without a place: where it is found. */
    repair: (note: Note, place?: Place) => void repairing((repairs) => repairs.repair({ ...deps, toast }, note, place)),
    /** For what is loaded with the cards: acts as everything else here does. */
    acting: <T>(act: (acting: Acting) => T): T => act({ ...deps, toast }),
    remove: (note: Note) => void later((actions) => actions.remove({ ...deps, toast }, note)),
    moveTo: (note: Note, layer: Note['layer']) =>
      void later((actions) => actions.moveTo({ ...deps, toast }, note, layer)),
    copyLink: (note: Note) =>
      void copying(({ copyAndSay }) => copyAndSay({ ...deps, toast }, noteLink(article, note.id), 'linkCopied')),
    /** Words of an old edition are written about in the newest. */
    toNewest: (target: NewTarget) =>
      toast({
        text: deps.t('old.readOnly'),
        action: {
          label: deps.t('old.toNewest'),
          run: () => location.assign(newestLink(blockOfTarget(target) ?? undefined)),
        },
      }),
    cite: (target: NewTarget) => void copying(({ cite }) => cite({ ...deps, toast }, target)),
    /** A word of the article has been protected: the page shows it so. */
    protected: (protection: Protection) =>
      void later((actions) => actions.wordProtected({ ...deps, toast }, protection)),
    copyWords: (words: string) =>
      void copying(({ copyAndSay }) => copyAndSay({ ...deps, toast }, words, 'wordsCopied')),
  };
}

/** What changes notes on the server is loaded when somebody first does. */
export const loadActions = () => persistently(() => import('./note-actions'));
const later = async (act: (actions: typeof NoteActions) => unknown): Promise<void> => {
  await act(await loadActions());
};

/**
 * To be called as soon as something could be copied: a browser lets a page copy only right after a press, not
 * after a download.
 */
export const loadCopying = () => persistently(() => import('./citation'));
const copying = async (act: (citation: Awaited<ReturnType<typeof loadCopying>>) => unknown): Promise<void> => {
  await act(await loadCopying());
};

const repairing = async (act: (repairs: typeof RepairNote) => unknown): Promise<void> => {
  await act(await persistently(() => import('./repair-note')));
};

const editing = (note: Note): Writing => ({
  key: freshKey(),
  target: newTargetOf(note),
  motivation: note.motivation === 'questioning' ? 'questioning' : 'commenting',
  note,
});
