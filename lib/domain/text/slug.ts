/** The last part of an article's address: letters of any script and digits, joined by `-`, `_` or `.`. */

const MAX_LENGTH = 120;

/** Makes one of words; null when nothing in them can stand in an address. */
export function slugOf(words: string): string | null {
  const parts = words
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  let slug = '';
  for (const part of parts) {
    const longer = slug === '' ? part : `${slug}-${part}`;
    if (longer.length > MAX_LENGTH) break;
    slug = longer;
  }
  return slug || [...(parts[0] ?? '')].slice(0, MAX_LENGTH / 2).join('') || null;
}
