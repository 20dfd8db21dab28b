/** What changes a thread on the server; loaded with the cards. */
import { api, type Result } from '@/lib/client/api';
import type { ReplyView } from '@/lib/contract/annotations';
import type { Reaction } from '@/lib/domain/discussion/annotation';
import { copyText } from '@/components/margin/copy-text';
import { replyLink } from '@/components/margin/links';
import type { Note } from '@/components/margin/note';
import { trouble, type Acting } from '@/components/margin/note-actions';

/** The thread as it stands now: many answers tell of one reply only. */
export async function refresh({ dispatch }: Acting, id: string): Promise<void> {
  const answer = await api('GET /api/annotations/:id', { params: { id } });
  if (answer.ok) dispatch({ type: 'put', note: answer.data });
  // With its last reply a tombstone goes.
  else if (answer.status === 404) dispatch({ type: 'remove', id });
}

/** A reply that has been sent is there at once, in its place in time; then the thread follows. */
export function answered(acting: Acting, note: Note, reply: ReplyView): void {
  const known = note.replies.some(({ id }) => id === reply.id);
  const replies = known ? note.replies.map((one) => (one.id === reply.id ? reply : one)) : [...note.replies, reply];
  acting.dispatch({ type: 'put', note: { ...note, replies } });
  void refresh(acting, note.id);
}

export async function removeReply(acting: Acting, note: Note, reply: ReplyView): Promise<void> {
  const { dispatch, t, toast } = acting;
  const params = { id: note.id, reply: reply.id };
  dispatch({ type: 'put', note: { ...note, replies: note.replies.filter(({ id }) => id !== reply.id) } });
  const answer = await api('DELETE /api/annotations/:id/replies/:reply', { params });
  await refresh(acting, note.id);
  if (!answer.ok && answer.status !== 404)
    return toast(trouble(acting, answer, { label: t('retry'), run: () => void removeReply(acting, note, reply) }));
  const undo = async (): Promise<void> => {
    const restored = await api('POST /api/annotations/:id/replies/:reply/restore', { params });
    if (!restored.ok) return toast(trouble(acting, restored, { label: t('retry'), run: () => void undo() }));
    await refresh(acting, note.id);
    dispatch({ type: 'activate', id: note.id });
    toast({ text: t('replies.restored') });
  };
  toast({ text: t('replies.deleted'), action: { label: t('undo'), run: () => void undo() }, focus: true });
}

/** @returns whether it is so now */
export async function react(
  acting: Acting,
  { note, reply }: { note: Note; reply: ReplyView | null },
  emoji: Reaction,
  own: boolean,
): Promise<boolean> {
  const answer = await sendReaction({ id: note.id, emoji }, reply?.id ?? null, own);
  if (answer.ok) await refresh(acting, note.id);
  else acting.toast(trouble(acting, answer));
  return answer.ok;
}

type OnNote = { readonly id: string; readonly emoji: Reaction };

function sendReaction(on: OnNote, reply: string | null, own: boolean): Promise<Result<unknown>> {
  if (reply === null)
    return own
      ? api('PUT /api/annotations/:id/reactions/:emoji', { params: on })
      : api('DELETE /api/annotations/:id/reactions/:emoji', { params: on });
  const params = { ...on, reply };
  return own
    ? api('PUT /api/annotations/:id/replies/:reply/reactions/:emoji', { params })
    : api('DELETE /api/annotations/:id/replies/:reply/reactions/:emoji', { params });
}

/** Whether a question has been answered is said by its author, or by who moderates. */
export async function resolve(acting: Acting, note: Note, resolved: boolean): Promise<void> {
  const { dispatch, t, toast } = acting;
  const params = { id: note.id };
  const answer = resolved
    ? await api('PUT /api/annotations/:id/resolution', { params })
    : await api('DELETE /api/annotations/:id/resolution', { params });
  if (!answer.ok)
    return toast(trouble(acting, answer, { label: t('retry'), run: () => void resolve(acting, note, resolved) }));
  dispatch({ type: 'put', note: answer.data });
  toast({ text: t(resolved ? 'resolution.done' : 'resolution.undone') });
}

export async function copyReplyLink({ article, t, toast }: Acting, note: Note, reply: ReplyView): Promise<void> {
  const link = replyLink(article, note.id, reply.id);
  toast((await copyText(link)) ? { text: t('linkCopied') } : { text: t('notCopied', { text: link }), stays: true });
}
