import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { STEP } from '@/lib/domain/discussion/note-stacks';
import { freshKey } from './margin-state';
import { blockElement, blockNumber } from './page-text';
import type { NearNotes } from './use-near-notes';
import styles from './stack-line.module.css';

/** How many are wanted of a paragraph's notes, and which card has just come and takes the focus. */
interface OpenStacks {
  /** By block; `''`: of the whole article's. */
  readonly asked: ReadonlyMap<string, number>;
  readonly toFocus: { readonly block: string | null; readonly index: number; readonly key: number } | null;
  readonly ask: (stack: NearNotes, more: boolean) => void;
}

export function useOpenStacks(): OpenStacks {
  const [{ asked, toFocus }, setOpen] = useState<Pick<OpenStacks, 'asked' | 'toFocus'>>({
    asked: new Map(),
    toFocus: null,
  });
  return {
    asked,
    toFocus,
    ask: ({ block, cards }, more) => {
      // The way down a long stack may have led far from its paragraph.
      if (!more && block !== null) blockElement(block)?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
      setOpen((now) => ({
        asked: new Map([...now.asked, [block ?? '', more ? cards.length + STEP : 0]]),
        toFocus: { block, index: more ? cards.length : 0, key: freshKey() },
      }));
    },
  };
}

interface Props {
  stack: NearNotes;
  onAsk: OpenStacks['ask'];
}

/** Under the cards of a paragraph with many notes: how many more there are, and a way to them and back. */
export function StackLine({ stack, onAsk }: Props) {
  const t = useTranslations('margin.stack');
  const number = blockNumber(stack.block) ?? 0;
  return (
    <li data-more={stack.block ?? ''} className={styles.line}>
      {stack.rest > 0 && (
        <button
          type="button"
          aria-label={stack.block === null ? undefined : t('moreOf', { count: stack.rest, number })}
          onClick={() => onAsk(stack, true)}
        >
          {t('more', { count: stack.rest })}
        </button>
      )}
      {stack.open && (
        <button type="button" onClick={() => onAsk(stack, false)}>
          {t('fewer')}
        </button>
      )}
    </li>
  );
}
