/**
 * What is to be sent, as a state machine. Pure: what happens to an entry is told by these functions, and what they
 * return is written down before anything else is done.
 *
 * A request that has left is frozen: it may have arrived, so it is sent again to the letter until it is answered. What
 * is written meanwhile follows as a change to the version that came back. One id for all attempts: never a second note.
 */
import type { RequestOf } from '@/lib/contract/endpoint';
import type { Endpoints } from '@/lib/contract/endpoints';
import type { ProblemDetails } from '@/lib/contract/problem';
import { isEmptyBody } from '@/lib/richtext/body';
import { isSameBody } from '@/lib/richtext/same-body';
import type { DraftContent, NewNote } from './drafts';
import { UNSENT } from './outbox-version';

export type ReplyContent = Pick<RequestOf<Endpoints['PUT /api/annotations/:id/replies/:reply']>['body'], 'body'>;

/** Where the words belong, so that they can be told of on any page. */
interface Place {
  /** Slug and title. */
  readonly article: string;
  readonly title: string;
}

interface Writing<Content> {
  /** Of the note or the reply, made here (UUIDv7). */
  readonly id: string;
  readonly content: Content;
  /**
   * The version that was changed; null for a new one. {@link UNSENT}: what waits here under this id, though it may
   * have been sent meanwhile.
   */
  readonly changes: number | null;
  /** What that version said, where it is known: merging is better with it. */
  readonly was?: Content | null;
  /** What stands there instead has been looked at: these words take its place. */
  readonly decided?: boolean;
}

export interface NoteToSend extends Place, Writing<DraftContent> {
  readonly kind: 'note';
  readonly revision: number;
  readonly target: NewNote['target'];
}

interface ReplyToSend extends Place, Writing<ReplyContent> {
  readonly kind: 'reply';
  /** Id of the note that is answered. */
  readonly note: string;
  /** For whose eyes it was written: the note's layer then. */
  readonly layer?: DraftContent['layer'];
}

export type ToSend = NoteToSend | ReplyToSend;

interface Sent<Content> {
  /** Null: it is created by this. */
  readonly version: number | null;
  readonly content: Content;
}

export interface Theirs<Content> {
  readonly version: number;
  readonly content: Content;
  /** Written in another tab, and waiting here itself. */
  readonly here?: boolean;
}

/**
 * - `waiting` to be sent, or under way
 * - `signed-out`: until the same person has signed in
 * - `refused`: tried no more, `problem` says why
 * - `conflict`: changed elsewhere meanwhile, to `theirs`
 * - `gone`: what it changes is not there any more
 * - `discarded`: it may have arrived, and is to be deleted there
 * - `saved`: kept for a while without its words, so that what was begun on it finds its version
 */
type EntryState = 'waiting' | 'signed-out' | 'refused' | 'conflict' | 'gone' | 'discarded' | 'saved';

interface Course<Content> {
  /** Whose it is: nobody else sees or sends it. */
  readonly user: string;
  readonly state: EntryState;
  /** The version on the server that the words are to change; null: none that is known of. */
  readonly base: number | null;
  /** What has left and is not answered. */
  readonly sent: Sent<Content> | null;
  readonly problem: ProblemDetails | null;
  readonly theirs: Theirs<Content> | null;
  /** How often in a row it could not be sent. */
  readonly failures: number;
  /** Milliseconds since 1970: when it was taken in, last changed, last tried (0: never). */
  readonly since: number;
  readonly touched: number;
  readonly tried: number;
}

export type NoteEntry = Omit<NoteToSend, 'changes' | 'decided'> & Course<DraftContent>;
export type ReplyEntry = Omit<ReplyToSend, 'changes' | 'decided'> & Course<ReplyContent>;
export type Entry = NoteEntry | ReplyEntry;

/** What an attempt came to. */
export type Answer =
  /** `stands`: what that version says; it may have been changed elsewhere since it first arrived. */
  | { readonly is: 'saved'; readonly version: number; readonly stands?: DraftContent | ReplyContent }
  /** The network or the server failed: it may have arrived. */
  | { readonly is: 'unreachable' }
  | { readonly is: 'signed-out' }
  | { readonly is: 'gone' }
  | { readonly is: 'refused'; readonly problem: ProblemDetails }
  /** Something else stands there now. */
  | { readonly is: 'differs'; readonly theirs: Theirs<DraftContent | ReplyContent> }
  /** The id belongs to somebody else's; it takes this one. */
  | { readonly is: 'taken'; readonly fresh: string }
  | { readonly is: 'deleted' };

