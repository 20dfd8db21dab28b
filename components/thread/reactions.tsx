'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { REACTIONS, type Reaction } from '@/lib/domain/discussion/annotation';
import { withOwn, type ReactionCount } from '@/lib/domain/discussion/reactions';
import styles from './reactions.module.css';

type Give = (emoji: Reaction, own: boolean) => Promise<boolean>;

interface Props {
  counts: readonly ReactionCount[];
  /** Gives one's own, or takes it back. @returns whether that is so now. Null: one may only see them. */
  onReact: Give | null;
}

/** What was answered without a word. In words here: not every device can draw the little pictures. */
export function Reactions({ counts, onReact }: Props) {
  const t = useTranslations('margin.reactions');
  if (onReact) return <OwnReactions counts={counts} onReact={onReact} />;
  return counts.map(({ emoji, count }) => <span key={emoji}> · {t('count', { name: t(emoji), count })}</span>);
}

function OwnReactions({ counts, onReact }: { counts: Props['counts']; onReact: Give }) {
  const t = useTranslations('margin.reactions');
  const [shown, give] = useOwn(counts, onReact);
  const [offered, setOffered] = useState(false);
  const add = useRef<HTMLButtonElement>(null);
  const others = REACTIONS.filter((emoji) => !shown.some((one) => one.emoji === emoji));
  const press = (emoji: Reaction, own: boolean) => {
    setOffered(false);
    give(emoji, own);
    // What was pressed may be gone.
    if (offered || (!own && shown.find((one) => one.emoji === emoji)?.count === 1)) add.current?.focus();
  };
  return (
    <span
      className={styles.reactions}
      role="group"
      aria-label={t('label')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !offered) return;
        event.preventDefault();
        setOffered(false);
        add.current?.focus();
      }}
    >
      {shown.map(({ emoji, count, mine }) => (
        <button key={emoji} type="button" aria-pressed={mine} onClick={() => press(emoji, !mine)}>
          {t('count', { name: t(emoji), count })}
        </button>
      ))}
      <button
        ref={add}
        type="button"
        className={styles.add}
        aria-label={t('add')}
        title={t('add')}
        aria-expanded={offered}
        onClick={() => setOffered(!offered)}
      >
        <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" fill="none" stroke="currentColor">
          <path
            d="M13.4 6.6A6 6 0 1 1 9 2.3M5.4 9.3a3 3 0 0 0 5.2 0M6 6.3v.6M9.6 6.3v.6M13 1.6v4M11 3.6h4"
            strokeWidth="1.2"
            strokeLinecap="round"
          />
        </svg>
      </button>
      {offered && (
        <span className={styles.offer}>
          {others.map((emoji) => (
            <button key={emoji} type="button" aria-pressed={false} onClick={() => press(emoji, true)}>
              {t(emoji)}
            </button>
          ))}
        </span>
      )}
    </span>
  );
}

/** As one wants it at once; as it is again when that fails. Pressed twice in a hurry, the last press counts. */
function useOwn(counts: Props['counts'], send: Give): [ReactionCount[], (emoji: Reaction, own: boolean) => void] {
  const [wanted, setWanted] = useState<ReadonlyMap<Reaction, boolean>>(new Map());
  const last = useRef(new Map<Reaction, boolean>());
  const give = async (emoji: Reaction, own: boolean): Promise<void> => {
    const underWay = last.current.has(emoji);
    last.current.set(emoji, own);
    setWanted(new Map(last.current));
    if (underWay) return;
    for (let sent: boolean | undefined; sent !== last.current.get(emoji);) {
      sent = last.current.get(emoji) ?? own;
      if (!(await send(emoji, sent))) break;
    }
    last.current.delete(emoji);
    setWanted(new Map(last.current));
  };
  const shown = [...wanted].reduce((known, [emoji, own]) => withOwn(known, emoji, own), [...counts]);
  return [shown, (emoji, own) => void give(emoji, own)];
}
