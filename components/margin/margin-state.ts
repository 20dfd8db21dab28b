/** What the margin knows and shows, as one value. Pure: what happens to it is told by actions. */
import type { KeptDraft } from '@/lib/client/drafts';
import { carryShown } from './carry-shown';
import type { NoteEntry } from '@/lib/client/outbox-entry';
import { blockOf, sortByPlace, wordsOf, type NewTarget, type Note } from './note';

export interface Writing {
  /** Makes the composer a new one, even on the same words. */
  readonly key: number;
  readonly target: NewTarget;
  readonly motivation: 'commenting' | 'questioning';
  /** The note that is edited; null for a new one. */
  readonly note: Note | null;
  /** What had been begun on an earlier visit; its words may be those of an earlier edition. */
  readonly resumed?: KeptDraft;
}

export interface Toast {
  readonly key: number;
  readonly text: string;
  /** A way back, or another try. */
  readonly action?: { readonly label: string; readonly run: () => void };
  /** Stays until it is dismissed. */
  readonly stays?: boolean;
  /** The action takes the focus: what had it is gone. */
  readonly focus?: boolean;
}

export interface MarginState {
  readonly status: 'loading' | 'ready' | 'failed';
  readonly notes: readonly Note[];
  /** Others' new notes that would move what is being read: they wait until somebody asks for them. */
  readonly held: readonly Note[];
  /** Lists of notes that are under way. */
  readonly fetching: number;
  /** What has become of notes since lists have been under way, by id; null: removed. They do not know it. */
  readonly touched: ReadonlyMap<string, Note | null>;
  /** How often a note has been put. */
  readonly written: number;
  /** The newest event that a list of notes knew; 0: none has come. */
  readonly newest: number;
  /** Threads that have been read here, by id, and up to which event: lists that are under way may not know it. */
  readonly read: ReadonlyMap<string, number>;
  /** Keys of the page's blocks, in order. */
  readonly order: readonly string[];
  readonly active: string | null;
  /** Changes when the active note's card should have the focus, as soon as it is there. */
  readonly focus: number | null;
  readonly hovered: string | null;
  readonly writing: Writing | null;
  /** The note that new words are being selected for. */
  readonly moving: Note | null;
  /** How often a note came as it stands in another edition than the page's: it is fetched again as it stands here. */
  readonly overtaken: number;
  /** The newest event that all lists of notes know; null: none has come yet. */
  readonly upTo: number | null;
  /** How often it was said that the lists may not be true any more: they are fetched again. */
  readonly stale: number;
  /** On a narrow window: the block whose notes are listed from below; '' for the whole article's. */
  readonly sheet: string | null;
  readonly toast: Toast | null;
  /** What waits in the outbox for this article, by the note's id: `withPending`. */
  readonly pending: ReadonlyMap<string, NoteEntry>;
}

export type MarginAction =
  /** `fetching`: quietly, while what is there stays; what comes is then `loaded`, has `failed`, or is `outdated`. */
  | { type: 'loading' | 'fetching' | 'failed' | 'outdated' }
  /** All notes that begin in the blocks `of`, and some that reach into them; null: those on the whole article. */
  | {
      type: 'loaded';
      notes: readonly Note[];
      of: readonly (string | null)[];
      order: readonly string[];
      upTo?: number;
    }
  /** Other blocks are in the page, in this order. */
  | { type: 'blocks'; order: readonly string[] }
  /** A new note, or a newer version of one. */
  | { type: 'put'; note: Note }
  /** A thread as it is now, in the reader's script: somebody wrote in it, here or elsewhere. */
  | { type: 'heard'; note: Note }
  /** The same of a new one that waits; and all that wait are asked for. */
  | { type: 'hold'; note: Note }
  | { type: 'showHeld' }
  /** What was fetched may not be true any more. */
  | { type: 'stale' }
  /** A note came as it stands in another edition. */
  | { type: 'overtaken' }
  | { type: 'move'; note: Note | null }
  /** Threads have been read, or are not after all. */
  | { type: 'read' | 'unread'; threads: readonly ReadThread[] }
  | { type: 'remove'; id: string }
  | { type: 'activate'; id: string | null; focus?: number }
  | { type: 'hover'; id: string | null }
  | { type: 'write'; writing: Writing | null }
  | { type: 'sheet'; block: string | null }
  | { type: 'toast'; toast: Toast | null };