/** Takes something in: as a new entry, or behind what is there under its id. */
export function take(entry: Entry | undefined, toSend: ToSend, user: string, now: number): Entry {
  if (!entry) return begin(toSend, user, now);
  if (entry.state === 'saved') return goOn(entry, toSend, user, now);
  const meant = toSend.kind === 'reply' ? { layer: toSend.layer } : {};
  const next = { ...entry, ...meant, content: toSend.content, touched: now } as Entry;
  // A deleted id is never revived: it stays to be offered as a new one.
  if (entry.state === 'gone') return next;
  if (toSend.decided && entry.theirs) return onto(next);
  if (knowsOf(toSend, entry) || isSameContent(entry.content, toSend.content)) return waiting(next);
  // Begun in another tab, without these words: both are there until somebody has decided.
  const theirs = { version: entry.base ?? UNSENT, content: entry.content, here: true };
  return { ...next, state: 'conflict', theirs: entry.theirs ?? theirs } as Entry;
}

function begin({ changes, decided: _, ...toSend }: ToSend, user: string, now: number): Entry {
  const base = changes === UNSENT ? null : changes;
  return {
    was: null,
    ...toSend,
    user,
    state: 'waiting',
    base,
    sent: null,
    problem: null,
    theirs: null,
    failures: 0,
    since: now,
    touched: now,
    tried: 0,
  };
}

/** Whether it was begun on the words that lie here. */
const knowsOf = ({ changes, was }: ToSend, { content }: Entry): boolean =>
  changes === UNSENT && (!was || isSameContent(was, content));

/** What was begun on words that have arrived since is a change to their version. */
function goOn(entry: Entry, toSend: ToSend, user: string, now: number): Entry {
  const fresh = begin(toSend, user, now);
  return toSend.changes === UNSENT ? { ...fresh, base: entry.base } : fresh;
}

/** Writes the words down without sending them anew: they were put away. */
export const amend = (entry: Entry, content: Entry['content'], now: number): Entry =>
  ({ ...entry, content, touched: now }) as Entry;

/** Whether it is something to send, as it is. */
const isSendable = ({ state }: Entry): boolean =>
  state === 'waiting' || state === 'signed-out' || state === 'discarded';

/** The request that leaves: what may have arrived, before anything newer. Written down first. @returns null: none does */
export function freeze(entry: Entry, now: number): Entry | null {
  if (!isSendable(entry)) return null;
  if (entry.state === 'discarded') return { ...entry, tried: now };
  return { ...entry, sent: entry.sent ?? { version: entry.base, content: entry.content }, tried: now } as Entry;
}

/** An answer that is of this request, and not of one that another tab has been faster with. */
export const isAnswerOf = (entry: Entry, left: Entry): boolean =>
  left.state === 'discarded' ? entry.state === 'discarded' : JSON.stringify(entry.sent) === JSON.stringify(left.sent);

/** @returns null: nothing is left to do or to keep */
export function answered(entry: Entry, answer: Answer, now: number): Entry | null {
  if (entry.state === 'discarded') return discardedAnswered(entry, answer);
  switch (answer.is) {
    case 'saved': {
      const ours = entry.sent?.content ?? entry.content;
      const { version, stands } = answer;
      const isOvertaken = stands && !isSameContent(stands, ours) && !isSameContent(entry.content, ours);
      return isOvertaken
        ? differs(entry, { version, content: stands } as Theirs<never>, now)
        : saved(entry, ours, version, now);
    }
    case 'unreachable':
      return { ...entry, failures: entry.failures + 1 };
    case 'signed-out':
      return { ...entry, state: 'signed-out' };
    case 'gone':
      return { ...entry, state: 'gone', sent: null, failures: 0 };
    case 'refused':
      return {
        ...entry,
        state: 'refused',
        problem: answer.problem,
        sent: mayBeThere(answer.problem) ? entry.sent : null,
        failures: 0,
      } as Entry;
    case 'differs':
      return differs(entry, answer.theirs as Theirs<never>, now);
    case 'taken':
      return { ...asNew(entry, answer.fresh), state: 'waiting' };
    case 'deleted':
      return entry;
  }
}

/** Thrown away while it was under way: what has arrived is deleted next. */
function discardedAnswered(entry: Entry, answer: Answer): Entry | null {
  if (answer.is === 'saved') return { ...entry, base: answer.version, sent: null, failures: 0 };
  const isOpenStill = answer.is === 'unreachable' || answer.is === 'signed-out';
  return isOpenStill ? { ...entry, failures: entry.failures + 1 } : null;
}

