'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { layerName } from '@/components/margin/layer-name';
import { exactOf, inLine } from '@/components/margin/note';
import { NoteText } from '@/components/notes/note-body';
import { Button } from '@/components/ui/button';
import { LocalTime } from '@/components/ui/local-time';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { troubleOf, type Trouble } from '@/components/ui/use-submit';
import type { AnnotationView, ReplyView } from '@/lib/contract/annotations';
import type { WaitingView } from '@/lib/contract/moderation';
import { idOf, type Decision } from './decided-here';
import { sendHiding, settle, type Said } from './moderate';
import { ReasonDialog } from './reason-dialog';
import styles from './waiting.module.css';

interface Props {
  waiting: WaitingView;
  onDecided: (decision: Decision) => void;
}

/** A note or a reply, why it was flagged, and what can be decided. */
export function WaitingRow({ waiting, onDecided }: Props) {
  const t = useTranslations('moderation');
  const { note, articleTitle, flags } = waiting;
  const reply = note.replies.find(({ id }) => id === waiting.reply) ?? null;
  const said: Said = { note: note.id, reply: waiting.reply };
  const [hiding, setHiding] = useState(false);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  const hide = async (reason: string) => {
    const result = await sendHiding(said, reason);
    if (result.ok) onDecided('hidden');
    return result;
  };
  const pass = async () => {
    setBusy(true);
    setTrouble(null);
    const result = await settle(said);
    setBusy(false);
    if (result.ok) onDecided('settled');
    else setTrouble(troubleOf(result));
  };
  return (
    <article className={styles.row} aria-labelledby={`${idOf(waiting)}-title`}>
      <h2 id={`${idOf(waiting)}-title`}>{articleTitle}</h2>
      <p className={styles.quote}>{wordsOf(note) ?? t(note.target === null ? 'wholeArticle' : 'wholeBlock')}</p>
      {reply && <Before note={note} />}
      <Words said={reply ?? note} note={note} />
      <ul className={styles.flags} aria-label={t('flags')}>
        {flags.map(({ by, reason, at }) => (
          <li key={by.id}>
            <strong>{t('flaggedBy', { name: by.name })}</strong>
            {reason}
            <LocalTime time={at} />
          </li>
        ))}
      </ul>
      <ProblemNotice trouble={trouble} />
      <div className={styles.actions}>
        <Link href={`/read/${encodeURIComponent(note.article)}?note=${note.id}`} prefetch={false}>
          {t('open')}
        </Link>
        <Button size="small" busy={busy} onClick={() => setHiding(true)}>
          {t('hide')}
        </Button>
        <Button size="small" busy={busy} onClick={() => void pass()}>
          {t('settle')}
        </Button>
      </div>
      {hiding && (
        <ReasonDialog act="hide" what={reply ? 'reply' : 'note'} onSend={hide} onClose={() => setHiding(false)} />
      )}
    </article>
  );
}

/** The words it is on, of one whose words are gone the last. */
const wordsOf = (note: AnnotationView): string | null => {
  const words = note.state === 'removed' ? note.words : exactOf(note);
  return words === null ? null : inLine(words);
};

/** What is replied to, in grey. */
function Before({ note }: { note: AnnotationView }) {
  const t = useTranslations('moderation');
  return (
    <div className={styles.before} role="group" aria-label={t('replyTo')}>
      {note.deleted ? <p>{t('noteGone')}</p> : note.body && <NoteText body={note.body} />}
    </div>
  );
}

function Words({ said, note }: { said: AnnotationView | ReplyView; note: AnnotationView }) {
  const t = useTranslations('moderation');
  const author =
    said.originAuthor === null
      ? (said.author?.name ?? t('gone'))
      : said.originAuthor === ''
        ? t('unnamed')
        : t('elsewhere', { author: said.originAuthor });
  const facts = [author, said === note ? null : t('reply'), layerName(note, t)].filter(Boolean);
  return (
    <div className={styles.words}>
      {said.body && <NoteText body={said.body} />}
      {'tags' in said && said.tags.length > 0 && <p>{said.tags.map((tag) => `#${tag}`).join(' ')}</p>}
      <p className={styles.facts}>
        {facts.join(' · ')} · <LocalTime time={said.createdAt} />
      </p>
    </div>
  );
}
