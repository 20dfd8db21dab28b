import { useCallback, useRef, useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { api } from '@/lib/client/api';
import type { ReplyDraft } from '@/lib/client/reply-drafts';
import { sendReply } from '@/lib/client/send-reply';
import type { ReplyView } from '@/lib/contract/annotations';
import type { ProblemDetails } from '@/lib/contract/problem';
import type { ReplyDraftKeeper } from './use-reply-draft';

export type ReplySending =
  | { readonly state: 'resting' | 'sending' }
  /** The network failed: it is tried again when it is back. */
  | { readonly state: 'waiting' }
  | { readonly state: 'signed-out' }
  /** Its writer changed it elsewhere meanwhile. */
  | { readonly state: 'conflict'; readonly theirs: ReplyView }
  /** The note, or the reply that was edited, is not there any more. */
  | { readonly state: 'gone' }
  | { readonly state: 'refused'; readonly problem: ProblemDetails };

interface Sender {
  readonly sending: ReplySending;
  send: () => Promise<void>;
  /** What was written replaces what is there now. */
  overwrite: (version: number) => Promise<void>;
  rest: () => void;
}

/** Sends a reply's draft and says what became of it. One attempt at a time; the words stay where they are. */
export function useReplySending(draft: ReplyDraftKeeper, onSent: (reply: ReplyView) => void): Sender {
  const [sending, setSending] = useState<ReplySending>({ state: 'resting' });
  const underWay = useRef(false);
  const { current, change, drop } = draft;
  const send = useCallback(async () => {
    const { body } = current();
    if (underWay.current || body === null) return;
    underWay.current = true;
    setSending({ state: 'sending' });
    const answer = await sendReply({ ...current(), body }, (next) => change({ sent: next.sent }));
    underWay.current = false;
    if (!answer.ok) {
      // The id belongs to another reply: that one is safe, this one takes another.
      if (answer.problem?.code === 'id-taken') await change({ id: uuidv7(), sent: null });
      if (answer.problem?.code === 'layer-changed') await change(await layerNow(current()));
      return setSending(await outcomeOf(answer, current()));
    }
    await drop();
    setSending({ state: 'resting' });
    onSent(answer.data);
  }, [current, change, drop, onSent]);
  return {
    sending,
    send,
    overwrite: useCallback(
      async (version) => {
        await change({ changes: version });
        await send();
      },
      [change, send],
    ),
    // The same value while it rests: typing renders nothing.
    rest: useCallback(() => setSending((now) => (now.state === 'resting' ? now : { state: 'resting' })), []),
  };
}

/** The thread was moved meanwhile, and its writer has been told: sent again, it is for those who are there now. */
async function layerNow({ thread, layer }: ReplyDraft): Promise<Partial<ReplyDraft>> {
  const note = await api('GET /api/annotations/:id', { params: { id: thread } });
  return { layer: note.ok ? note.data.layer : layer, sent: null };
}

async function outcomeOf(
  failed: { status: number; problem: ProblemDetails | null },
  { id, thread }: ReplyDraft,
): Promise<ReplySending> {
  if (failed.status === 401) return { state: 'signed-out' };
  if (failed.problem === null || failed.status >= 500) return { state: 'waiting' };
  if (failed.status === 404 || failed.problem.code === 'note-deleted') return { state: 'gone' };
  if (failed.status !== 412) return { state: 'refused', problem: failed.problem };
  const now = await api('GET /api/annotations/:id', { params: { id: thread } });
  if (!now.ok) return { state: now.status === 404 ? 'gone' : 'waiting' };
  const theirs = now.data.replies.find((reply) => reply.id === id);
  return theirs ? { state: 'conflict', theirs } : { state: 'gone' };
}
