'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { sourceOffset } from '@/lib/domain/text/offset';
import type { KeptDraft } from '@/lib/client/drafts';
import type { Outbox } from '@/lib/client/outbox';
import type { MarginArticle } from './margin-root';
import { longText } from '@/components/reader/long-text';
import { blockOfTarget, exactOf, type NewTarget, type Note } from './note';
import { bringIntoView, placeOfTarget, wordsShown } from './page-text';
import type { Commands } from './use-commands';
import styles from './margin-root.module.css';

interface Props {
  viewer: { readonly id: string };
  article: MarginArticle;
  notes: readonly Note[];
  outbox: Outbox | null;
  commands: Commands;
}

/** What one had begun to write on this article and not sent: from another visit, or before signing in again. */
export function DraftLine({ viewer, article, notes, outbox, commands }: Props) {
  const t = useTranslations('margin');
  const [draft, setDraft] = useState<KeptDraft | null>(null);
  useEffect(() => {
    let gone = false;
    const look = async (sender: Outbox) => {
      // IndexedDB's little library comes when the page is at rest.
      const { draftsOn } = await import('@/lib/client/drafts');
      const drafts = await draftsOn(viewer.id, article.slug);
      // What has been sent waits in its own place.
      const waiting = await Promise.all(drafts.map(({ id }) => sender.find(id)));
      if (!gone) setDraft(drafts.find((_, index) => !waiting[index]) ?? null);
    };
    if (outbox) void look(outbox);
    return () => {
      gone = true;
    };
  }, [viewer.id, article.slug, outbox]);
  if (!draft) return null;
  const note = draft.changes === null ? null : notes.find(({ id }) => id === draft.id);
  const resume = async () => {
    setDraft(null);
    const target = placeIn(article, draft);
    const block = blockOfTarget(target);
    // It may be far away in a long text.
    if (block !== null) await longText()?.bring(block);
    bringIntoView(placeOfTarget(target));
    if (note) commands.edit(note);
    else commands.write(target, draft.content.motivation === 'questioning' ? 'questioning' : 'commenting', draft);
  };
  const discard = async () => {
    setDraft(null);
    const { dropDraft } = await import('@/lib/client/drafts');
    await dropDraft({ user: viewer.id, article: article.slug, at: draft.at });
  };
  return (
    <div className={styles.draft} role="status" data-draft="">
      <p>
        {t('draft.text')} <q>{wordsBegunOn(article, draft) ?? t('wholeArticle')}</q>
      </p>
      <button type="button" onClick={() => void resume()}>
        {t('draft.resume')}
      </button>
      <button type="button" onClick={() => void discard()}>
        {t('draft.discard')}
      </button>
    </div>
  );
}

/** Whether what it was begun on is the text in the page. */
const isOfThis = (article: MarginArticle, { revision }: KeptDraft): boolean => revision === article.revision;

const wordsBegunOn = (article: MarginArticle, draft: KeptDraft): string | null => {
  const target = draft.target as Note['target'];
  return isOfThis(article, draft) ? wordsShown({ target }) : exactOf({ target });
};

/** Where one goes on: of words in another edition only the block is known, and that may be gone. */
function placeIn(article: MarginArticle, draft: KeptDraft): NewTarget {
  const { target } = draft;
  if (target === null || !('start' in target)) return target;
  const { start, end, exact, script, rules } = target;
  if (!isOfThis(article, draft)) return { block: start.block };
  return {
    words: {
      start: { block: start.block, offset: sourceOffset(start.offset) },
      end: { block: end.block, offset: sourceOffset(end.offset) },
    },
    exact,
    script,
    rules,
  };
}
