'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState, type ReactNode } from 'react';
import { uuidv7 } from 'uuidv7';
import { NoteText } from '@/components/notes/note-body';
import type { Outbox } from '@/lib/client/outbox';
import type { Entry } from '@/lib/client/outbox-entry';
import { plainText } from '@/lib/richtext/body';
import { copyText } from './copy-text';
import { signInLink } from './links';
import type { Toast } from './margin-state';
import styles from './pending.module.css';

interface Props {
  entry: Entry;
  outbox: Outbox;
  /** Whether all that can be done is offered; otherwise only where something has to be. */
  active: boolean;
  /** Null: there is no editor here. */
  onEdit: (() => void) | null;
  /** Both texts into the editor. Null: there is none here. */
  onMerge: (() => void) | null;
  onToast: (toast: Omit<Toast, 'key'>) => void;
}

/** What becomes of something that is to be sent, in one quiet line; where somebody has to decide, what there is to do. */
export function PendingLine({ entry, outbox, active, ...on }: Props) {
  const trouble = entry.state !== 'waiting';
  return (
    <div className={styles.pending}>
      {trouble ? (
        <div className={styles.trouble} role="alert">
          <Trouble entry={entry} outbox={outbox} onMerge={on.onMerge} />
        </div>
      ) : (
        <Waiting entry={entry} outbox={outbox} />
      )}
      {(active || (trouble && entry.state !== 'signed-out')) && <Choices entry={entry} outbox={outbox} {...on} />}
    </div>
  );
}

/** Milliseconds: an answer that comes sooner is not announced before it is there. */
const SLOW = 800;

function Waiting({ entry, outbox }: Pick<Props, 'entry' | 'outbox'>) {
  const t = useTranslations('margin.pending');
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW);
    return () => clearTimeout(timer);
  }, []);
  if (entry.failures === 0) return slow && <p className={styles.line}>{t('sending')}</p>;
  return (
    <p className={styles.line} data-waiting="">
      {t(outbox.isVolatile() ? 'waitingHere' : 'waiting')}
    </p>
  );
}

function Trouble({ entry, outbox, onMerge }: Pick<Props, 'entry' | 'outbox' | 'onMerge'>): ReactNode {
  const t = useTranslations('margin.pending');
  switch (entry.state) {
    case 'signed-out':
      return (
        <>
          {t('signedOut')} <a href={signInLink({ slug: entry.article })}>{t('signIn')}</a>
        </>
      );
    case 'gone':
      return t(`gone.${entry.kind}`);
    case 'refused':
      return (
        <>
          <strong>{entry.problem?.title}</strong>{' '}
          {entry.problem?.errors?.map(({ message }) => message).join(' ') || entry.problem?.detail}
        </>
      );
    case 'conflict':
      return <Conflict entry={entry} outbox={outbox} onMerge={onMerge} />;
    case 'waiting':
    case 'saved':
    case 'discarded':
      return null;
  }
}

/** The two texts side by side, and which of them it shall be. */
function Conflict({ entry, outbox, onMerge }: Pick<Props, 'entry' | 'outbox' | 'onMerge'>) {
  const t = useTranslations('margin.pending');
  const { theirs } = entry;
  if (!theirs) return null;
  return (
    <>
      {t('conflict')}
      <div className={styles.both}>
        <Text label={t('mine')} body={entry.content.body} />
        <Text label={t(theirs.here ? 'otherTab' : 'theirs')} body={theirs.content.body} />
      </div>
      <div className={styles.choices}>
        {onMerge && (
          <button type="button" onClick={onMerge}>
            {t('merge')}
          </button>
        )}
        <button type="button" onClick={() => void outbox.keepMine(entry.id)}>
          {t('keepMine')}
        </button>
        <button type="button" onClick={() => void outbox.keepTheirs(entry.id)}>
          {t('keepTheirs')}
        </button>
      </div>
    </>
  );
}

function Text({ label, body }: { label: string; body: unknown }) {
  return (
    <figure>
      <figcaption>{label}</figcaption>
      {body !== null && <NoteText body={body} />}
    </figure>
  );
}

function Choices({ entry, outbox, onEdit, onToast }: Omit<Props, 'active' | 'onMerge'>) {
  const t = useTranslations('margin.pending');
  const { id, state, failures } = entry;
  const words = plainText(entry.content.body ?? { type: 'doc' });
  const copy = async () => {
    const copied = await copyText(words);
    onToast(copied ? { text: t('copied') } : { text: t('notCopied'), stays: true });
  };
  const discard = async () => {
    await outbox.discard(id);
    onToast({
      text: t('discarded'),
      action: { label: t('undo'), run: () => void outbox.bringBack(entry) },
      focus: true,
    });
  };
  return (
    <div className={styles.choices} role="group" aria-label={t('choices')}>
      {onEdit && state !== 'gone' && state !== 'conflict' && (
        <button type="button" onClick={onEdit}>
          {t('edit')}
        </button>
      )}
      {(state === 'refused' || (state === 'waiting' && failures > 0)) && (
        <button type="button" onClick={() => void outbox.again(id)}>
          {t('again')}
        </button>
      )}
      {state === 'gone' && entry.kind === 'note' && (
        <button type="button" onClick={() => void outbox.sendAsNew(id, uuidv7())}>
          {t('asNew')}
        </button>
      )}
      {state !== 'waiting' && words && (
        <button type="button" onClick={() => void copy()}>
          {t('copy')}
        </button>
      )}
      {state !== 'conflict' && (
        <button type="button" className={styles.discard} onClick={() => void discard()}>
          {t(entry.base === null ? 'discard' : 'discardChange')}
        </button>
      )}
    </div>
  );
}
