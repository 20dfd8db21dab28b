'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useId, useState } from 'react';
import { Icon } from '@/components/ui/icon';
import { longText } from '@/components/reader/long-text';
import type { Outbox } from '@/lib/client/outbox';
import { isOpen, type Entry } from '@/lib/client/outbox-entry';
import type { Arrived } from '@/lib/client/outbox-request';
import { readPath, readQuery } from '@/lib/domain/reading/read-path';
import { plainText } from '@/lib/richtext/body';
import type { MarginArticle } from './margin-root';
import { blockOf, inLine, type Note } from './note';
import { PendingLine } from './pending-line';
import { bringIntoView, isNarrow, placeOf } from './page-text';
import { useEntries } from './use-outbox';
import type { Commands } from './use-commands';
import styles from './pending.module.css';

interface Props {
  outbox: Outbox;
  article: MarginArticle;
  /** As the server has them. */
  notes: readonly Note[];
  commands: Commands;
}

/** All that waits to be sent, from whichever article, in one line; on demand with its words. */
export function PendingSummary({ outbox, article, notes, commands }: Props) {
  const t = useTranslations('margin.pending');
  const entries = useEntries(outbox).filter(isOpen);
  const [open, setOpen] = useState(false);
  const list = useId();
  useArrivals(outbox, article, notes, commands);
  const shown = useUnhurried(entries);
  const saved = useJustSaved(shown.length);
  const stuck = shown.filter(({ state }) => state !== 'waiting').length;
  return (
    <div className={styles.summary}>
      <div role="status">
        {shown.length > 0 && (
          <button
            type="button"
            className={styles.count}
            data-stuck={stuck > 0 || undefined}
            aria-expanded={open}
            aria-controls={list}
            onClick={() => setOpen(!open)}
          >
            {t(stuck === 0 ? 'count' : stuck === shown.length ? 'stuck' : 'countStuck', { count: shown.length, stuck })}
            <Icon name={open ? 'up' : 'down'} />
          </button>
        )}
        {saved && <p className={styles.saved}>{t('allSaved')}</p>}
      </div>
      {open && shown.length > 0 && (
        <ol id={list} className={styles.list} aria-label={t('list')}>
          {shown.map((entry) => (
            <li key={entry.id}>
              <Words entry={entry} article={article} onOpen={() => void openHere(entry, article, commands)} />
              <PendingLine entry={entry} outbox={outbox} active onEdit={null} onMerge={null} onToast={commands.toast} />
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

function Words({ entry, article, onOpen }: { entry: Entry; article: MarginArticle; onOpen: () => void }) {
  const t = useTranslations('margin');
  const { content } = entry;
  const words = inLine(plainText(content.body ?? { type: 'doc' })).trim();
  const mark = 'motivation' in content && content.motivation !== 'commenting' && t(`motivation.${content.motivation}`);
  const shown = words || mark || t('pending.noWords');
  return (
    <>
      {entry.article === article.slug ? (
        <button type="button" className={styles.words} onClick={onOpen}>
          {shown}
        </button>
      ) : (
        <a className={styles.words} href={placeOfEntry(entry)}>
          {shown}
        </a>
      )}
      <p className={styles.where}>
        {entry.kind === 'reply'
          ? t('pending.replyIn', { title: entry.title })
          : t('pending.in', { title: entry.title })}
        {entry.kind === 'note' && entry.target && 'exact' in entry.target && <q>{inLine(entry.target.exact)}</q>}
      </p>
    </>
  );
}

const blockOfEntry = (entry: Entry): string | null => (entry.kind === 'note' ? blockOf(entry as never) : null);

const placeOfEntry = (entry: Entry): string =>
  `${readPath(entry.article)}${
    entry.kind === 'reply' ? `?note=${entry.note}` : readQuery({ block: blockOfEntry(entry) ?? undefined })
  }`;

/** Its card, where it has one; its paragraph may be far away in a long text. */
async function openHere(entry: Entry, article: MarginArticle, commands: Commands): Promise<void> {
  const block = blockOfEntry(entry);
  if (block !== null) await longText()?.bring(block);
  commands.kept(entry.kind === 'note' ? entry.id : entry.note);
  if (entry.kind === 'note' && entry.revision === article.revision) bringIntoView(placeOf(entry as never));
  if (isNarrow()) commands.openSheet(block ?? '');
}

/** What arrives is put where it belongs, whichever tab or visit it was written in. */
function useArrivals(outbox: Outbox, { slug }: MarginArticle, notes: readonly Note[], commands: Commands): void {
  const arrive = useEffectEvent((arrived: Arrived) => {
    if (arrived.article !== slug) return;
    if (arrived.kind === 'note') return commands.arrived(arrived.note);
    const note = notes.find(({ id }) => id === arrived.note);
    if (note) commands.arrived({ ...note, replies: withReply(note.replies, arrived.reply) });
  });
  useEffect(() => outbox.onArrived((arrived) => arrive(arrived)), [outbox]);
}

const withReply = (replies: Note['replies'], reply: Note['replies'][number]): Note['replies'] =>
  [...replies.filter(({ id }) => id !== reply.id), reply].sort(
    (a, b) => a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id),
  );

/** Milliseconds: what is sent sooner is not spoken of. */
const SLOW = 800;
/** Milliseconds for which it is said that all has arrived. */
const SAID = 4_000;

/** Without those that have only just been written and are under way. */
function useUnhurried(entries: readonly Entry[]): readonly Entry[] {
  const [now, setNow] = useState(() => Date.now());
  const isSpokenOf = ({ state, failures, since }: Entry): boolean =>
    state !== 'waiting' || failures > 0 || now - since >= SLOW;
  const hurried = entries.some((entry) => !isSpokenOf(entry));
  useEffect(() => {
    if (!hurried) return;
    const timer = setTimeout(() => setNow(Date.now()), SLOW);
    return () => clearTimeout(timer);
  }, [hurried, entries.length]);
  return entries.filter(isSpokenOf);
}

/** For a while after the last of what was spoken of has gone. */
function useJustSaved(count: number): boolean {
  const [was, setWas] = useState(0);
  const [saved, setSaved] = useState(false);
  if (was !== count) {
    setWas(count);
    setSaved(count === 0);
  }
  useEffect(() => {
    if (!saved) return;
    const timer = setTimeout(() => setSaved(false), SAID);
    return () => clearTimeout(timer);
  }, [saved]);
  return saved;
}
