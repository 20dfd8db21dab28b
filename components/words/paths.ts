import type { Script } from '@/lib/domain/script/script';

/** Where an article's editors decide about the conversion of its words; at a line of the rules, seen in a script. */
export function protectedWordsPath(slug: string, { line, script }: { line?: number; script?: Script } = {}): string {
  const query = new URLSearchParams({ ...(script && { script }), ...(line && { line: String(line) }) });
  return `/articles/${encodeURIComponent(slug)}/protected-words${query.size > 0 ? `?${query}` : ''}`;
}
