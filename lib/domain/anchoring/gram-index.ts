/** Where words occur in a long text, exactly or nearly, without going through all of it each time. */
import search from 'approx-string-match';

/** In UTF-16 code units: in Chinese two words or so. */
const GRAM = 4;
const BUCKETS = 1 << 18;

export interface GramIndex {
  readonly text: string;
  /** Where `words` begin, ascending; at most `limit` of them. */
  occurrences(words: string, limit: number): number[];
  /**
   * The stretch most like `words`, with at most `errors` characters inserted, left out or replaced; null: there is none.
   * `rival` is whether another stretch elsewhere is as good. Words shorter than two grams are not found.
   */
  nearly(words: string, errors: number): NearMatch | null;
}

interface NearMatch {
  readonly start: number;
  readonly end: number;
  readonly errors: number;
  readonly rival: boolean;
}

/** Chained hashes of all grams, as compressors keep them: eight bytes a character. */
export function gramIndex(text: string): GramIndex {
  const last = new Int32Array(BUCKETS).fill(-1);
  const count = new Int32Array(BUCKETS);
  const previous = new Int32Array(Math.max(0, text.length - GRAM + 1));
  for (let at = 0; at < previous.length; at++) {
    const bucket = bucketAt(text, at);
    previous[at] = last[bucket] as number;
    last[bucket] = at;
    count[bucket] = (count[bucket] as number) + 1;
  }
  /** Descending. */
  function* places(bucket: number): Generator<number> {
    for (let at = last[bucket] as number; at !== -1; at = previous[at] as number) yield at;
  }

  function occurrences(words: string, limit: number): number[] {
    if (words.length < GRAM) return plainly(text, words, limit);
    const rarest = offsetsIn(words, 16).reduce((best, offset) =>
      (count[bucketAt(words, offset)] as number) < (count[bucketAt(words, best)] as number) ? offset : best,
    );
    const found: number[] = [];
    for (const at of places(bucketAt(words, rarest)))
      if (text.startsWith(words, at - rarest) && at >= rarest) found.push(at - rarest);
    return found.reverse().slice(0, limit);
  }

  function nearly(words: string, errors: number): NearMatch | null {
    const found = windowsLike(words, errors)
      .flatMap(({ start, end }) =>
        search(text.slice(start, end), words, errors).map((match) => ({
          start: start + match.start,
          end: start + match.end,
          errors: match.errors,
        })),
      )
      .sort((a, b) => a.errors - b.errors || a.end - a.start - (b.end - b.start));
    const [best] = found;
    if (!best) return null;
    const rival = found.some(
      (match) => match.errors === best.errors && (match.end <= best.start || match.start >= best.end),
    );
    return { ...best, rival };
  }

  /** Where most grams of the words stand as far from one another as in them. */
  function windowsLike(words: string, errors: number): { start: number; end: number }[] {
    const votes = new Map<number, number>();
    const width = Math.max(8, errors);
    for (const offset of offsetsIn(words, 96)) {
      const bucket = bucketAt(words, offset);
      if ((count[bucket] as number) > TOO_COMMON) continue;
      for (const at of places(bucket)) {
        const lane = Math.floor((at - offset) / width);
        votes.set(lane, (votes.get(lane) ?? 0) + 1);
      }
    }
    return [...votes]
      .sort(([, one], [, other]) => other - one)
      .slice(0, WINDOWS)
      .map(([lane]) => ({
        start: Math.max(0, lane * width - errors - width),
        end: Math.min(text.length, (lane + 2) * width + words.length + errors),
      }));
  }

  return { text, occurrences, nearly };
}

/** What occurs more often says little about where. */
const TOO_COMMON = 400;
const WINDOWS = 6;

function plainly(text: string, words: string, limit: number): number[] {
  const found: number[] = [];
  if (words === '') return found;
  for (let at = text.indexOf(words); at !== -1 && found.length < limit; at = text.indexOf(words, at + 1))
    found.push(at);
  return found;
}

/** Offsets of at most `most` grams, spread over the words. */
function offsetsIn(words: string, most: number): number[] {
  const grams = words.length - GRAM + 1;
  if (grams <= 0) return [];
  const step = Math.max(1, grams / most);
  return Array.from({ length: Math.min(grams, most) }, (_, index) => Math.floor(index * step));
}

function bucketAt(text: string, at: number): number {
  let hash = 0;
  for (let i = at; i < at + GRAM; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x9e3779b1) ^ (hash >>> 15);
  return (hash >>> 7) & (BUCKETS - 1);
}
