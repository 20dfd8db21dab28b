'use client';

import { useState } from 'react';
import type { MarginArticle } from '@/components/margin/margin-root';
import type { Note } from '@/components/margin/note';
import { PendingLine } from '@/components/margin/pending-line';
import type { Commands } from '@/components/margin/use-commands';
import { useOutbox, usePendingReplies } from '@/components/margin/use-outbox';
import { NoteText } from '@/components/notes/note-body';
import type { ReplyEntry } from '@/lib/client/outbox-entry';
import { UNSENT } from '@/lib/client/outbox-version';
import { ReplyWriter, useWritingTold } from './reply-field';
import styles from './thread.module.css';

interface Props {
  note: Note;
  article: MarginArticle;
  /** Id of who writes. */
  viewer: string;
  commands: Commands;
  onWriting: (writing: boolean) => void;
}

/** What one has answered and is not there yet, after what is. */
export function PendingReplies({ note, article, viewer, commands, onWriting }: Props) {
  const outbox = useOutbox(viewer);
  const waiting = usePendingReplies(outbox, note.id);
  // It stays open when what it changes has arrived meanwhile.
  const [edited, setEdited] = useState<ReplyEntry | null>(null);
  useWritingTold(edited !== null, onWriting);
  const shown = edited && !waiting.some(({ id }) => id === edited.id) ? [...waiting, edited] : waiting;
  if (!outbox || shown.length === 0) return null;
  return (
    <ul className={styles.pending}>
      {shown.map((entry) =>
        entry.id === edited?.id ? (
          <li key={entry.id}>
            <ReplyWriter
              note={note}
              reply={{ id: entry.id, body: entry.content.body, version: UNSENT }}
              article={article}
              viewer={viewer}
              commands={commands}
              onDone={() => setEdited(null)}
            />
          </li>
        ) : (
          <li key={entry.id}>
            {entry.state !== 'conflict' && <NoteText body={entry.content.body} />}
            <PendingLine
              entry={entry}
              outbox={outbox}
              active
              onEdit={article.old ? null : () => setEdited(entry)}
              onMerge={article.old ? null : () => setEdited(entry)}
              onToast={commands.toast}
            />
          </li>
        ),
      )}
    </ul>
  );
}
