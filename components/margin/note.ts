/** A note as the margin works with it. */
import { isWords, type Target, type WordsTarget } from '@/lib/domain/anchoring/anchor';
import type { ShownScript } from '@/lib/domain/script/script';
import { ATOM } from '@/lib/domain/text/block';
import { sourceOffset } from '@/lib/domain/text/offset';
import type { NewNote } from '@/lib/client/drafts';
import type { AnnotationView } from '@/lib/contract/annotations';

export type Note = AnnotationView;
/** `exact` as the page shows it; `script` and `rules`: by what. */
export type NewTarget =
  { words: WordsTarget; exact: string; script?: ShownScript; rules?: number } | { block: string } | null;

export const targetOf = ({ target }: Pick<Note, 'target'>): Target =>
  target && 'start' in target
    ? {
        start: { block: target.start.block, offset: sourceOffset(target.start.offset) },
        end: { block: target.end.block, offset: sourceOffset(target.end.offset) },
      }
    : target;

/** The words a note sits on; null for a whole block or article. */
export const wordsOf = (note: Pick<Note, 'target'>): WordsTarget | null => {
  const target = targetOf(note);
  return isWordsTarget(target) ? target : null;
};
const isWordsTarget = (target: Target): target is WordsTarget => target !== null && isWords(target);

export const exactOf = ({ target }: Pick<Note, 'target'>): string | null =>
  target && 'start' in target ? target.exact : null;

/** Words as they stand in one line: an atom as a box, paragraphs' ends as spaces. */
export const inLine = (words: string): string => words.replaceAll(ATOM, '▫').replace(/\s+/g, ' ');

/** The block a note begins in; null for the whole article. */
export const blockOf = ({ target }: Pick<Note, 'target'>): string | null =>
  target === null ? null : 'start' in target ? target.start.block : target.block;

/** The block that one writes on, or the first of them; null for the whole article. */
export const blockOfTarget = (target: NewTarget): string | null =>
  target === null ? null : 'words' in target ? target.words.start.block : target.block;

/** A note's target, to write on once more. */
export const newTargetOf = ({ target }: Pick<Note, 'target'>): NewTarget => {
  const words = wordsOf({ target });
  if (words) return { words, exact: exactOf({ target }) ?? '' };
  return target && 'block' in target ? target : null;
};

export const requestTarget = (target: NewTarget): NewNote['target'] =>
  target && 'words' in target
    ? { ...target.words, exact: target.exact, script: target.script, rules: target.rules }
    : target;

/** By place, as the server sorts them: whole article, then by block, a whole block before its words. */
export function sortByPlace(notes: readonly Note[], order: readonly string[]): Note[] {
  const place = new Map(order.map((key, index) => [key, index]));
  const rank = (note: Note): number[] => {
    const words = wordsOf(note);
    const block = blockOf(note);
    return [
      block === null ? -1 : (place.get(block) ?? order.length),
      words ? words.start.offset : -1,
      words ? (place.get(words.end.block) ?? order.length) : -1,
      words ? words.end.offset : -1,
    ];
  };
  const ranks = new Map(notes.map((note) => [note, rank(note)]));
  return [...notes].sort((a, b) => {
    const [left, right] = [ranks.get(a) ?? [], ranks.get(b) ?? []];
    const differing = left.findIndex((value, index) => value !== right[index]);
    if (differing !== -1) return (left[differing] ?? 0) - (right[differing] ?? 0);
    return a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id);
  });
}

/** Whether publishing has done something to its words that readers should know of. */
export const isChanged = ({ state }: Note): boolean =>
  state === 'edited' || state === 'uncertain' || state === 'removed';

/** A question that the reader may say has been answered, or has not. */
export const canResolve = ({ motivation, deleted, may }: Note, { old }: { readonly old: boolean }): boolean =>
  motivation === 'questioning' && !deleted && !old && may.includes('resolve');
