/** What changes notes and words on the server from the margin; loaded on first use. */
import { uuidv7 } from 'uuidv7';
import { api, type Result } from '@/lib/client/api';
import { takeBack, type Protection } from '@/lib/client/protect';
import { changeNote } from '@/lib/client/send-note';
import { showAgain } from '@/components/reader/shown-script';
import { chosenLayer } from './chosen-layer';
import { kindOfLayer, layerName } from './layer-name';
import { loadOutbox } from './use-outbox';
import { signInLink } from './links';
import { freshKey, type Toast } from './margin-state';
import { blockOf, requestTarget, type NewTarget, type Note } from './note';
import { blockElement } from './page-text';
import type { Deps } from './use-commands';

/** Marks without words: 划线, 不懂. */
export type Mark = 'highlighting' | 'questioning';

export interface Acting extends Deps {
  readonly toast: (toast: Omit<Toast, 'key'> | null) => void;
}

/** By way of the outbox: without a network it waits, is seen, and is sent by itself. */
export async function mark(acting: Acting, motivation: Mark, target: NewTarget): Promise<void> {
  const { article, viewer, dispatch, t, toast } = acting;
  if (!viewer) return;
  const id = uuidv7();
  const outbox = await loadOutbox(viewer.id);
  const outcome = await outbox.send({
    kind: 'note',
    id,
    article: article.slug,
    title: article.title,
    revision: article.revision,
    target: requestTarget(target),
    content: { motivation, layer: chosenLayer(acting).written, body: null, tags: [] },
    changes: null,
  });
  dispatch({ type: 'activate', id });
  if (outcome.is !== 'arrived' || outcome.arrived.kind !== 'note') return;
  const { note } = outcome.arrived;
  dispatch({ type: 'put', note });
  toast({
    text: t(`marked.${motivation}`, { layer: layerName(note, t) }),
    action: { label: t('undo'), run: () => void remove(acting, note, true) },
  });
}

/** @param quiet it is itself an undoing, and needs no way back */
export async function remove(acting: Acting, note: Note, quiet = false): Promise<void> {
  const { dispatch, t, toast } = acting;
  const block = blockOf(note);
  // What follows is said below the sheet, where nothing can be pressed while it is open.
  dispatch({ type: 'sheet', block: null });
  dispatch({ type: 'remove', id: note.id });
  const answer = await api('DELETE /api/annotations/:id', { params: { id: note.id } });
  if (!answer.ok && answer.status !== 404) {
    dispatch({ type: 'put', note });
    return toast(trouble(acting, answer, { label: t('retry'), run: () => void remove(acting, note, quiet) }));
  }
  // What was answered stays, over a tombstone.
  if (answer.ok && note.replies.length > 0) {
    const left = await api('GET /api/annotations/:id', { params: { id: note.id } });
    if (left.ok) dispatch({ type: 'put', note: left.data });
  }
  if (quiet) {
    toast(null);
    if (block) blockElement(block)?.focus({ preventScroll: true });
    return;
  }
  toast({ text: t('deleted'), action: { label: t('undo'), run: () => void restore(acting, note) }, focus: true });
}

async function restore(acting: Acting, note: Note): Promise<void> {
  const { dispatch, t, toast } = acting;
  const answer = await api('POST /api/annotations/:id/restore', { params: { id: note.id } });
  if (!answer.ok) return toast(trouble(acting, answer, { label: t('retry'), run: () => void restore(acting, note) }));
  dispatch({ type: 'put', note: answer.data });
  dispatch({ type: 'activate', id: note.id, focus: freshKey() });
  toast({ text: t('restored') });
}

export async function moveTo(acting: Acting, note: Note, layer: Note['layer']): Promise<void> {
  const { dispatch, t, toast } = acting;
  const answer = await changeNote(note.id, note.version, { layer });
  if (!answer.ok) return toast(trouble(acting, answer));
  dispatch({ type: 'put', note: answer.data });
  toast({
    text: t(`moved.${kindOfLayer(layer)}`, { name: layerName(answer.data, t) }),
    action: { label: t('undo'), run: () => void moveTo(acting, answer.data, note.layer) },
  });
}

export function wordProtected(acting: Acting, protection: Protection): void {
  const { article, t, toast } = acting;
  showAgain();
  const undo = async () => {
    const answer = await takeBack(article.slug, protection);
    if (!answer.ok) return toast(trouble(acting, answer));
    showAgain();
    toast({ text: t('unprotected') });
  };
  toast({ text: t('protected'), action: { label: t('undo'), run: () => void undo() } });
}

export function trouble(
  { article, t }: Acting,
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
