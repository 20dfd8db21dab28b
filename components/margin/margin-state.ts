/** What the margin knows and shows, as one value. Pure: what happens to it is told by actions. */
import { sortByPlace, type NewTarget, type Note } from './note';

export interface Writing {
  /** Makes the composer a new one, even on the same words. */
  readonly key: number;
  readonly target: NewTarget;
  readonly motivation: 'commenting' | 'questioning';
  /** The note that is edited; null for a new one. */
  readonly note: Note | null;
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
  /** What has become of notes since the last fetch began, by id; null: removed. A list under way does not know it. */
  readonly touched: ReadonlyMap<string, Note | null>;
  /** How often a note has been put. */
  readonly written: number;
  /** Keys of the page's blocks, in order. */
  readonly order: readonly string[];
  readonly active: string | null;
  /** Changes when the active note's card should have the focus, as soon as it is there. */
  readonly focus: number | null;
  readonly hovered: string | null;
  readonly writing: Writing | null;
  /** On a narrow window: the block whose notes are listed from below; '' for the whole article's. */
  readonly sheet: string | null;
  readonly toast: Toast | null;
}

export type MarginAction =
  /** `fetching`: quietly, while what is there stays. */
  | { type: 'loading' | 'fetching' | 'failed' }
  | { type: 'loaded'; notes: readonly Note[]; order: readonly string[] }
  /** A new note, or a newer version of one. */
  | { type: 'put'; note: Note }
  | { type: 'remove'; id: string }
  | { type: 'activate'; id: string | null; focus?: number }
  | { type: 'hover'; id: string | null }
  | { type: 'write'; writing: Writing | null }
  | { type: 'sheet'; block: string | null }
  | { type: 'toast'; toast: Toast | null };

export const EMPTY_MARGIN: MarginState = {
  status: 'loading',
  notes: [],
  touched: new Map(),
  written: 0,
  order: [],
  active: null,
  focus: null,
  hovered: null,
  writing: null,
  sheet: null,
  toast: null,
};

export function marginReducer(state: MarginState, action: MarginAction): MarginState {
  switch (action.type) {
    case 'loading':
      return { ...state, status: 'loading' };
    case 'fetching':
      // What is removed stays so: the server may hear of it later than of the fetch.
      return { ...state, touched: new Map([...state.touched].filter(([, note]) => note === null)) };
    case 'failed':
      // Fetched once more for another script: the notes that are there stay.
      return state.status === 'ready' ? state : { ...state, status: 'failed' };
    case 'loaded':
      return { ...state, status: 'ready', notes: upToDate(action, state.touched), order: action.order };
    case 'put':
      return {
        ...state,
        notes: sortByPlace([...without(state.notes, action.note.id), action.note], state.order),
        touched: new Map([...state.touched, [action.note.id, action.note]]),
        written: state.written + 1,
      };
    case 'remove':
      return {
        ...state,
        notes: without(state.notes, action.id),
        touched: new Map([...state.touched, [action.id, null]]),
        active: unless(state.active, action.id),
        hovered: unless(state.hovered, action.id),
      };
    case 'activate':
      return { ...state, active: action.id, focus: action.focus ?? null };
    case 'hover':
      return state.hovered === action.id ? state : { ...state, hovered: action.id };
    case 'write':
      return { ...state, writing: action.writing };
    case 'sheet':
      return { ...state, sheet: action.block };
    case 'toast':
      return { ...state, toast: action.toast };
  }
}

/** A list, and what has happened since it was made. */
function upToDate(
  { notes, order }: { notes: readonly Note[]; order: readonly string[] },
  touched: MarginState['touched'],
): readonly Note[] {
  if (touched.size === 0) return notes;
  const listed = new Map(notes.map((note) => [note.id, note]));
  for (const [id, note] of touched) {
    const known = listed.get(id);
    if (note === null) listed.delete(id);
    else if (!known || known.version < note.version) listed.set(id, note);
  }
  return sortByPlace([...listed.values()], order);
}

const without = (notes: readonly Note[], id: string): Note[] => notes.filter((note) => note.id !== id);
const unless = (value: string | null, id: string): string | null => (value === id ? null : value);

let lastKey = 0;
/** Tells one composer or toast from the next. */
export const freshKey = (): number => (lastKey += 1);

/** The note after (1) or before (-1) the active one, by place; without one, from `near`. */
export function stepFrom({ notes, active }: MarginState, by: 1 | -1, near: number): Note | undefined {
  const here = notes.findIndex(({ id }) => id === active);
  return notes[here === -1 ? (by === 1 ? near : near - 1) : here + by];
}
