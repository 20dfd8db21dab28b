import type { Sending } from '@/components/editor/sending-trouble';
import type { Sendable } from '@/components/editor/use-sending';
import { api } from '@/lib/client/api';
import type { ReplyDraft } from '@/lib/client/reply-drafts';
import type { ReplyView } from '@/lib/contract/annotations';
import { mergeBodies } from '@/lib/richtext/merge-bodies';

/** How a reply's draft is sent. @param article by slug, with its title */
export const replyToSend = (
  article: string,
  title: string,
): Sendable<ReplyDraft, ReplyDraft['content'], ReplyView> => ({
  kind: 'reply',
  toSend: ({ id, thread, layer, content: { body }, was, changes, decided }) =>
    body && {
      kind: 'reply',
      id,
      article,
      title,
      note: thread,
      layer,
      content: { body },
      changes,
      was: was?.body ? { body: was.body } : null,
      decided,
    },
  saved: (arrived) => (arrived.kind === 'reply' ? arrived.reply : null),
  merge: (was, mine, theirs) => ({
    body: mergeBodies(was?.body ?? null, mine.body, theirs.body) as ReplyView['body'] | null,
  }),
  learn: async (trouble, draft) => (isMoved(trouble) ? layerNow(draft) : {}),
});

const isMoved = (sending: Sending<unknown>): boolean =>
  sending.state === 'refused' && sending.problem.code === 'layer-changed';

/** The thread was moved meanwhile, and its writer has been told: sent again, it is for those who are there now. */
async function layerNow({ thread, layer }: ReplyDraft): Promise<Partial<ReplyDraft>> {
  const note = await api('GET /api/annotations/:id', { params: { id: thread } });
  return { layer: note.ok ? note.data.layer : layer };
}
