'use client';

import { PendingLine } from '@/components/margin/pending-line';
import type { Commands } from '@/components/margin/use-commands';
import { useOutbox, usePendingReplies } from '@/components/margin/use-outbox';
import { NoteText } from '@/components/notes/note-body';
import styles from './thread.module.css';

interface Props {
  note: { readonly id: string };
  /** Id of who writes. */
  viewer: string;
  commands: Commands;
}

/** What one has answered and is not there yet, after what is. */
export function PendingReplies({ note, viewer, commands }: Props) {
  const outbox = useOutbox(viewer);
  const waiting = usePendingReplies(outbox, note.id);
  if (!outbox || waiting.length === 0) return null;
  return (
    <ul className={styles.pending}>
      {waiting.map((entry) => (
        <li key={entry.id}>
          {entry.state !== 'conflict' && <NoteText body={entry.content.body} />}
          <PendingLine entry={entry} outbox={outbox} active onEdit={null} onMerge={null} onToast={commands.toast} />
        </li>
      ))}
    </ul>
  );
}
