/**
 * An author may turn a text from one script into another, and correct it on the way. Compared by what stands for each
 * character in all scripts, it is the same text; its notes stay.
 */
import type { Quote, Standing } from './anchor';
import { isWords, type WordsTarget } from './anchor';
import { compareEditions, joinedText, type Comparison, type EditionBlock } from './compare-editions';
import { rebaser, type Anchored } from './rebase';

/** The character that stands for all that are the same in some script; null: both editions are in one script. */
export type Root = ((character: string) => string) | null;

/** `compareEditions`, with blocks that differ by script only unchanged. Its texts are the editions' own. */
export function compareAcross(before: readonly EditionBlock[], after: readonly EditionBlock[], root: Root): Comparison {
  const { groups } = root
    ? compareEditions(before.map(blockIn(root)), after.map(blockIn(root)))
    : compareEditions(before, after);
  return { before, after, groups };
}

/** `rebaser` of such a comparison. The words that an anchor stands on are those of its edition. */
export function rebaserAcross(comparison: Comparison, root: Root): (anchor: Anchored) => Standing {
  if (!root) return rebaser(comparison);
  const { before, after, groups } = comparison;
  const rebase = rebaser({ before: before.map(blockIn(root)), after: after.map(blockIn(root)), groups });
  const indexOf = new Map(after.map(({ key }, index) => [key, index]));
  return (anchor) => {
    const rooted = { ...anchor, quote: quoteIn(anchor.quote, root), words: anchor.words && textIn(anchor.words, root) };
    const standing = rebase(rooted);
    if (standing === rooted) return anchor;
    if (!standing.target || !isWords(standing.target))
      return { ...standing, words: lastWords(comparison, anchor, standing) };
    const words = wordsAt(after, indexOf, standing.target);
    return { ...standing, words: words === anchor.quote?.exact ? null : words };
  };
}

/** Of one that is removed the words as they were written. */
function lastWords(
  { before }: Comparison,
  { target, words, quote }: Anchored,
  { state, words: last }: Standing,
): string | null {
  if (state !== 'removed' || last === null) return null;
  if (words !== null) return words;
  if (!target) return last;
  if (!isWords(target)) return before.find(({ key }) => key === target.block)?.text.slice(0, last.length) ?? last;
  const own = wordsAt(before, new Map(before.map(({ key }, index) => [key, index])), target);
  return own === quote?.exact ? null : own;
}

function wordsAt(
  blocks: readonly EditionBlock[],
  indexOf: ReadonlyMap<string, number>,
  { start, end }: WordsTarget,
): string {
  const [first, last] = [indexOf.get(start.block) ?? 0, indexOf.get(end.block) ?? 0];
  const text = joinedText(
    blocks,
    Array.from({ length: last - first + 1 }, (_, i) => first + i),
  );
  return text.slice(start.offset, text.length - (blocks[last]?.text.length ?? 0) + end.offset);
}

const blockIn =
  (root: NonNullable<Root>) =>
  (block: EditionBlock): EditionBlock => ({ ...block, text: textIn(block.text, root) });

/** As long as the text, so that offsets stay. */
const textIn = (text: string, root: NonNullable<Root>): string =>
  Array.from(text, (character) => {
    const found = root(character);
    return found.length === character.length ? found : character;
  }).join('');

const quoteIn = (quote: Quote | null, root: NonNullable<Root>): Quote | null =>
  quote && { exact: textIn(quote.exact, root), prefix: textIn(quote.prefix, root), suffix: textIn(quote.suffix, root) };
