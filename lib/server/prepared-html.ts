import 'server-only';
import { LRUCache } from 'lru-cache';

/** Pages of text as HTML, by what decides how they look. Their sizes are those of strings, in bytes at most. */
const global = globalThis as typeof globalThis & { meipiHtml?: LRUCache<string, Promise<string>> };
const prepared = (): LRUCache<string, Promise<string>> =>
  (global.meipiHtml ??= new LRUCache({ max: 5_000, maxSize: 64_000_000 }));

/** @param draw makes it, once for however many ask at the same time; a failure is not kept */
export function preparedHtml(key: string, draw: () => Promise<string>): Promise<string> {
  const known = prepared().get(key);
  if (known) return known;
  const made = draw();
  // Weighed when it is there: until then as a whole page at its longest.
  prepared().set(key, made, { size: 200_000 });
  made.then(
    (html) => prepared().set(key, made, { size: 2 * html.length + 200 }),
    () => prepared().delete(key),
  );
  return made;
}
