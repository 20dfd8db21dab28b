import { useTranslations } from 'next-intl';
import { useMemo, type Dispatch } from 'react';
import { uuidv7 } from 'uuidv7';
import { api, type Result } from '@/lib/client/api';
import type { NewNote } from '@/lib/client/drafts';
import { changeNote } from '@/lib/client/send-note';
import { copyText } from './copy-text';
import { lastLayer } from './last-layer';
import type { MarginArticle } from './margin-root';
import { freshKey, type MarginAction, type Toast, type Writing } from './margin-state';
import { blockOf, type NewTarget, type Note } from './note';
import { blockElement, blockNumber, bringIntoView, isNarrow, placeOf, placeOfTarget } from './page-text';

type Translate = ReturnType<typeof useTranslations<'margin'>>;

interface Deps {
  readonly article: MarginArticle;
  readonly viewer: { readonly id: string } | null;
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
  const { slug, title, author, date, revision, publicNotes, sourceScript } = article;
  const id = viewer?.id;
  return useMemo(
    () =>
      commands({
        article: { slug, title, author, date, revision, publicNotes, sourceScript },
        viewer: id === undefined ? null : { id },
        dispatch,
        t,
      }),
    [slug, title, author, date, revision, publicNotes, sourceScript, id, dispatch, t],
  );
}

function commands(deps: Deps) {
  const { article, dispatch } = deps;
  const toast = (next: Omit<Toast, 'key'> | null) =>
    dispatch({ type: 'toast', toast: next && { ...next, key: freshKey() } });
  return {
    toast,
    hover: (id: string | null) => dispatch({ type: 'hover', id }),
    openSheet: (block: string | null) => dispatch({ type: 'sheet', block }),
    write: (target: NewTarget, motivation: Writing['motivation'] = 'commenting') => {
      dispatch({ type: 'sheet', block: null });
      dispatch({ type: 'write', writing: { key: freshKey(), target, motivation, note: null } });
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
    },
    /** The one note in hand: its card level with its words, both in sight. Null: none. */
    activate: (note: Note | null, { focus = false } = {}) => {
      dispatch({ type: 'activate', id: note?.id ?? null, focus: focus ? freshKey() : undefined });
      if (!note) return;
      bringIntoView(placeOf(note));
      if (isNarrow()) dispatch({ type: 'sheet', block: blockOf(note) ?? '' });
    },
    mark: (motivation: 'highlighting' | 'questioning', target: NewTarget) => void mark(deps, toast, motivation, target),
    remove: (note: Note) => void remove(deps, toast, note),
    moveTo: (note: Note, layer: Note['layer']) => void moveTo(deps, toast, note, layer),
    copyLink: (note: Note) =>
      void copyLink(deps, toast, `${location.origin}${pathOf(article)}?note=${note.id}`, 'linkCopied'),
    cite: (target: NewTarget) => void copyLink(deps, toast, citation(deps, target), 'cited'),
  };
}

type ShowToast = (toast: Omit<Toast, 'key'> | null) => void;

export const cardId = (note: string): string => `note-${note}`;

const pathOf = ({ slug }: MarginArticle): string => `/read/${encodeURIComponent(slug)}`;

/** Where to come back to after signing in. */
export const signInLink = (article: MarginArticle): string => `/sign-in?next=${encodeURIComponent(pathOf(article))}`;

const editing = (note: Note): Writing => ({
  key: freshKey(),
  target: newTargetOf(note),
  motivation: note.motivation === 'questioning' ? 'questioning' : 'commenting',
  note,
});

const newTargetOf = ({ target }: Note): NewTarget =>
  target && 'start' in target
    ? { words: { start: target.start, end: target.end } as never, exact: target.exact }
    : target;

export const requestTarget = (target: NewTarget): NewNote['target'] =>
  target && 'words' in target ? { ...target.words, exact: target.exact } : target;