export const EMPTY_MARGIN: MarginState = {
  status: 'loading',
  notes: [],
  held: [],
  fetching: 0,
  touched: new Map(),
  written: 0,
  newest: 0,
  read: new Map(),
  order: [],
  active: null,
  focus: null,
  hovered: null,
  writing: null,
  moving: null,
  overtaken: 0,
  upTo: null,
  stale: 0,
  sheet: null,
  toast: null,
  pending: new Map(),
};

export function marginReducer(state: MarginState, action: MarginAction): MarginState {
  switch (action.type) {
    case 'loading':
      return { ...state, status: 'loading' };
    case 'fetching':
      return {
        ...state,
        fetching: state.fetching + 1,
        // What is removed stays so: the server may hear of it later than of the fetch.
        touched: state.fetching > 0 ? state.touched : new Map([...state.touched].filter(([, note]) => note === null)),
      };
    case 'outdated':
      return { ...state, fetching: state.fetching - 1 };
    case 'failed':
      return { ...state, fetching: state.fetching - 1, status: 'failed' };
    case 'loaded': {
      const [listed, held] = parted(action, state.held);
      return {
        ...state,
        fetching: state.fetching - 1,
        status: 'ready',
        notes: sortByPlace(
          inSight(
            asRead(upToDate(merged(state.notes, { ...action, notes: listed }), state.touched), state.read),
            action.order,
            state,
          ),
          action.order,
        ),
        held,
        order: action.order,
        newest: Math.max(state.newest, action.upTo ?? 0),
        upTo: least(state.upTo, action.upTo ?? state.upTo),
      };
    }
    case 'blocks':
      return {
        ...state,
        notes: inSight(state.notes, action.order, state),
        held: inSight(state.held, action.order, state),
        order: action.order,
      };
    case 'put': {
      const known = state.notes.find(({ id }) => id === action.note.id);
      const note = carryShown(known, action.note);
      return {
        ...state,
        notes: sortByPlace([...without(state.notes, note.id), ...asRead([note], state.read)], state.order),
        held: without(state.held, note.id),
        touched: new Map([...state.touched, [note.id, note]]),
        written: state.written + 1,
        moving: unlessIts(state.moving, note.id),
      };
    }
    case 'heard':
      return {
        ...state,
        notes: sortByPlace(
          inSight(asRead([...without(state.notes, action.note.id), action.note], state.read), state.order, state),
          state.order,
        ),
        held: without(state.held, action.note.id),
        touched: new Map([...state.touched, [action.note.id, action.note]]),
      };
    case 'hold':
      return { ...state, held: [...without(state.held, action.note.id), action.note] };
    case 'showHeld':
      return {
        ...state,
        notes: sortByPlace([...state.notes, ...asRead(state.held, state.read)], state.order),
        held: [],
        touched: new Map([...state.touched, ...state.held.map((note) => [note.id, note] as const)]),
      };
    case 'stale':
      return { ...state, stale: state.stale + 1 };
    case 'read': {
      const read = new Map([...state.read, ...action.threads.map(({ id, upTo }) => [id, upTo] as const)]);
      return { ...state, read, notes: asRead(state.notes, read) };
    }
    case 'unread': {
      const ids = new Set(action.threads.map(({ id }) => id));
      return {
        ...state,
        read: new Map([...state.read].filter(([id]) => !ids.has(id))),
        notes: state.notes.map((note) => (ids.has(note.id) ? { ...note, unread: true } : note)),
      };
    }
    case 'overtaken':
      return { ...state, overtaken: state.overtaken + 1, moving: null };
    case 'move':
      return { ...state, moving: action.note, sheet: null };
    case 'remove':
      return {
        ...state,
        notes: without(state.notes, action.id),
        held: without(state.held, action.id),
        touched: new Map([...state.touched, [action.id, null]]),
        active: unless(state.active, action.id),
        hovered: unless(state.hovered, action.id),
        moving: unlessIts(state.moving, action.id),
      };
    case 'activate':
      return { ...state, active: action.id, focus: action.focus ?? null };
    case 'hover':
      return state.hovered === action.id ? state : { ...state, hovered: action.id };
    case 'write':
      return { ...state, writing: action.writing, moving: action.writing ? null : state.moving };
    case 'sheet':
      return { ...state, sheet: action.block };
    case 'toast':
      return { ...state, toast: action.toast };
  }
}

