import { copyText } from './copy-text';
import { readPath } from './links';
import type { NewTarget } from './note';
import type { Acting } from './note-actions';
import { blockNumber } from './page-text';
import type { Deps } from './use-commands';

/** Puts text on the clipboard, and says so, or shows it to be copied by hand. */
export async function copyAndSay({ t, toast }: Acting, text: string, said: 'linkCopied' | 'cited'): Promise<void> {
  const copied = await copyText(text);
  toast(copied ? { text: t(said) } : { text: t('notCopied', { text }), stays: true });
}

/** 「words」——author《title》¶12, and where to find it. */
export function citation({ article, t }: Deps, target: NewTarget): string {
  const block = target === null ? null : 'words' in target ? target.words.start.block : target.block;
  const number = blockNumber(block);
  const link = `${location.origin}${readPath(article)}${block === null ? '' : `?b=${block}#b-${block}`}`;
  const exact = target && 'words' in target ? target.exact : null;
  const source = t('citation.source', {
    author: article.author ?? '',
    title: article.title,
    place: number ? `¶${number}` : '',
  });
  return `${exact === null ? '' : t('citation.quote', { words: exact.replaceAll('\uFFFC', '') })}${source}\n${link}`;
}
