import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { loadOutbox } from '@/components/margin/use-outbox';
import type { Draft, DraftContent } from '@/lib/client/drafts';
import { mergeContent } from '@/lib/client/merge-content';
import type { Outbox } from '@/lib/client/outbox';
import type { NoteEntry, NoteToSend, Theirs } from '@/lib/client/outbox-entry';
import { UNSENT } from '@/lib/client/outbox-version';
import type { AnnotationView } from '@/lib/contract/annotations';
import type { ProblemDetails } from '@/lib/contract/problem';
import type { DraftKeeper } from './use-draft';

export type Sending =
  | { readonly state: 'resting' | 'sending' }
  /** It waits in the outbox, and is sent when the same person has signed in again. */
  | { readonly state: 'signed-out' }
  /** Somebody, most likely the writer elsewhere, changed the note meanwhile. */
  | { readonly state: 'conflict'; readonly theirs: Theirs<DraftContent> }
  /** The note that was edited is not there any more. */
  | { readonly state: 'gone' }
  | { readonly state: 'refused'; readonly problem: ProblemDetails };

interface Sender {
  readonly sending: Sending;
  send: () => Promise<void>;
  /** What was written replaces what is there now. */
  overwrite: () => Promise<void>;
  /** What is there now stays. */
  takeTheirs: () => Promise<void>;
  /** Both, to be looked over. */
  merge: () => Promise<DraftContent | null>;
  /** What was written becomes a note of its own. */
  sendAsNew: () => Promise<void>;
  /** What has been tried once lies in the outbox, and stays there. @returns whether that is so */
  putAway: () => boolean;
  throwAway: () => void;
  rest: () => void;
}

interface Given {
  readonly user: string;
  /** Title of the article. */
  readonly title: string;
  readonly draft: DraftKeeper;
  onSaved: (note: AnnotationView) => void;
  /** It lies in the outbox; one can go on reading. */
  onKept: (id: string) => void;
}

/** Hands the draft to the outbox, and says what became of it. What is refused stays where it is, in the editor. */
export function useSending({ user, title, draft, onSaved, onKept }: Given): Sender {
  const [sending, setSending] = useState<Sending>({ state: 'resting' });
  const underWay = useRef(false);
  const outbox = useRef<Outbox | null>(null);
  /** Where the words lie once they have been sent from here, and were not taken. */
  const [tried, setTried] = useState<Outbox | null>(null);
  const { current, change, drop } = draft;

  /** Out of the editor: the outbox has the words now. On this device, or else the draft stays until they have arrived. */
  const handOver = useCallback(async () => {
    const { id } = current();
    const box = outbox.current;
    if (box?.isVolatile()) {
      const deaf = box.onArrived((arrived) => {
        if (arrived.id !== id) return;
        deaf();
        void drop();
      });
    } else await drop();
    box?.release(id);
  }, [current, drop]);

  const send = useCallback(async () => {
    if (underWay.current) return;
    underWay.current = true;
    setSending({ state: 'sending' });
    outbox.current = await loadOutbox(user);
    const written = current();
    outbox.current.hold(written.id);
    const outcome = await outbox.current.send(toSend(written, title));
    await change({ changes: UNSENT, was: written.content, decided: undefined });
    underWay.current = false;
    const trouble = outcome.is === 'kept' ? troubleOf(outcome.entry as NoteEntry) : null;
    if (trouble) {
      setTried(outbox.current);
      return setSending(trouble);
    }
    // What was written meanwhile goes behind it.
    if (current().content !== written.content) await outbox.current.put(toSend(current(), title));
    await handOver();
    setSending({ state: 'resting' });
    if (outcome.is === 'arrived' && outcome.arrived.kind === 'note') onSaved(outcome.arrived.note);
    else onKept(written.id);
  }, [user, title, current, change, handOver, onSaved, onKept]);

  useEarlierTrouble(user, draft, (kept, trouble) => {
    outbox.current = kept;
    setTried(kept);
    setSending(trouble);
  });
  useEffect(() => () => outbox.current?.releaseAll(), []);
  useArrival(tried, draft.first?.id ?? null, async (note) => {
    if (underWay.current) return;
    await handOver();
    onSaved(note);
  });

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
    overwrite: useCallback(() => sendWith({ decided: true }), [sendWith]),
    takeTheirs: useCallback(async () => {
      const { id } = current();
      await outbox.current?.keepTheirs(id);
      await handOver();
      onKept(id);
    }, [current, handOver, onKept]),
    merge: useCallback(async () => {
      const entry = (await outbox.current?.find(current().id)) as NoteEntry | undefined;
      if (!entry?.theirs) return null;
      const content = mergeContent(entry.was ?? null, current().content, entry.theirs.content);
      await change({ content, decided: true });
      setSending({ state: 'resting' });
      return content;
    }, [current, change]),
    sendAsNew: useCallback(async () => {
      const { id } = current();
      await change({ id: uuidv7(), changes: null, was: null });
      await send();
      await outbox.current?.discard(id);
      outbox.current?.release(id);
    }, [current, change, send]),
    putAway: useCallback(() => {
      if (!tried) return false;
      const { id, content } = current();
      void tried.amend(id, content).then(handOver);
      return true;
    }, [tried, current, handOver]),
    throwAway: useCallback(() => {
      if (tried) void tried.discard(current().id);
    }, [tried, current]),
    // The same value while it rests: typing renders nothing.
    rest: useCallback(() => setSending((now) => (now.state === 'refused' ? { state: 'resting' } : now)), []),
  };
}

const toSend = (
  { id, article, revision, target, content, changes, was, decided }: Draft,
  title: string,
): NoteToSend => ({ kind: 'note', id, article, title, revision, target, content, changes, was, decided });

/** What keeps the editor open: somebody has to do something. */
function troubleOf(entry: NoteEntry): Sending | null {
  if (entry.state === 'signed-out' || entry.state === 'gone') return { state: entry.state };
  if (entry.state === 'conflict' && entry.theirs) return { state: 'conflict', theirs: entry.theirs };
  if (entry.state === 'refused' && entry.problem) return { state: 'refused', problem: entry.problem };
  return null;
}

/** What an earlier attempt came to, perhaps on an earlier visit, is there to be decided. */
function useEarlierTrouble(
  user: string,
  { first, current }: DraftKeeper,
  onTrouble: (outbox: Outbox, trouble: Sending) => void,
): void {
  const tell = useEffectEvent(onTrouble);
  const isThere = first !== null;
  useEffect(() => {
    if (!isThere) return;
    let gone = false;
    const { id, decided } = current();
    void loadOutbox(user).then(async (outbox) => {
      const entry = await outbox.find(id);
      const trouble = entry?.kind === 'note' ? troubleOf(entry) : null;
      if (gone || decided || !trouble) return;
      outbox.hold(id);
      tell(outbox, trouble);
    });
    return () => {
      gone = true;
    };
  }, [user, isThere, current]);
}

/** Signed in again in another tab, say: what was tried here arrives by itself. */
function useArrival(outbox: Outbox | null, id: string | null, onArrival: (note: AnnotationView) => void): void {
  const arrive = useEffectEvent(onArrival);
  useEffect(() => {
    if (!outbox || id === null) return;
    const deaf = outbox.onArrived((arrived) => {
      // What stands there when there is something to decide comes, too.
      if (arrived.kind === 'note' && arrived.id === id)
        void outbox.find(id).then((entry) => !entry && arrive(arrived.note));
    });
    return deaf;
  }, [outbox, id]);
}