function saved(entry: Entry, content: Entry['content'], version: number, now: number): Entry {
  const next = { ...entry, base: version, was: content, sent: null, failures: 0 } as Entry;
  if (!isSameContent(content, entry.content)) return waiting(next);
  return { ...withoutWords(next), state: 'saved', problem: null, theirs: null, touched: now };
}

function differs(entry: Entry, theirs: Theirs<never>, now: number): Entry {
  const ours = entry.sent?.content ?? entry.content;
  // An answer was lost on the way: what stands there is what was sent, or says all that is to be said.
  if (isSameContent(theirs.content, ours)) return saved(entry, ours, theirs.version, now);
  if (isSameContent(theirs.content, entry.content)) return saved(entry, entry.content, theirs.version, now);
  return { ...entry, state: 'conflict', theirs, sent: null, failures: 0 };
}

/** Its words are to replace what stands there now. */
export const keepMine = (entry: Entry): Entry => (entry.theirs ? onto(entry) : entry);

/** @returns null: what stands there now stays */
export const keepTheirs = (entry: Entry): Entry | null =>
  entry.theirs?.here ? waiting({ ...entry, content: entry.theirs.content, theirs: null } as Entry) : null;

const onto = (entry: Entry): Entry => {
  const { theirs } = entry;
  if (!theirs || theirs.here) return waiting({ ...entry, theirs: null });
  const { version, content } = theirs;
  return waiting({ ...entry, base: version, was: content, theirs: null } as Entry);
};

/** One of its own, under another id. */
export const asNew = (entry: Entry, id: string): Entry =>
  waiting({ ...entry, id, base: null, was: null, sent: null, theirs: null, tried: 0 });

/** Once more, as it is; when its thread has been moved, and that was said: for those who are there now. */
export function again(entry: Entry): Entry {
  if (entry.state !== 'refused' && entry.state !== 'signed-out') return entry;
  const wasMoved = entry.kind === 'reply' && entry.problem?.code === 'layer-changed';
  return waiting(wasMoved ? { ...entry, layer: undefined } : entry);
}

/** @returns null: nothing of it can have arrived, or what it changes stays as it is there */
export const discard = (entry: Entry): Entry | null =>
  entry.base === null && entry.sent ? { ...entry, state: 'discarded', failures: 0, tried: 0 } : null;

const waiting = (entry: Entry): Entry => ({ ...entry, state: 'waiting', problem: null, failures: 0 });

/** Whether a refusal leaves open that an earlier attempt has arrived: these are not about what was sent. */
const mayBeThere = ({ status }: ProblemDetails): boolean => [403, 408, 425, 428, 429].includes(status);

/** Sent and kept here no longer: the browser may be shared. */
const withoutWords = (entry: Entry): Entry =>
  ({ ...entry, was: null, content: { ...entry.content, body: { type: 'doc' }, tags: [] } }) as Entry;

/** Milliseconds from the first failure to the next attempt, and at most. */
const PAUSES = { first: 2_000, longest: 60_000 };

/** When it is tried again by itself, in milliseconds since 1970; null: not by itself. */
export function nextTry({ state, failures, tried }: Entry): number | null {
  if (state !== 'waiting' && state !== 'discarded') return null;
  return failures === 0 ? 0 : tried + Math.min(PAUSES.longest, PAUSES.first * 2 ** (failures - 1));
}

/**
 * The next one to send.
 *
 * @param since those last tried before this are due whatever they wait for: the network or the reader is back
 */
export function nextDue(entries: readonly Entry[], now: number, since: number): Entry | undefined {
  const isDue = (entry: Entry): boolean => {
    if (entry.state === 'signed-out') return entry.tried < since;
    const next = nextTry(entry);
    return next !== null && (next <= now || entry.tried < since);
  };
  return entries.filter(isDue).sort((a, b) => a.since - b.since)[0];
}

/** Whether somebody should hear of it. */
export const isOpen = ({ state }: Entry): boolean => state !== 'saved' && state !== 'discarded';

const isSameContent = (a: Entry['content'], b: Entry['content']): boolean => {
  const [mine, other] = [a as Partial<DraftContent>, b as Partial<DraftContent>];
  return (
    mine.layer === other.layer &&
    mine.motivation === other.motivation &&
    (mine.tags ?? []).join('\n') === (other.tags ?? []).join('\n') &&
    (isSameBody(mine.body as never, other.body as never) ||
      (isEmptyBody(mine.body ?? null) && isEmptyBody(other.body ?? null)))
  );
};
