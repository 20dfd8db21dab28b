/** One attempt to send an entry: its frozen request, and what the answer means. */
import { uuidv7 } from 'uuidv7';
import type { AnnotationView, ReplyView } from '@/lib/contract/annotations';
import { api, type Result } from './api';
import type { DraftContent } from './drafts';
import type { Answer, Entry, NoteEntry, ReplyContent, ReplyEntry, Theirs } from './outbox-entry';

/** What came back, as the page shows it. */
export type Arrived =
  | { readonly kind: 'note'; readonly id: string; readonly article: string; readonly note: AnnotationView }
  | {
      readonly kind: 'reply';
      readonly id: string;
      readonly article: string;
      readonly note: string;
      readonly reply: ReplyView;
    };

type Failed = Extract<Result<unknown>, { ok: false }>;

/** Milliseconds: longer than any answer takes. What has not been answered then may have arrived all the same. */
const PATIENCE = 30_000;

/** `arrived`: what stands on the server now, where that is known. */
interface Attempt {
  readonly answer: Answer;
  readonly arrived?: Arrived;
}

/** @param entry frozen: its `sent` is what leaves */
export async function attempt(entry: Entry): Promise<Attempt> {
  if (entry.state === 'discarded') return { answer: await takeBack(entry) };
  return entry.kind === 'note' ? sendNote(entry) : sendReply(entry);
}

/** Another person may have signed in on this browser meanwhile: the server compares. */
const headersOf = ({ user, sent }: Entry): Record<string, string> => ({
  'meipi-viewer': user,
  ...(sent?.version ? { 'if-match': `"${sent.version}"` } : {}),
});
const requestOf = (entry: Entry) => ({ headers: headersOf(entry), signal: AbortSignal.timeout(PATIENCE) });

async function sendNote(entry: NoteEntry): Promise<Attempt> {
  const { id, article, revision, target } = entry;
  const { version, content } = entry.sent ?? { version: entry.base, content: entry.content };
  const words = { ...content, tags: [...content.tags] };
  const result =
    version === null
      ? await api('PUT /api/annotations/:id', {
          ...requestOf(entry),
          params: { id },
          body: { article, revision, target, ...words },
        })
      : await api('PATCH /api/annotations/:id', { ...requestOf(entry), params: { id }, body: words });
  if (!result.ok) return meaningOf(entry, result);
  return {
    answer: { is: 'saved', version: result.data.version, stands: theirsOfNote(result.data).content },
    arrived: { kind: 'note', id, article, note: result.data },
  };
}

async function sendReply(entry: ReplyEntry): Promise<Attempt> {
  const { id, article, note, layer } = entry;
  const { version, content } = entry.sent ?? { version: entry.base, content: entry.content };
  const params = { id: note, reply: id };
  const meant = layer ? { ...content, layer } : content;
  const result =
    version === null
      ? await api('PUT /api/annotations/:id/replies/:reply', { ...requestOf(entry), params, body: meant })
      : await api('PATCH /api/annotations/:id/replies/:reply', { ...requestOf(entry), params, body: content });
  if (!result.ok) return meaningOf(entry, result);
  return {
    answer: { is: 'saved', version: result.data.version, stands: { body: result.data.body } },
    arrived: { kind: 'reply', id, article, note, reply: result.data },
  };
}

async function takeBack(entry: Entry): Promise<Answer> {
  const result =
    entry.kind === 'note'
      ? await api('DELETE /api/annotations/:id', { ...requestOf({ ...entry, sent: null }), params: { id: entry.id } })
      : await api('DELETE /api/annotations/:id/replies/:reply', {
          ...requestOf({ ...entry, sent: null }),
          params: { id: entry.note, reply: entry.id },
        });
  if (result.ok) return { is: 'deleted' };
  if (result.status === 401) return { is: 'signed-out' };
  return isUnreachable(result) ? { is: 'unreachable' } : { is: 'deleted' };
}

/** An answer that is no problem of ours comes from something between: a proxy that is restarted, a hotel's network. */
const isUnreachable = ({ status, problem }: Failed): boolean => problem === null || status >= 500;

async function meaningOf(entry: Entry, failed: Failed): Promise<Attempt> {
  if (failed.status === 401) return { answer: { is: 'signed-out' } };
  if (isUnreachable(failed) || !failed.problem) return { answer: { is: 'unreachable' } };
  const { code } = failed.problem;
  const isChange = entry.sent !== null && entry.sent.version !== null;
  if (code === 'note-deleted' || (isChange && failed.status === 404)) return { answer: { is: 'gone' } };
  if (failed.status !== 412 && code !== 'id-taken') return { answer: { is: 'refused', problem: failed.problem } };
  const standing = await standsThere(entry);
  if (standing.answer.is !== 'gone' || code !== 'id-taken') return standing;
  return { answer: { is: 'taken', fresh: uuidv7() } };
}

/** What stands there instead. */
async function standsThere(entry: Entry): Promise<Attempt> {
  const { id, article } = entry;
  const note = entry.kind === 'note' ? id : entry.note;
  const result = await api('GET /api/annotations/:id', {
    ...requestOf({ ...entry, sent: null }),
    params: { id: note },
  });
  if (!result.ok) return { answer: { is: result.status === 404 ? 'gone' : 'unreachable' } };
  if (entry.kind === 'note')
    return result.data.mine
      ? { answer: differs(theirsOfNote(result.data)), arrived: { kind: 'note', id, article, note: result.data } }
      : { answer: { is: 'gone' } };
  const reply = result.data.replies.find((candidate) => candidate.id === id && candidate.mine);
  return reply
    ? {
        answer: differs({ version: reply.version, content: { body: reply.body } }),
        arrived: { kind: 'reply', id, article, note, reply },
      }
    : { answer: { is: 'gone' } };
}

const differs = (theirs: Theirs<DraftContent | ReplyContent>): Answer => ({ is: 'differs', theirs });

const theirsOfNote = ({ version, motivation, layer, body, tags }: AnnotationView): Theirs<DraftContent> => ({
  version,
  content: { motivation, layer, body, tags },
});
