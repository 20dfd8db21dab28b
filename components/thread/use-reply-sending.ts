import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { loadOutbox } from '@/components/margin/use-outbox';
import { api } from '@/lib/client/api';
import type { Outbox } from '@/lib/client/outbox';
import type { ReplyContent, ReplyEntry, ReplyToSend, Theirs } from '@/lib/client/outbox-entry';
import { UNSENT } from '@/lib/client/outbox-version';
import type { ReplyDraft } from '@/lib/client/reply-drafts';
import type { ReplyView } from '@/lib/contract/annotations';
import type { ProblemDetails } from '@/lib/contract/problem';
import type { ReplyDraftKeeper } from './use-reply-draft';

export type ReplySending =
  | { readonly state: 'resting' | 'sending' }
  /** It waits in the outbox, and is sent when the same person has signed in again. */
  | { readonly state: 'signed-out' }
  /** Its writer changed it elsewhere meanwhile. */
  | { readonly state: 'conflict'; readonly theirs: Theirs<ReplyContent> }
  /** The note, or the reply that was edited, is not there any more. */
  | { readonly state: 'gone' }
  | { readonly state: 'refused'; readonly problem: ProblemDetails };

interface Sender {
  readonly sending: ReplySending;
  send: () => Promise<void>;
  /** What was written replaces what is there now. */
  overwrite: () => Promise<void>;
  /** What is there now stays. */
  takeTheirs: () => Promise<void>;
  /** What has been tried once lies in the outbox, and stays there. @returns whether that is so */
  putAway: () => boolean;
  rest: () => void;
}

interface Given {
  readonly user: string;
  readonly article: { readonly slug: string; readonly title: string };
  readonly draft: ReplyDraftKeeper;
  onSent: (reply: ReplyView) => void;
  /** It lies in the outbox; one can go on reading. */
  onKept: () => void;
}

/** Hands a reply's draft to the outbox, and says what became of it. As `useSending`. */
export function useReplySending({ user, article, draft, onSent, onKept }: Given): Sender {
  const [sending, setSending] = useState<ReplySending>({ state: 'resting' });
  const underWay = useRef(false);
  const [tried, setTried] = useState<Outbox | null>(null);
  const { current, change, drop } = draft;
  const { slug, title } = article;

  const handOver = useCallback(
    async (outbox: Outbox) => {
      const { id } = current();
      if (!outbox.isVolatile()) await drop();
      outbox.release(id);
    },
    [current, drop],
  );
  const send = useCallback(async () => {
    const written = current();
    if (underWay.current || written.body === null) return;
    underWay.current = true;
    setSending({ state: 'sending' });
    const outbox = await loadOutbox(user);
    outbox.hold(written.id);
    const outcome = await outbox.send(toSend({ ...written, body: written.body }, { slug, title }));
    await change({ changes: UNSENT, decided: undefined });
    underWay.current = false;
    const trouble = outcome.is === 'kept' ? troubleOf(outcome.entry as ReplyEntry) : null;
    if (trouble) {
      if (isMoved(trouble)) await change(await layerNow(current()));
      setTried(outbox);
      return setSending(trouble);
    }
    // What was written meanwhile goes behind it.
    const { body } = current();
    if (body && body !== written.body) await outbox.put(toSend({ ...current(), body }, { slug, title }));
    await handOver(outbox);
    setSending({ state: 'resting' });
    if (outcome.is === 'arrived' && outcome.arrived.kind === 'reply') onSent(outcome.arrived.reply);
    else onKept();
  }, [user, slug, title, current, change, handOver, onSent, onKept]);

  useEffect(() => {
    if (tried) return () => tried.releaseAll();
  }, [tried]);
  useArrival(tried, draft.first?.id ?? null, (outbox, reply) => {
    if (underWay.current) return;
    void handOver(outbox).then(() => onSent(reply));
  });
  return {
    sending,
    send,
    overwrite: useCallback(async () => {
      await change({ decided: true });
      await send();
    }, [change, send]),
    takeTheirs: useCallback(async () => {
      if (!tried) return;
      await tried.keepTheirs(current().id);
      await handOver(tried);
      onKept();
    }, [tried, current, handOver, onKept]),
    putAway: useCallback(() => {
      if (!tried) return false;
      const { id, body } = current();
      void (body ? tried.amend(id, { body }) : Promise.resolve()).then(() => handOver(tried));
      return true;
    }, [tried, current, handOver]),
    // The same value while it rests: typing renders nothing.
    rest: useCallback(() => setSending((now) => (now.state === 'refused' ? { state: 'resting' } : now)), []),
  };
}

const toSend = (
  { id, thread, layer, body, changes, decided }: ReplyDraft & { readonly body: ReplyView['body'] },
  { slug, title }: Given['article'],
): ReplyToSend => ({
  kind: 'reply',
  id,
  article: slug,
  title,
  note: thread,
  layer,
  content: { body },
  changes,
  decided,
});

/** What keeps the editor open: somebody has to do something. */
function troubleOf(entry: ReplyEntry): ReplySending | null {
  if (entry.state === 'signed-out' || entry.state === 'gone') return { state: entry.state };
  if (entry.state === 'conflict' && entry.theirs) return { state: 'conflict', theirs: entry.theirs };
  if (entry.state !== 'refused' || !entry.problem) return null;
  return entry.problem.status === 404 ? { state: 'gone' } : { state: 'refused', problem: entry.problem };
}

const isMoved = (sending: ReplySending): boolean =>
  sending.state === 'refused' && sending.problem.code === 'layer-changed';

/** The thread was moved meanwhile, and its writer has been told: sent again, it is for those who are there now. */
async function layerNow({ thread, layer }: ReplyDraft): Promise<Partial<ReplyDraft>> {
  const note = await api('GET /api/annotations/:id', { params: { id: thread } });
  return { layer: note.ok ? note.data.layer : layer };
}

/** Signed in again in another tab, say: what was tried here arrives by itself. */
function useArrival(
  outbox: Outbox | null,
  id: string | null,
  onArrival: (outbox: Outbox, reply: ReplyView) => void,
): void {
  const arrive = useEffectEvent(onArrival);
  useEffect(() => {
    if (!outbox || id === null) return;
    return outbox.onArrived((arrived) => {
      // What stands there when there is something to decide comes, too.
      if (arrived.kind === 'reply' && arrived.id === id)
        void outbox.find(id).then((entry) => !entry && arrive(outbox, arrived.reply));
    });
  }, [outbox, id]);
}
