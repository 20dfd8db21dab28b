/** From a draft to a note on the server: exactly one, whatever happens on the way. */
import type { AnnotationView } from '@/lib/contract/annotations';
import { api, type Result } from './api';
import type { Draft, DraftContent, NewNote } from './drafts';

/**
 * Sends a draft. A new note is put under the draft's own id; when an earlier attempt may have
 * arrived, that very request goes first, and what was written since follows as a change.
 *
 * @param keep writes the draft down; called before the request leaves, and after an answer
 */
export async function sendNote(
  draft: Draft,
  keep: (draft: Draft) => Promise<unknown>,
): Promise<Result<AnnotationView>> {
  if (draft.changes !== null) return changeNote(draft.id, draft.changes, draft.content);
  const request = draft.sent ?? newNote(draft);
  await keep({ ...draft, sent: request });
  const answer = await api('PUT /api/annotations/:id', { params: { id: draft.id }, body: request });
  if (!answer.ok) {
    // A refusal is an answer: the request did not become a note, and may be worded anew.
    if (isRefusal(answer.status)) await keep({ ...draft, sent: null });
    return answer;
  }
  return isSame(request, draft.content) ? answer : changeNote(draft.id, answer.data.version, draft.content);
}

export const changeNote = (
  id: string,
  version: number,
  changes: Partial<DraftContent>,
): Promise<Result<AnnotationView>> =>
  api('PATCH /api/annotations/:id', {
    params: { id },
    headers: { 'if-match': `"${version}"` },
    body: { ...changes, tags: changes.tags && [...changes.tags] },
  });

const newNote = ({ article, revision, target, content }: Draft): NewNote => ({
  article,
  revision,
  target,
  ...content,
  tags: [...content.tags],
});

const isRefusal = (status: number): boolean => status >= 400 && status < 500;

const isSame = (request: NewNote, content: DraftContent): boolean =>
  request.layer === content.layer &&
  request.motivation === content.motivation &&
  JSON.stringify([request.body, request.tags]) === JSON.stringify([content.body, content.tags]);
