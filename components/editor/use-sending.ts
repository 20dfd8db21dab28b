import { useCallback, useRef, useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { api } from '@/lib/client/api';
import type { Draft } from '@/lib/client/drafts';
import { sendNote } from '@/lib/client/send-note';
import type { AnnotationView } from '@/lib/contract/annotations';
import type { ProblemDetails } from '@/lib/contract/problem';
import type { DraftKeeper } from './use-draft';

export type Sending =
  | { readonly state: 'resting' | 'sending' }
  /** The network failed: it is tried again when it is back. */
  | { readonly state: 'waiting' }
  | { readonly state: 'signed-out' }
  /** Somebody, most likely the writer elsewhere, changed the note meanwhile. */
  | { readonly state: 'conflict'; readonly theirs: AnnotationView }
  /** The note that was edited is not there any more. */
  | { readonly state: 'gone' }
  | { readonly state: 'refused'; readonly problem: ProblemDetails };

interface Sender {
  readonly sending: Sending;
  send: () => Promise<void>;
  /** What was written replaces what is there now. */
  overwrite: (version: number) => Promise<void>;
  /** What was written becomes a note of its own. */
  sendAsNew: () => Promise<void>;
  rest: () => void;
}

/** Sends the draft and says what became of it. One attempt at a time; the words stay where they are. */
export function useSending(draft: DraftKeeper, onSaved: (note: AnnotationView) => void): Sender {
  const [sending, setSending] = useState<Sending>({ state: 'resting' });
  const underWay = useRef(false);
  const { current, change, drop } = draft;
  const send = useCallback(async () => {
    if (underWay.current) return;
    underWay.current = true;
    setSending({ state: 'sending' });
    const answer = await sendNote(current(), (next) => change({ sent: next.sent }));
    underWay.current = false;
    if (!answer.ok) {
      // The id belongs to another note: that one is safe, this one takes another.
      if (answer.problem?.code === 'id-taken') await change({ id: uuidv7(), sent: null });
      return setSending(await outcomeOf(answer, current()));
    }
    await drop();
    setSending({ state: 'resting' });
    onSaved(answer.data);
  }, [current, change, drop, onSaved]);
  const sendWith = useCallback(
    async (changes: Partial<Draft>) => {
      await change(changes);
      await send();
    },
    [change, send],
  );
  return {
    sending,
    send,
    overwrite: useCallback((version) => sendWith({ changes: version }), [sendWith]),
    sendAsNew: useCallback(() => sendWith({ changes: null, id: uuidv7(), sent: null }), [sendWith]),
    // The same value while it rests: typing renders nothing.
    rest: useCallback(() => setSending((now) => (now.state === 'resting' ? now : { state: 'resting' })), []),
  };
}

async function outcomeOf(
  failed: { status: number; problem: ProblemDetails | null },
  { id, changes }: Draft,
): Promise<Sending> {
  if (failed.status === 401) return { state: 'signed-out' };
  if (failed.problem === null || failed.status >= 500) return { state: 'waiting' };
  if (failed.problem.code === 'note-deleted' || (changes !== null && failed.status === 404)) return { state: 'gone' };
  if (failed.status !== 412) return { state: 'refused', problem: failed.problem };
  const theirs = await api('GET /api/annotations/:id', { params: { id } });
  if (theirs.ok) return { state: 'conflict', theirs: theirs.data };
  return theirs.status === 404 ? { state: 'gone' } : { state: 'waiting' };
}
