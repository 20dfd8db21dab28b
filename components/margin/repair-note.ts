/** Where a note stands, said by somebody; loaded on first use. */
import { api, type Result } from '@/lib/client/api';
import type { RequestOf } from '@/lib/contract/endpoint';
import type { Endpoints } from '@/lib/contract/endpoints';
import { freshKey } from './margin-state';
import { blockOf, newTargetOf, requestTarget, type NewTarget, type Note } from './note';
import { trouble, type Acting } from './note-actions';

type Body = RequestOf<Endpoints['POST /api/annotations/:id/reattach']>['body'];
/** Words or a block; or the block by whose place its words are gone. */
export type Place = NonNullable<NewTarget> | { gone: string | null };

/** @param place without: where it is found */
export async function repair(acting: Acting, note: Note, place?: Place): Promise<void> {
  const answer = await reattach(acting, note, place);
  if (!answer.ok) return;
  const { t, toast } = acting;
  if (place === undefined) return toast({ text: t('standing.confirmed') });
  document.getSelection()?.removeAllRanges();
  const undo = () => void moveBack(acting, { ...note, version: answer.data.version });
  toast({ text: t('standing.moved'), action: { label: t('undo'), run: undo } });
}

/** @param before where it stood, with the version that it has now */
async function moveBack(acting: Acting, before: Note): Promise<void> {
  const place = before.state === 'removed' ? { gone: blockOf(before) } : (newTargetOf(before) ?? undefined);
  const answer = await reattach(acting, before, place);
  if (answer.ok) acting.toast({ text: acting.t('standing.movedBack') });
}

/** What went wrong has been said. */
async function reattach(acting: Acting, note: Note, place?: Place): Promise<Result<Note>> {
  const { article, dispatch, t, toast } = acting;
  const answer = await api('POST /api/annotations/:id/reattach', {
    params: { id: note.id },
    headers: { 'if-match': `"${note.version}"` },
    body: { revision: article.revision, target: requested(place) },
  });
  if (answer.ok) {
    dispatch({ type: 'put', note: answer.data });
    dispatch({ type: 'activate', id: note.id, focus: freshKey() });
  } else if (answer.status === 412) {
    const newest = await api('GET /api/annotations/:id', { params: { id: note.id } });
    if (newest.ok) dispatch({ type: 'put', note: newest.data });
    toast({ text: t('standing.stale') });
  } else toast(trouble(acting, answer, { label: t('retry'), run: () => void repair(acting, note, place) }));
  return answer;
}

const requested = (place: Place | undefined): Body['target'] =>
  place === undefined || 'gone' in place ? place : (requestTarget(place) ?? undefined);
