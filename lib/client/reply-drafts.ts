/** Replies that somebody has begun, kept on this device as notes are (`drafts.ts`): by person and thread, from the first keystroke. */
import { del, get, set } from 'idb-keyval';
import type { AnnotationView, ReplyView } from '@/lib/contract/annotations';
import { quietly } from './device-store';
import { drafts } from './drafts';

interface ReplyWords {
  readonly body: ReplyView['body'] | null;
}

export interface ReplyDraft {
  /** Of the reply to be, or of the one that is edited: every attempt to send it uses this one. */
  readonly id: string;
  /** The note it answers. */
  readonly thread: string;
  /** For whose eyes it is being written: the note's layer when it was begun. */
  readonly layer: AnnotationView['layer'];
  readonly content: ReplyWords;
  /** The reply's version this changes; null for a new reply, 0 for what waits in the outbox. */
  readonly changes: number | null;
  /** What that version said. */
  readonly was: ReplyWords | null;
  /** Brings two versions together that had come apart: both have been looked at. */
  readonly decided?: boolean;
  /** Milliseconds since 1970. */
  readonly touched: number;
}

export interface ReplyPlace {
  readonly user: string;
  readonly article: string;
  readonly thread: string;
  /** The reply that is edited; null: a new one. */
  readonly edits: string | null;
}

const keyOf = ({ user, article, thread, edits }: ReplyPlace): string[] => [user, article, REPLY_AT, edits ?? thread];
/** In the place of a note's draft's `at`: no note has it. */
const REPLY_AT = 'reply';

export async function readReplyDraft(place: ReplyPlace): Promise<ReplyDraft | undefined> {
  const kept = await quietly(() => get<ReplyDraft & Partial<ReplyWords>>(keyOf(place), drafts()));
  // As an earlier version of the page kept it.
  return kept && !('content' in kept)
    ? { ...(kept as ReplyDraft), content: { body: (kept as ReplyWords).body }, was: null }
    : kept;
}

export const keepReplyDraft = (place: ReplyPlace, draft: ReplyDraft): Promise<void | undefined> =>
  quietly(() => set(keyOf(place), draft, drafts()));

export const dropReplyDraft = (place: ReplyPlace): Promise<void | undefined> =>
  quietly(() => del(keyOf(place), drafts()));