/** One id for all attempts, so that there is never a second note. */
async function mark(
  deps: Deps,
  toast: ShowToast,
  motivation: 'highlighting' | 'questioning',
  target: NewTarget,
  id = uuidv7(),
) {
  const { article, viewer, dispatch, t } = deps;
  if (!viewer) return;
  document.getSelection()?.removeAllRanges();
  const layer = lastLayer(viewer.id, article.publicNotes);
  const answer = await api('PUT /api/annotations/:id', {
    params: { id },
    body: {
      article: article.slug,
      revision: article.revision,
      layer,
      motivation,
      target: requestTarget(target),
      body: null,
      tags: [],
    },
  });
  if (!answer.ok)
    return toast(
      trouble(deps, answer, { label: t('retry'), run: () => void mark(deps, toast, motivation, target, id) }),
    );
  dispatch({ type: 'put', note: answer.data });
  dispatch({ type: 'activate', id: answer.data.id });
  toast({
    text: t(`marked.${motivation}`),
    action: { label: t('undo'), run: () => void remove(deps, toast, answer.data, true) },
  });
}

/** @param quiet it is itself an undoing, and needs no way back */
async function remove(deps: Deps, toast: ShowToast, note: Note, quiet = false) {
  const { dispatch, t } = deps;
  const block = blockOf(note);
  // What follows is said below the sheet, where nothing can be pressed while it is open.
  dispatch({ type: 'sheet', block: null });
  dispatch({ type: 'remove', id: note.id });
  const answer = await api('DELETE /api/annotations/:id', { params: { id: note.id } });
  if (!answer.ok && answer.status !== 404) {
    dispatch({ type: 'put', note });
    return toast(trouble(deps, answer, { label: t('retry'), run: () => void remove(deps, toast, note, quiet) }));
  }
  if (quiet) {
    toast(null);
    return block && blockElement(block)?.focus({ preventScroll: true });
  }
  toast({ text: t('deleted'), action: { label: t('undo'), run: () => void restore(deps, toast, note) }, focus: true });
}

async function restore(deps: Deps, toast: ShowToast, note: Note) {
  const { dispatch, t } = deps;
  const answer = await api('POST /api/annotations/:id/restore', { params: { id: note.id } });
  if (!answer.ok)
    return toast(trouble(deps, answer, { label: t('retry'), run: () => void restore(deps, toast, note) }));
  dispatch({ type: 'put', note: answer.data });
  dispatch({ type: 'activate', id: note.id, focus: freshKey() });
  toast({ text: t('restored') });
}

async function moveTo(deps: Deps, toast: ShowToast, note: Note, layer: Note['layer']) {
  const { dispatch, t } = deps;
  const answer = await changeNote(note.id, note.version, { layer });
  if (!answer.ok) return toast(trouble(deps, answer));
  dispatch({ type: 'put', note: answer.data });
  toast({ text: t(`moved.${layer}`) });
}

async function copyLink({ t }: Deps, toast: ShowToast, text: string, said: 'linkCopied' | 'cited') {
  const copied = await copyText(text);
  toast(copied ? { text: t(said) } : { text: t('notCopied', { text }), stays: true });
}

/** 「words」——author《title》¶12, and where to find it. */
function citation({ article, t }: Deps, target: NewTarget): string {
  const block = target === null ? null : 'words' in target ? target.words.start.block : target.block;
  const number = blockNumber(block);
  const link = `${location.origin}${pathOf(article)}${block === null ? '' : `?b=${block}#b-${block}`}`;
  const exact = target && 'words' in target ? target.exact : null;
  const source = t('citation.source', {
    author: article.author ?? '',
    title: article.title,
    place: number ? `¶${number}` : '',
  });
  return `${exact === null ? '' : t('citation.quote', { words: exact.replaceAll('\uFFFC', '') })}${source}\n${link}`;
}

function trouble(
  { article, t }: Deps,
  failed: Extract<Result<unknown>, { ok: false }>,
  action?: Toast['action'],
): Omit<Toast, 'key'> {
  if (failed.status === 401)
    return {
      text: t('signedOut'),
      action: { label: t('signIn'), run: () => location.assign(signInLink(article)) },
      stays: true,
    };
  return {
    text: failed.problem ? `${failed.problem.title}：${failed.problem.detail}` : t('offline'),
    action,
    stays: true,
  };
}
