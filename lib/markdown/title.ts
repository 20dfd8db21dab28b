import { ATOM } from '@/lib/domain/text/block';
import type { DraftBlock } from './conversion';

/**
 * The title, and the blocks without the heading that is it: the front matter's, else the only heading
 * of level one, when the text begins with it.
 */
export function takeTitle(
  drafts: readonly DraftBlock[],
  given: string | null,
): { title: string | null; drafts: readonly DraftBlock[] } {
  const tops = drafts.filter(({ kind, path, attrs }) => kind === 'heading' && path.length === 0 && attrs.level === 1);
  const [top] = tops;
  const isTitle = top !== undefined && tops.length === 1 && (given === null || plain(top.text) === plain(given));
  if (!isTitle) return { title: given, drafts };
  const title = given ?? plain(top.text);
  // A formula or a footnote in it would be lost with it.
  if (top.text.includes(ATOM) || title === '') return { title: title || null, drafts };
  return { title, drafts: drafts.filter((draft) => draft !== top) };
}

const plain = (text: string): string => text.replaceAll(ATOM, '').replace(/\s+/gu, ' ').trim();

/** Names that say nothing about what is in the file. */
const NAMELESS = /^(?:_?index|article|text|untitled)?$/i;

/** 「2023-06-29-视觉.md」 → 「视觉」: Jekyll's date and the ending are no part of a title. Null: it says nothing. */
export function titleOfFile(filename: string): string | null {
  const name = (filename.split(/[/\\]/).at(-1) ?? '').toWellFormed();
  const bare = name.replace(/\.(?:md|markdown|mdown|mkd|txt|text)$/i, '').replace(/^\d{4}-\d{1,2}-\d{1,2}-(?=.)/, '');
  return NAMELESS.test(bare.trim()) ? null : bare.trim();
}

const MAX_TITLE = 30;

/** The title of last resort: how the text begins. */
export function firstWords(drafts: readonly DraftBlock[]): string {
  const words = [...plain(drafts.find(({ text }) => plain(text) !== '')?.text ?? '')];
  return words.length > MAX_TITLE ? `${words.slice(0, MAX_TITLE).join('')}…` : words.join('') || '—';
}
