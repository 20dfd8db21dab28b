/** From a draft to a reply on the server: exactly one, whatever happens on the way. As `send-note.ts` for notes. */
import type { ReplyView } from '@/lib/contract/annotations';
import { api, type Result } from './api';
import type { ReplyDraft } from './reply-drafts';

/**
 * Sends a draft that has words. A new reply is put under the draft's own id; when an earlier attempt may have arrived,
 * that very request goes first, and what was written since follows as a change.
 *
 * @param keep writes the draft down; called before the request leaves, and after a refusal
 */
export async function sendReply(
  draft: ReplyDraft & { readonly body: ReplyView['body'] },
  keep: (draft: ReplyDraft) => Promise<unknown>,
): Promise<Result<ReplyView>> {
  if (draft.changes !== null) return changeReply(draft, draft.changes);
  const body = draft.sent ?? draft.body;
  await keep({ ...draft, sent: body });
  const answer = await api('PUT /api/annotations/:id/replies/:reply', {
    params: paramsOf(draft),
    body: { body, layer: draft.layer },
  });
  if (!answer.ok) {
    // A refusal is an answer: the request did not become a reply, and may be worded anew.
    if (answer.status >= 400 && answer.status < 500) await keep({ ...draft, sent: null });
    return answer;
  }
  return JSON.stringify(body) === JSON.stringify(draft.body) ? answer : changeReply(draft, answer.data.version);
}

const changeReply = (draft: ReplyDraft & { readonly body: ReplyView['body'] }, version: number) =>
  api('PATCH /api/annotations/:id/replies/:reply', {
    params: paramsOf(draft),
    headers: { 'if-match': `"${version}"` },
    body: { body: draft.body },
  });

const paramsOf = ({ thread, id }: ReplyDraft) => ({ id: thread, reply: id });
