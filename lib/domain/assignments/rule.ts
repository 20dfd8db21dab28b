/** When an assignment is completed: a rule that anyone can read, and what somebody has done by it. */

export interface CompletionRule {
  /** Whether every block of the section is to be read. */
  readonly mustRead: boolean;
  /** Notes of one's own in the section: comments and questions, for what is only highlighted says nothing. */
  readonly minNotes: number;
  /** Replies to what others said there. */
  readonly minReplies: number;
}

/** Bounds of what a rule may ask for. */
export const MOST_ASKED = 99;

/** What a member has done, as it counts. Times are milliseconds since 1970, in order. */
export interface Done {
  readonly openedAt: number | null;
  /** Blocks of the section that are read, and how many it has. */
  readonly read: number;
  readonly blocks: number;
  /** When the whole section had been read; null: it has not. */
  readonly readAt: number | null;
  readonly notes: readonly number[];
  readonly replies: readonly number[];
}

/** A line of the checklist. */
export interface Item {
  readonly what: 'read' | 'notes' | 'replies';
  readonly done: number;
  readonly of: number;
  /** When it was fulfilled; null: not yet. */
  readonly at: number | null;
}

/** What the rule asks for, in the order in which it is said. Empty: only to be opened. */
export function checklist({ mustRead, minNotes, minReplies }: CompletionRule, done: Done): readonly Item[] {
  const items: Item[] = [];
  if (mustRead) items.push({ what: 'read', done: done.read, of: done.blocks, at: done.readAt });
  if (minNotes > 0) items.push(counted('notes', done.notes, minNotes));
  if (minReplies > 0) items.push(counted('replies', done.replies, minReplies));
  return items;
}

const counted = (what: 'notes' | 'replies', times: readonly number[], of: number): Item => ({
  what,
  done: times.length,
  of,
  at: times[of - 1] ?? null,
});

/** When everything was fulfilled that the rule asks for; null: something is left. A rule that asks for nothing: when it was opened. */
export function completedAt(rule: CompletionRule, done: Done): number | null {
  const items = checklist(rule, done);
  if (items.length === 0) return done.openedAt;
  return items.reduce<number | null>(
    (latest, { at }) => (latest === null || at === null ? null : Math.max(latest, at)),
    0,
  );
}
