'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { sendFlag, sendHiding, settle, type Said } from '@/components/moderation/moderate';
import { ReasonDialog } from '@/components/moderation/reason-dialog';
import { refresh } from '@/components/thread/thread-actions';
import type { Result } from '@/lib/client/api';
import type { ReplyView } from '@/lib/contract/annotations';
import type { Note } from './note';
import { trouble } from './note-actions';
import type { Commands } from './use-commands';
import styles from './note-moderation.module.css';

interface Props {
  note: Note;
  /** The reply in question; null: the note itself. */
  reply: ReplyView | null;
  commands: Commands;
}

/** That it was hidden, by whom and why; that it was flagged. Nothing for those whom neither concerns. */
export function ModerationNotice({ note, reply }: Omit<Props, 'commands'>) {
  const t = useTranslations('moderation');
  const { hidden, flagged, may, mine } = reply ?? note;
  const moderates = may.some((right) => right === 'hide');
  return (
    <>
      {hidden && (
        <p className={styles.hidden}>
          {hidden.by ? t('notice.hiddenBy', { name: hidden.by.name }) : t('notice.hidden')}
          {mine && ` · ${t('notice.onlyYou')}`}
          {hidden.reason && <span>{t('notice.why', { reason: hidden.reason })}</span>}
        </p>
      )}
      {flagged && (
        <p className={styles.flagged}>
          {moderates ? (
            <>
              {t('notice.waiting')} · <a href="/moderation">{t('notice.waitingLink')}</a>
            </>
          ) : (
            t('notice.mineFlagged')
          )}
        </p>
      )}
    </>
  );
}

/** Buttons, to stand among others: to flag it, or, for who moderates it, to hide it. */
export function ModerationActions({ note, reply, commands }: Props) {
  const t = useTranslations('moderation');
  const [asked, setAsked] = useState<'flag' | 'hide' | null>(null);
  const { hidden, flagged, may, mine } = reply ?? note;
  const has = (wanted: 'flag' | 'hide') => may.some((right) => right === wanted);
  const said: Said = { note: note.id, reply: reply?.id ?? null };
  const [flags, hides] = [!has('hide') && has('flag'), has('hide') && (!mine || hidden !== null)];

  /** What came of it, and a line that says so. */
  const done = async (sent: Promise<Result<unknown>>, words: string): Promise<Result<unknown>> => {
    const result = await sent;
    if (result.ok) await commands.acting((acting) => refresh(acting, note.id));
    if (result.ok) commands.toast({ text: t(words) });
    return result;
  };
  const press = async (sent: Promise<Result<unknown>>, words: string) => {
    const result = await done(sent, words);
    if (!result.ok) commands.acting((acting) => commands.toast(trouble(acting, result)));
  };
  return (
    <>
      {flags && (
        <button
          type="button"
          className={styles.quiet}
          onClick={() => (flagged ? void press(sendFlag(said, null), 'unflagged') : setAsked('flag'))}
        >
          {t(flagged ? 'unflag' : 'flag')}
        </button>
      )}
      {hides && (
        <button
          type="button"
          className={styles.quiet}
          onClick={() => (hidden ? void press(sendHiding(said, null), 'shown') : setAsked('hide'))}
        >
          {t(hidden ? 'show' : 'hide')}
        </button>
      )}
      {has('hide') && flagged && (
        <button type="button" className={styles.quiet} onClick={() => void press(settle(said), 'settled')}>
          {t('settle')}
        </button>
      )}
      {asked && (
        <ReasonDialog
          act={asked}
          what={reply ? 'reply' : 'note'}
          onSend={(reason) =>
            asked === 'flag' ? done(sendFlag(said, reason), 'flagged') : done(sendHiding(said, reason), 'hidden')
          }
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
