import { useTranslations } from 'next-intl';
import { currentBlock } from '@/components/reader/reading-line';
import { shownScript } from '@/components/reader/shown-script';
import { api } from '@/lib/client/api';
import { quotesFollow } from '@/lib/client/settings';
import type { MarginState } from './margin-state';
import { blockOf, type Note } from './note';
import { blockNumber } from './page-text';
import type { Commands } from './use-commands';
import type { GoToNote } from './use-go-to-note';

interface Deps {
  slug: string;
  revision: number;
  state: MarginState;
  commands: Commands;
  goToNote: GoToNote;
  /** The server is to know of everything that was read. */
  flush: () => Promise<void>;
}

/** Goes to the next unread note after the one in hand, or from where one reads: to the end of the text, and round again. */
export function useNextUnread({ slug, revision, state, commands, goToNote, flush }: Deps): () => Promise<void> {
  const t = useTranslations('margin');
  return async () => {
    const active = state.notes.findIndex(({ id }) => id === state.active);
    const from = active === -1 ? numberAtLine() : numberOf(state.notes[active] as Note);
    const isAhead = (note: Note, index: number) => (active === -1 ? numberOf(note) >= from : index > active);
    const ahead = state.notes.find((note, index) => note.unread && isAhead(note, index));
    if (ahead) return void (await goToNote(ahead, { focus: true }));
    await flush();
    const found = await findUnread({ slug, revision, from, not: state.active });
    if (found === 'unreachable') commands.toast({ text: t('unread.unreachable') });
    else if (found === null) commands.toast({ text: t('unread.none') });
    else if (!(await goToNote(found, { focus: true }))) commands.toast({ text: t('unread.unreachable') });
  };
}

const numberOf = (note: Note): number => blockNumber(blockOf(note)) ?? 0;
const numberAtLine = (): number => Number(currentBlock()?.dataset.number ?? 1);

/** In parts of a long text that are not in the page, in other layers, and before where one is. */
async function findUnread({
  slug,
  revision,
  from,
  not,
}: {
  slug: string;
  revision: number;
  from: number;
  not: string | null;
}): Promise<Note | null | 'unreachable'> {
  const params = { slug };
  const density = await api('GET /api/articles/:slug/annotations/density', { params, query: { revision } });
  if (!density.ok) return 'unreachable';
  const { blocks, whole } = density.data;
  const unread = blocks.filter((block) => block.unread > 0).map(({ number }) => number);
  // 1: with the first block come those on the whole article.
  const numbers = [...new Set([...(whole.unread > 0 ? [1] : []), ...unread])];
  for (const number of [...numbers.filter((one) => one > from), ...numbers.filter((one) => one <= from)]) {
    const answer = await api('GET /api/articles/:slug/annotations', {
      params,
      query: {
        ...{ revision, script: shownScript(), quotes: String(quotesFollow()) },
        ...{ from: number, to: number, unread: 'true', limit: 2 },
      },
    });
    if (!answer.ok) return 'unreachable';
    const note = answer.data.annotations.find(({ id }) => id !== not);
    if (note) return note;
  }
  return null;
}
