'use client';

import type { Outbox } from '@/lib/client/outbox';
import type { NoteEntry } from '@/lib/client/outbox-entry';
import { UNSENT } from '@/lib/client/outbox-version';
import type { MarginArticle } from './margin-root';
import type { Note } from './note';
import { PendingLine } from './pending-line';
import { persistently } from './persistently';
import type { Commands } from './use-commands';

interface Props {
  entry: NoteEntry;
  outbox: Outbox;
  note: Note;
  article: MarginArticle;
  active: boolean;
  commands: Commands;
}

const loadMerging = () =>
  persistently(() => Promise.all([import('@/lib/client/drafts'), import('@/lib/client/merge-content')]));

/** In a note's card: what waits of it. */
export function PendingNote({ entry, outbox, note, article, active, commands }: Props) {
  const merge = async () => {
    if (!entry.theirs) return;
    const { id, revision, target, user } = entry;
    const [{ draftAt, keepDraft }, { mergeContent }] = await loadMerging();
    await keepDraft(
      { user, article: article.slug, at: draftAt(target, revision, id) },
      {
        id,
        article: article.slug,
        revision,
        target,
        content: mergeContent(entry.was ?? null, entry.content, entry.theirs.content),
        changes: UNSENT,
        was: entry.was ?? null,
        decided: true,
        touched: Date.now(),
      },
    );
    commands.edit(note);
  };
  return (
    <PendingLine
      entry={entry}
      outbox={outbox}
      active={active}
      onEdit={article.old ? null : () => commands.edit(note)}
      onMerge={article.old ? null : () => void merge()}
      onToast={commands.toast}
    />
  );
}
