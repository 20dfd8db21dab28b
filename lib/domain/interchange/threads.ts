/** Which annotations of a file answer which: one level deep, as our own threads are. */
import type { OutsideNote } from './outside-note';

/** The note of the file that a thread begins with, or the IRI of one that is known; null: it is nowhere. */
export type Root = OutsideNote | string | null;

/**
 * @param isKnown whether a note with this IRI is there already
 * @returns of every reply the root of its thread. Those that are not in it are notes of their own.
 */
export function parentsIn(
  notes: readonly OutsideNote[],
  isKnown: (iri: string) => boolean,
): ReadonlyMap<OutsideNote, Root> {
  const byIri = new Map<string, OutsideNote>();
  for (const note of notes) for (const iri of note.ids) if (!byIri.has(iri)) byIri.set(iri, note);
  const known = new Map<string, boolean>();
  const isThere = (iri: string): boolean => {
    const there = known.get(iri) ?? isKnown(iri);
    known.set(iri, there);
    return there;
  };

  /** What it answers directly; undefined: nothing. */
  const answered = (note: OutsideNote): Root | undefined => {
    for (const iri of note.answers) {
      const found = byIri.get(iri);
      if (found && found !== note) return found;
      if (isThere(iri)) return iri;
    }
    return note.mustReply ? null : undefined;
  };

  const roots = new Map<OutsideNote, Root>();
  const notReplies = new Set<OutsideNote>();
  for (const note of notes) {
    const way: OutsideNote[] = [];
    const root = climb(note, way);
    // Everybody on the way has the same root, and none of them is asked again.
    for (const reply of way) roots.set(reply, root);
  }
  return roots;

  function climb(from: OutsideNote, way: OutsideNote[]): Root {
    const passed = new Set<OutsideNote>();
    for (let at = from; ;) {
      const known = roots.get(at);
      if (known !== undefined) return known;
      // In a circle nothing is the beginning.
      if (passed.has(at)) return null;
      const next = notReplies.has(at) ? undefined : answered(at);
      if (next === undefined) {
        notReplies.add(at);
        return at;
      }
      passed.add(at);
      way.push(at);
      if (next === null || typeof next === 'string') return next;
      at = next;
    }
  }
}
