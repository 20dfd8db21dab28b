'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useId, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { Button } from '@/components/ui/button';
import type { WordsBothWays } from '@/lib/contract/scripts';
import { wordsBothWays } from '@/lib/client/words';
import type { WordsTarget } from '@/lib/domain/anchoring/anchor';
import type { Script } from '@/lib/domain/script/script';
import { sourceOffset } from '@/lib/domain/text/offset';
import { rangeOfWords, useBeside, useOpened } from '@/components/reader/beside';
import { wholeWords } from '@/components/margin/converted-words';
import { ProtectForm, type Protection } from './protect-form';
import { protectedWordsPath } from './paths';
import styles from './word-card.module.css';

interface Props {
  article: { slug: string; revision: number; canEdit: boolean };
  words: WordsTarget;
  script: Script;
  onCopy: (words: string) => void;
  onProtected: (protection: Protection) => void;
  /** One of several words is looked up by itself. */
  onLookUp: (words: WordsTarget) => void;
  onClose: () => void;
}

type Found = { status: 'looking' | 'failed' } | { status: 'found'; words: WordsBothWays };

/** Why these words stand here: as their author wrote them, and by which rule they are shown otherwise. */
export function WordCard({ article, words, script, onCopy, onProtected, onLookUp, onClose }: Props) {
  const t = useTranslations('words.card');
  const box = useRef<HTMLDivElement>(null);
  const [found, setFound] = useState<Found>({ status: 'looking' });
  const [attempt, setAttempt] = useState(0);
  const { slug, revision, canEdit } = article;
  useEffect(() => {
    const control = new AbortController();
    void wordsBothWays({ slug, revision }, words, script, control.signal).then((answer) => {
      if (!control.signal.aborted) setFound(answer.ok ? { status: 'found', words: answer.data } : { status: 'failed' });
    });
    return () => control.abort();
  }, [slug, revision, words, script, attempt]);
  useOpened(box);
  useBeside(box, () => rangeOfWords(words), found);
  const id = useId();
  return createPortal(
    <div
      ref={box}
      popover="auto"
      role="dialog"
      aria-labelledby={id}
      tabIndex={-1}
      className={styles.card}
      data-chrome=""
      onToggle={({ newState }) => newState === 'closed' && onClose()}
    >
      <h2 id={id} className="visually-hidden">
        {t('label')}
      </h2>
      <div role="status">
        {found.status === 'looking' && <p className={styles.soft}>{t('looking')}</p>}
        {found.status === 'failed' && <p className={styles.soft}>{t('failed')}</p>}
        {found.status === 'found' && <Comparison words={found.words} script={script} onLookUp={onLookUp} />}
      </div>
      {found.status === 'failed' && (
        <div className={styles.actions}>
          <Button
            size="small"
            onClick={() => {
              box.current?.focus();
              setFound({ status: 'looking' });
              setAttempt(attempt + 1);
            }}
          >
            {t('retry')}
          </Button>
        </div>
      )}
      {found.status === 'found' && (
        <>
          <div className={styles.actions}>
            <Button size="small" onClick={() => onCopy(found.words.source)}>
              {t('copySource')}
            </Button>
            {found.words.source !== found.words.shown && (
              <Button size="small" onClick={() => onCopy(found.words.shown)}>
                {t('copyShown')}
              </Button>
            )}
          </div>
          {canEdit && <Protecting slug={slug} words={found.words} script={script} onProtected={onProtected} />}
        </>
      )}
    </div>,
    document.body,
  );
}

interface ComparisonProps {
  words: WordsBothWays;
  script: Script;
  onLookUp: (words: WordsTarget) => void;
}

function Comparison({ words: { source, shown, pieces }, script, onLookUp }: ComparisonProps) {
  const t = useTranslations('words.card');
  return (
    <>
      <dl className={styles.words} data-long={pieces.length > 1 || undefined}>
        <dt>{t('shown')}</dt>
        <dd lang={script} className={styles.shown}>
          {plain(shown)}
        </dd>
        <dt>{t('source')}</dt>
        <dd lang="zh" className={styles.source}>
          {plain(source)}
        </dd>
      </dl>
      {pieces.length === 0 && <p className={styles.soft}>{t(source === shown ? 'same' : 'oneToOne')}</p>}
      {pieces.length === 1 && pieces[0] && <Rule piece={pieces[0]} script={script} />}
      {pieces.length > 1 && (
        <ul className={styles.pieces}>
          {pieces.map((piece) => (
            <li key={`${piece.block} ${piece.start}`}>
              <button type="button" className={styles.change} onClick={() => onLookUp(wholeWords(targetOf(piece)))}>
                {plain(piece.source)} → <span lang={script}>{plain(piece.shown)}</span>
              </button>
              <Rule piece={piece} script={script} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

type Piece = WordsBothWays['pieces'][number];

function Rule({ piece: { rule }, script }: { piece: Piece; script: Script }) {
  const t = useTranslations('words.card');
  const names = useTranslations('words.scripts');
  return (
    <span className={styles.soft}>
      {rule.kind === 'protected' ? t('protected', { line: rule.line }) : t('dictionary', { script: names(script) })}
    </span>
  );
}

const targetOf = ({ block, start, end }: Piece): WordsTarget => ({
  start: { block, offset: sourceOffset(start) },
  end: { block, offset: sourceOffset(end) },
});

interface ProtectingProps {
  slug: string;
  words: WordsBothWays;
  script: Script;
  onProtected: (protection: Protection) => void;
}

/** For editors: from here to a rule, or to the one that is there. */
function Protecting({ slug, words, script, onProtected }: ProtectingProps) {
  const t = useTranslations('words.card');
  const [open, setOpen] = useState(false);
  const rule = words.pieces.find(({ rule }) => rule.kind === 'protected')?.rule;
  if (open)
    return <ProtectForm slug={slug} word={words.source} shown={words.shown} script={script} onDone={onProtected} />;
  return (
    <div className={styles.editing}>
      {rule?.kind === 'protected' ? (
        <a href={protectedWordsPath(slug, { script, line: rule.line })}>{t('edit')}</a>
      ) : (
        <>
          <Button size="small" onClick={() => setOpen(true)}>
            {t('protect')}
          </Button>
          <a href={protectedWordsPath(slug, { script })}>{t('all')}</a>
        </>
      )}
    </div>
  );
}

/** An image or a formula among the words. */
const plain = (words: string): string => words.replaceAll('\uFFFC', '▫');
