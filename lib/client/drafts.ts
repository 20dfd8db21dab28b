/**
 * What somebody has begun to write, kept on this device from the first keystroke until it lies in the outbox.
 *
 * Keyed by person first: another one on the same browser never sees it.
 */
import { del, entries, get, set, type UseStore } from 'idb-keyval';
import { deviceStore, quietly } from './device-store';
import type { RequestOf } from '@/lib/contract/endpoint';
import type { Endpoints } from '@/lib/contract/endpoints';
import type { AnnotationView } from '@/lib/contract/annotations';

export type NewNote = RequestOf<Endpoints['PUT /api/annotations/:id']>['body'];

/** What a writer can change of a note. */
export interface DraftContent {
  readonly motivation: AnnotationView['motivation'];
  readonly layer: AnnotationView['layer'];
  readonly body: AnnotationView['body'];
  readonly tags: readonly string[];
}

export interface Draft {
  /** Of the note to be: every attempt to send it uses this one, so that there is never a second. */
  readonly id: string;
  readonly article: string;
  readonly revision: number;
  readonly target: NewNote['target'];
  readonly content: DraftContent;
  /** The note's version this changes; null for a new note, 0 for what waits in the outbox. */
  readonly changes: number | null;
  /** What that version said. */
  readonly was: DraftContent | null;
  /** Brings two versions together that had come apart: both have been looked at. */
  readonly decided?: boolean;
  /** Milliseconds since 1970. */
  readonly touched: number;
}

/** One that was found, with the name of its place. */
export type KeptDraft = Draft & Pick<DraftPlace, 'at'>;

export interface DraftPlace {
  readonly user: string;
  readonly article: string;
  /** A target, or the note that is edited. */
  readonly at: string;
}

/**
 * A place's name among one article's drafts. The same offsets are other words in another edition.
 *
 * @param noteId the note that is edited, wherever it stands
 */
export const draftAt = (target: NewNote['target'], revision: number, noteId?: string): string => {
  if (noteId) return `edit ${noteId}`;
  if (target === null) return 'article';
  if (!('start' in target)) return target.block;
  return `${revision} ${target.start.block}:${target.start.offset}–${target.end.block}:${target.end.offset}`;
};

type Key = [user: string, article: string, at: string];
const keyOf = ({ user, article, at }: DraftPlace): Key => [user, article, at];

const store = deviceStore('meipi', 'drafts');
/** Replies' drafts lie in it too, under keys of four parts: `reply-drafts.ts`. */
export const drafts = (): UseStore => store;

export const readDraft = (place: DraftPlace): Promise<Draft | undefined> =>
  quietly(() => get<Draft>(keyOf(place), drafts()));

export const keepDraft = (place: DraftPlace, draft: Draft): Promise<void | undefined> =>
  quietly(() => set(keyOf(place), draft, drafts()));

export const dropDraft = (place: DraftPlace): Promise<void | undefined> => quietly(() => del(keyOf(place), drafts()));

/** One person's drafts on an article, the last touched first. */
export async function draftsOn(user: string, article: string): Promise<KeptDraft[]> {
  const all = (await quietly(() => entries<Key, Draft>(drafts()))) ?? [];
  return all
    .filter(([key]) => key.length === 3 && key[0] === user && key[1] === article)
    .map(([[, , at], draft]) => ({ ...draft, at }))
    .sort((a, b) => b.touched - a.touched);
}
