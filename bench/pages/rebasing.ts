/** In the browser: ways of finding a noted passage in the next edition, and what they cost. Bundled by rebasing.ts. */
import search from 'approx-string-match';
import { isWords, type Quote, type WordsTarget } from '@/lib/domain/anchoring/anchor';
import { carriedKeys } from '@/lib/domain/anchoring/carried-keys';
import { compareEditions, type EditionBlock } from '@/lib/domain/anchoring/compare-editions';
import { rebaser } from '@/lib/domain/anchoring/rebase';

export interface Job {
  readonly before: readonly EditionBlock[];
  readonly after: readonly EditionBlock[];
  readonly notes: readonly Note[];
}

interface Note {
  readonly target: WordsTarget;
  readonly quote: Quote;
}

/** Code units into the text of the whole element, which is the blocks' one after another; null: not found. */
export type Found = { readonly start: number; readonly end: number; readonly unsure?: boolean } | null;

/** @returns where each note is, and milliseconds for all of them, preparation included */
export async function timed(way: Way, job: Job): Promise<{ found: Found[]; time: number }> {
  const article = document.body.appendChild(document.createElement('article'));
  for (const { text } of job.after) article.appendChild(document.createElement('p')).textContent = text;
  const begun = performance.now();
  const found = await way(job, article);
  const time = performance.now() - begun;
  article.remove();
  return { found, time };
}

export type Way = (job: Job, article: HTMLElement) => Found[] | Promise<Found[]>;

const startsOf = (blocks: readonly EditionBlock[]): Map<string, number> => {
  let at = 0;
  return new Map(
    blocks.map(({ key, text }) => {
      const start = at;
      at += text.length;
      return [key, start];
    }),
  );
};

/** With both editions in hand, as publishing does it. */
export const ours: Way = ({ before, after, notes }) => {
  const compared = compareEditions(before, after);
  const keys = carriedKeys(compared);
  const next = after.map((block, index) => ({ ...block, key: keys[index] ?? '' }));
  const starts = startsOf(next);
  const rebase = rebaser({ ...compared, after: next });
  return notes.map(({ target, quote }): Found => {
    const standing = rebase({ target, quote, state: 'kept', words: null });
    if (standing.state === 'removed' || !standing.target || !isWords(standing.target)) return null;
    const { start, end } = standing.target;
    return {
      start: (starts.get(start.block) ?? 0) + start.offset,
      end: (starts.get(end.block) ?? 0) + end.offset,
      unsure: standing.state === 'uncertain',
    };
  });
};

/**
 * A fuzzy search with the weights that Hypothesis' client gives to quote, surroundings and place; written anew after its
 * description.
 */
export const hypothesis: Way = ({ before, notes }, article) => {
  const text = article.textContent;
  const starts = startsOf(before);
  return notes.map(({ target, quote: { exact, prefix, suffix } }): Found => {
    const hint = (starts.get(target.start.block) ?? 0) + target.start.offset;
    const candidates = nearly(text, exact, Math.min(256, exact.length / 2));
    const rated = candidates.map((match) => {
      const likeness = 1 - match.errors / exact.length;
      const lead = prefix ? share(text.slice(Math.max(0, match.start - prefix.length), match.start), prefix) : 1;
      const rest = suffix ? share(text.slice(match.end, match.end + suffix.length), suffix) : 1;
      const near = 1 - Math.abs(match.start - hint) / text.length;
      return { ...match, score: (50 * likeness + 20 * lead + 20 * rest + 2 * near) / 92 };
    });
    return rated.sort((one, other) => other.score - one.score)[0] ?? null;
  });
};

function nearly(text: string, words: string, errors: number) {
  const exactly: { start: number; end: number; errors: number }[] = [];
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1))
    exactly.push({ start: at, end: at + words.length, errors: 0 });
  return exactly.length > 0 ? exactly : search(text, words, errors);
}

function share(text: string, words: string): number {
  if (text.length === 0) return 0;
  const [best] = nearly(text, words, words.length);
  return best ? 1 - best.errors / words.length : 0;
}
