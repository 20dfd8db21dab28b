/** English plurals, as far as spelling alone tells them: concept – concepts, class – classes, theory – theories. */

/** Look like plurals of other words and are not, or the other way round. */
const FIXED = new Set(['news', 'series', 'species', 'lens', 'means', 'this', 'thus', 'does', 'these', 'theses', 'yes']);
/** In letters: `its` is no plural of `it`. */
const SHORTEST = 3;

/** @param word folded @returns it and every other number of it, some of them no words at all */
export function numbersOf(word: string): string[] {
  if (FIXED.has(word) || !/^[a-z]{3,}$/.test(word)) return [word];
  return [word, ...singulars(word), ...plurals(word)].filter((other) => other.length >= SHORTEST && !FIXED.has(other));
}

function singulars(word: string): string[] {
  if (!word.endsWith('s') || /(?:ss|us|is)$/.test(word)) return [];
  const found = [word.slice(0, -1)];
  if (/[^aeiou]ies$/.test(word) && word.length > 4) found.push(`${word.slice(0, -3)}y`);
  if (/(?:s|x|z|ch|sh|o)es$/.test(word)) found.push(word.slice(0, -2));
  return found;
}

function plurals(word: string): string[] {
  if (/[^aeiou]y$/.test(word)) return [`${word.slice(0, -1)}ies`];
  if (/(?:s|x|z|ch|sh)$/.test(word)) return [`${word}es`];
  return /o$/.test(word) ? [`${word}s`, `${word}es`] : [`${word}s`];
}
