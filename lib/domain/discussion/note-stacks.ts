/** Which of a paragraph's notes have their cards in the margin, where there are more than it has room for. */

/** So many stand beside any paragraph. */
export const UNSTACKED = 6;
/** So many more come each time a stack is opened further. */
export const STEP = 20;

interface Stack<Note> {
  /** In order. The one in hand is among them, wherever it stands. */
  readonly cards: readonly Note[];
  /** How many more there are. */
  readonly rest: number;
  /** Whether more of it is shown than there is room for. */
  readonly open: boolean;
}

interface Room {
  /** How many cards stand beside the paragraph; at least one does. */
  readonly room: number;
  /** How many somebody has asked to see of it; 0: nobody has. */
  readonly asked: number;
  /** Id of the note in hand. */
  readonly active: string | null;
}

/** Stacks one paragraph's notes. A line for the rest takes as much room as a card: it never stands for one alone. */
export function stackNotes<Note extends { readonly id: string }>(
  notes: readonly Note[],
  { room, asked, active }: Room,
): Stack<Note> {
  const roomy = notes.length <= UNSTACKED ? notes.length : Math.max(1, room);
  const wanted = Math.max(roomy, asked);
  const shown = wanted >= notes.length - 1 ? notes.length : wanted;
  const cards = notes.filter(({ id }, index) => index < shown || id === active);
  return { cards, rest: notes.length - cards.length, open: asked > roomy };
}
