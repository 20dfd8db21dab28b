/** 引用: words, where they are from, and a link; in the reader's spelling or in the author's. */
import { shownScript } from '@/components/reader/shown-script';
import { keepSettings } from '@/lib/client/settings';
import { readPath, readQuery } from '@/lib/domain/reading/read-path';
import type { Spelling } from '@/lib/domain/reading/reading-settings';
import type { ShownScript } from '@/lib/domain/script/script';
import { wordsBothWays } from '@/lib/client/words';
import { copyText } from './copy-text';
import type { NewTarget } from './note';
import type { Acting } from './note-actions';
import { articleElement, blockNumber } from './page-text';

/** Puts text on the clipboard, and says so, or shows it to be copied by hand. */
export async function copyAndSay(
  { t, toast }: Acting,
  text: string,
  said: 'linkCopied' | 'wordsCopied',
): Promise<void> {
  toast((await copyText(text)) ? { text: t(said) } : { text: t('notCopied', { text }), stays: true });
}

/** Copies the citation in the spelling that the reader has chosen; where the two differ, offers the other. */
export async function cite(acting: Acting, target: NewTarget, spelling = chosenSpelling()): Promise<void> {
  const { t, toast } = acting;
  // As the words were when they were chosen: the toast's other spelling may be asked for after a switch.
  const script = target && 'words' in target ? (target.script ?? 'source') : shownScript();
  const text =
    script === 'source' || spelling === 'shown' ? asShown(acting, target, script) : asWritten(acting, target, script);
  const copied = await copyText(text).catch(() => null);
  if (copied === null) return toast({ text: t('offline'), stays: true });
  if (!copied) return toast({ text: t('notCopied', { text: await text }), stays: true });
  if (script === 'source') return toast({ text: t('cited') });
  const other = spelling === 'shown' ? 'source' : 'shown';
  toast({
    text: t(`citedAs.${spelling}`),
    action: {
      label: t(`citeAs.${other}`),
      run: () => {
        choose(other);
        void cite(acting, target, other);
      },
    },
  });
}

const chosenSpelling = (): Spelling => (document.documentElement.dataset.cite === 'source' ? 'source' : 'shown');

/** For this page, the settings' panel included, and for the next ones. */
function choose(spelling: Spelling): void {
  document.documentElement.dataset.cite = spelling;
  const choice = document.querySelector<HTMLInputElement>(`input[name="cite"][value="${spelling}"]`);
  if (choice) choice.checked = true;
  void keepSettings({ cite: spelling });
}

function asShown(acting: Acting, target: NewTarget, script: ShownScript): string {
  const still = script === shownScript();
  const title = (still && articleElement()?.getAttribute('aria-label')) || acting.article.title;
  const author = (still && document.querySelector('[data-words="author"]')?.textContent) || acting.article.author;
  const words = target && 'words' in target ? target.exact : null;
  return citation(acting, target, { title, author, words, script });
}

/** The page does not hold what the author wrote: the server says it. */
async function asWritten(acting: Acting, target: NewTarget, script: ShownScript): Promise<string> {
  const { title, author } = acting.article;
  const answer = target && 'words' in target ? await wordsBothWays(acting.article, target.words, script) : null;
  if (answer?.ok === false) throw new Error('The words did not come.');
  return citation(acting, target, { title, author, words: answer?.data.source ?? null, script: 'source' });
}

interface Cited {
  readonly title: string;
  readonly author: string | null;
  /** Null: a whole block or article. */
  readonly words: string | null;
  readonly script: ShownScript;
}

/** 「words」——author《title》¶12, and where to find it. */
function citation({ article, t }: Acting, target: NewTarget, { title, author, words, script }: Cited): string {
  const block = target === null ? null : 'words' in target ? target.words.start.block : target.block;
  const number = blockNumber(block);
  const place = readQuery({ rev: article.old ? article.revision : undefined, block: block ?? undefined });
  const link = `${location.origin}${readPath(article.slug, script)}${place}`;
  const source = t('citation.source', { author: author ?? '', title, place: number ? `¶${number}` : '' });
  return `${words === null ? '' : t('citation.quote', { words: words.replaceAll('\uFFFC', '') })}${source}\n${link}`;
}
