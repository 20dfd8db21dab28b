'use client';

import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Ago, Byline, useAgo } from '@/components/thread/byline';
import { Reactions } from '@/components/thread/reactions';
import { react } from '@/components/thread/thread-actions';
import { layerName } from './layer-name';
import type { MarginArticle } from './margin-root';
import { isChanged, type Note } from './note';
import { persistently } from './persistently';
import { UnreadMark } from './unread-mark';
import type { Commands } from './use-commands';
import styles from './note-facts.module.css';

const Wordings = dynamic(
  () => persistently(() => import('@/components/thread/wordings').then((module) => module.Wordings)),
  { ssr: false },
);

interface Props {
  note: Note;
  article: MarginArticle;
  /** Id of who reads; null: nobody who has signed in. */
  viewer: string | null;
  active: boolean;
  mayRepair: boolean;
  now: number;
  id: string;
  commands: Commands;
}

/** By whom, of what kind, for whom, when; what others think of it. Pressed where there is more to know, if it is in hand. */
export function NoteFacts({ note, article, viewer, active, mayRepair, now, id, commands }: Props) {
  const t = useTranslations('margin');
  const [told, setTold] = useState(false);
  const edited = !note.deleted && note.updatedAt !== note.createdAt;
  const mark = active ? null : markOf(note, mayRepair);
  const mayReact = active && !article.old && !note.deleted && note.may.includes('answer');
  return (
    <footer className={styles.facts}>
      <span id={id}>
        {note.unread && <UnreadMark />}
        <Plain note={note} now={now} />
        {edited && !active && ` · ${t('wordings.open')}`}
        {note.resolved && !active && ` · ${t('resolution.mark')}`}
        {mark && (
          <>
            {' · '}
            <span className={styles.standing} data-state={note.state}>
              {t(`standing.${mark}`)}
            </span>
          </>
        )}
        {!active && note.replies.length > 0 && ` · ${t('replies.count', { count: note.replies.length })}`}
        {!mayReact && <Reactions counts={note.reactions} onReact={null} />}
      </span>
      {edited && active && (
        <>
          {' · '}
          <button
            type="button"
            className={styles.edited}
            aria-expanded={told}
            aria-controls={`${id}-wordings`}
            onClick={() => setTold(!told)}
          >
            {t('wordings.open')}
          </button>
        </>
      )}
      {mayReact && (
        <Reactions
          counts={note.reactions}
          onReact={(emoji, own) => commands.acting((acting) => react(acting, { note, reply: null }, emoji, own))}
        />
      )}
      {active && note.resolved && <ResolvedBy resolved={note.resolved} viewer={viewer} now={now} />}
      {active && told && <Wordings id={`${id}-wordings`} note={note.id} reply={null} version={note.version} />}
    </footer>
  );
}

/** A tombstone has no author, and no kind. */
function Plain({ note, now }: { note: Note; now: number }) {
  const t = useTranslations('margin');
  const kind = note.motivation === 'commenting' ? null : t(`motivation.${note.motivation}`);
  const facts = [kind, note.mine || note.layer !== 'public' ? layerName(note, t) : null].filter(Boolean);
  if (note.deleted) return facts.join(' · ') || <Ago at={note.createdAt} now={now} />;
  return (
    <>
      <Byline written={note} />
      {facts.map((fact) => ` · ${fact}`)} · <Ago at={note.createdAt} now={now} />
    </>
  );
}

function ResolvedBy({
  resolved,
  viewer,
  now,
}: { resolved: NonNullable<Note['resolved']> } & Pick<Props, 'viewer' | 'now'>) {
  const t = useTranslations('margin.resolution');
  const when = useAgo()(resolved.at, now);
  const { by } = resolved;
  return (
    <span className={styles.resolved}>
      {by === null ? t('at', { when }) : by.id === viewer ? t('byMe', { when }) : t('by', { name: by.name, when })}
    </span>
  );
}

/** What says in few words what became of its own; who may say where it stands is asked. */
const markOf = (note: Note, mayRepair: boolean): string | null =>
  isChanged(note) ? (note.state === 'uncertain' && mayRepair ? 'ask' : note.state) : null;