/** What was known of some blocks gives way to what is listed. */
function merged(known: readonly Note[], { notes, of }: Extract<MarginAction, { type: 'loaded' }>): readonly Note[] {
  const [blocks, listed] = [new Set(of), new Set(notes.map(({ id }) => id))];
  return [...known.filter((note) => !blocks.has(blockOf(note)) && !listed.has(note.id)), ...notes];
}

/** Of a list, what waits already goes on to: it and the rest. */
function parted(
  { notes, of }: Extract<MarginAction, { type: 'loaded' }>,
  held: readonly Note[],
): [listed: readonly Note[], held: readonly Note[]] {
  if (held.length === 0) return [notes, held];
  const [blocks, waiting] = [new Set(of), new Set(held.map(({ id }) => id))];
  const still = notes.filter(({ id }) => waiting.has(id));
  const elsewhere = held.filter((note) => !blocks.has(blockOf(note)) && !still.some(({ id }) => id === note.id));
  return [notes.filter(({ id }) => !waiting.has(id)), [...elsewhere, ...still]];
}

/** Notes, and what has happened since they were listed. */
function upToDate(notes: readonly Note[], touched: MarginState['touched']): readonly Note[] {
  if (touched.size === 0) return notes;
  const listed = new Map(notes.map((note) => [note.id, note]));
  for (const [id, note] of touched) {
    const known = listed.get(id);
    if (note === null) listed.delete(id);
    // Of two alike, what came after the list was asked for: a reply changes no version.
    else if (!known || known.version <= note.version) listed.set(id, note);
  }
  return [...listed.values()];
}

/** A thread, and the event up to which it has been read. */
export interface ReadThread {
  readonly id: string;
  readonly upTo: number;
}

/** What was said after one has read a thread is unread all the same. */
function asRead(notes: readonly Note[], read: MarginState['read']): readonly Note[] {
  const isRead = ({ id, unread, activity }: Note) => unread && activity <= (read.get(id) ?? -1);
  return notes.some(isRead) ? notes.map((note) => (isRead(note) ? { ...note, unread: false } : note)) : notes;
}

/** Those that touch blocks in the page, and those in hand. The whole article's stay once they are there. */
function inSight(
  notes: readonly Note[],
  order: readonly string[],
  { active, writing, moving }: Pick<MarginState, 'active' | 'writing' | 'moving'>,
): readonly Note[] {
  const blocks = new Set(order);
  const there = notes.filter((note) => {
    const block = blockOf(note);
    const end = wordsOf(note)?.end.block;
    const inPage = block === null || blocks.has(block) || (end !== undefined && blocks.has(end));
    return inPage || [active, writing?.note?.id, moving?.id].includes(note.id);
  });
  return there.length === notes.length ? notes : there;
}

const least = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other);
const without = (notes: readonly Note[], id: string): Note[] => notes.filter((note) => note.id !== id);
const unless = (value: string | null, id: string): string | null => (value === id ? null : value);
const unlessIts = (note: Note | null, id: string): Note | null => (note?.id === id ? null : note);

let lastKey = 0;
/** Tells one composer or toast from the next. */
export const freshKey = (): number => (lastKey += 1);

/** The note after (1) or before (-1) the active one, by place; without one, from `near`. */
export function stepFrom({ notes, active }: MarginState, by: 1 | -1, near: number): Note | undefined {
  const here = notes.findIndex(({ id }) => id === active);
  return notes[here === -1 ? (by === 1 ? near : near - 1) : here + by];
}
