import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { loadOutbox } from '@/components/margin/use-outbox';
import type { Outbox } from '@/lib/client/outbox';
import type { Entry, Theirs, ToSend } from '@/lib/client/outbox-entry';
import type { Arrived } from '@/lib/client/outbox-request';
import { UNSENT } from '@/lib/client/outbox-version';
import type { Sending } from './sending-trouble';
import type { DraftKeeper } from './use-kept-draft';

/** What a draft of anything that is sent has. */
interface Begun<Content> {
  readonly id: string;
  readonly content: Content;
  /** What the version it changes said. */
  readonly was: Content | null;
  readonly changes: number | null;
  readonly decided?: boolean;
  readonly touched: number;
}

/** What is sent: a note, or a reply. The same value as long as it is about the same. */
export interface Sendable<D, Content, Saved> {
  readonly kind: ToSend['kind'];
  /** Null: there is nothing to send. */
  toSend: (draft: D) => ToSend | null;
  /** What has arrived; null when it is of the other kind. */
  saved: (arrived: Arrived) => Saved | null;
  merge: (was: Content | null, mine: Content, theirs: Content) => Content;
  /** What the draft learns from not having been taken. */
  learn?: (trouble: Sending<Content>, draft: D) => Promise<Partial<D>>;
}

interface Sender<Content> {
  readonly sending: Sending<Content>;
  send: () => Promise<void>;
  /** What was written replaces what is there now. */
  overwrite: () => Promise<void>;
  /** What is there now stays. */
  takeTheirs: () => Promise<void>;
  /** Both, to be looked over. */
  merge: () => Promise<Content | null>;
  /** What was written becomes one of its own. */
  sendAsNew: () => Promise<void>;
  /** What has been tried once lies in the outbox, and stays there. @returns whether that is so */
  putAway: () => boolean;
  throwAway: () => void;
  rest: () => void;
}

interface Given<D, Content, Saved> {
  readonly user: string;
  readonly draft: DraftKeeper<D>;
  readonly sendable: Sendable<D, Content, Saved>;
  onSaved: (saved: Saved) => void;
  /** It lies in the outbox; one can go on reading. */
  onKept: (id: string) => void;
}

/** Hands a draft to the outbox, and says what became of it. What is refused stays where it is, in the editor. */
export function useSending<D extends Begun<Content>, Content extends { readonly body: unknown }, Saved>({
  user,
  draft,
  sendable,
  onSaved,
  onKept,
}: Given<D, Content, Saved>): Sender<Content> {
  const [sending, setSending] = useState<Sending<Content>>({ state: 'resting' });
  const underWay = useRef(false);
  const outbox = useRef<Outbox | null>(null);
  /** Where the words lie once they have been sent from here, and were not taken. */
  const [tried, setTried] = useState<Outbox | null>(null);
  const { current, drop } = draft;
  const change = draft.change as (changes: Partial<Begun<Content>>) => Promise<void>;

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
    const written = current();
    const request = sendable.toSend(written);
    if (underWay.current || !request) return;
    underWay.current = true;
    setSending({ state: 'sending' });
    outbox.current = await loadOutbox(user);
    outbox.current.hold(written.id);
    const outcome = await outbox.current.send(request);
    await change({ changes: UNSENT, was: written.content, decided: undefined });
    underWay.current = false;
    const trouble = outcome.is === 'kept' ? troubleOf<Content>(outcome.entry) : null;
    if (trouble) {
      if (sendable.learn) await change(await sendable.learn(trouble, current()));
      setTried(outbox.current);
      return setSending(trouble);
    }
    // What was written meanwhile goes behind it.
    const more = current().content === written.content ? null : sendable.toSend(current());
    if (more) await outbox.current.put(more);
    await handOver();
    setSending({ state: 'resting' });
    const saved = outcome.is === 'arrived' ? sendable.saved(outcome.arrived) : null;
    if (saved) onSaved(saved);
    else onKept(written.id);
  }, [user, sendable, current, change, handOver, onSaved, onKept]);

  useEarlierTrouble<D, Content>(user, sendable.kind, draft, (kept, trouble) => {
    outbox.current = kept;
    setTried(kept);
    setSending(trouble);
  });
  useEffect(() => () => outbox.current?.releaseAll(), []);
  useArrival(tried, draft.first?.id ?? null, (arrived) => {
    const saved = underWay.current ? null : sendable.saved(arrived);
    if (saved) void handOver().then(() => onSaved(saved));
  });

  return {
    sending,
    send,
    overwrite: useCallback(async () => {
      await change({ decided: true });
      await send();
    }, [change, send]),
    takeTheirs: useCallback(async () => {
      const { id } = current();
      await outbox.current?.keepTheirs(id);
      await handOver();
      onKept(id);
    }, [current, handOver, onKept]),
    merge: useCallback(async () => {
      const entry = await outbox.current?.find(current().id);
      const theirs = entry?.theirs as Theirs<Content> | null | undefined;
      if (!entry || !theirs) return null;
      const was = (entry.was ?? null) as unknown as Content | null;
      const content = sendable.merge(was, current().content, theirs.content);
      await change({ content, decided: true });
      setSending({ state: 'resting' });
      return content;
    }, [sendable, current, change]),
    sendAsNew: useCallback(async () => {
      const { id } = current();
      await change({ id: uuidv7(), changes: null, was: null });
      await send();
      await outbox.current?.discard(id);
      outbox.current?.release(id);
    }, [current, change, send]),
    putAway: useCallback(() => {
      if (!tried) return false;
      const request = sendable.toSend(current());
      void (request ? tried.amend(request.id, request.content) : Promise.resolve()).then(handOver);
      return true;
    }, [tried, sendable, current, handOver]),
    throwAway: useCallback(() => {
      if (tried) void tried.discard(current().id);
    }, [tried, current]),
    // The same value while it rests: typing renders nothing.
    rest: useCallback(() => setSending((now) => (now.state === 'refused' ? { state: 'resting' } : now)), []),
  };
}

/** What keeps the editor open: somebody has to do something. */
function troubleOf<Content>(entry: Entry): Sending<Content> | null {
  const { state, theirs, problem } = entry;
  if (state === 'signed-out' || state === 'gone') return { state };
  if (state === 'conflict' && theirs) return { state, theirs: theirs as unknown as Theirs<Content> };
  if (state !== 'refused' || !problem) return null;
  // What one answers is gone.
  return entry.kind === 'reply' && problem.status === 404 ? { state: 'gone' } : { state, problem };
}

/** What an earlier attempt came to, perhaps on an earlier visit, is there to be decided. */
function useEarlierTrouble<D extends Begun<Content>, Content>(
  user: string,
  kind: ToSend['kind'],
  { first, current }: DraftKeeper<D>,
  onTrouble: (outbox: Outbox, trouble: Sending<Content>) => void,
): void {
  const tell = useEffectEvent(onTrouble);
  const isThere = first !== null;
  useEffect(() => {
    if (!isThere) return;
    let gone = false;
    const { id, decided } = current();
    void loadOutbox(user).then(async (outbox) => {
      const entry = await outbox.find(id);
      const trouble = entry?.kind === kind ? troubleOf<Content>(entry) : null;
      if (gone || decided || !trouble) return;
      outbox.hold(id);
      tell(outbox, trouble);
    });
    return () => {
      gone = true;
    };
  }, [user, kind, isThere, current]);
}

/** Signed in again in another tab, say: what was tried here arrives by itself. */
function useArrival(outbox: Outbox | null, id: string | null, onArrival: (arrived: Arrived) => void): void {
  const arrive = useEffectEvent(onArrival);
  useEffect(() => {
    if (!outbox || id === null) return;
    return outbox.onArrived((arrived) => {
      // What stands there when there is something to decide comes, too.
      if (arrived.id === id) void outbox.find(id).then((entry) => !entry && arrive(arrived));
    });
  }, [outbox, id]);
}
