'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { api } from '@/lib/client/api';
import type { ArticleSummary } from '@/lib/contract/articles';
import { OPEN_VISIBILITIES, type OpenVisibility } from '@/lib/domain/permissions/can';
import { glossaryPath } from '@/components/glossary/terms-paths';
import { TermsSuggestionsLink } from '@/components/glossary/terms-suggestions-link';
import { interchangePath } from '@/components/interchange/paths';
import { protectedWordsPath } from '@/components/words/paths';
import { editionsPath, publishPath } from '@/components/editions/paths';
import { isChinese } from '@/lib/domain/script/script';
import { ArticleSharing } from './article-sharing';
import type { ManageWords } from './reader-tools';
import styles from './article-controls.module.css';

type Change = Partial<
  Pick<ArticleSummary, 'publicNotes' | 'published'> & { visibility: OpenVisibility; group: string }
>;

interface Props {
  article: ArticleSummary;
  words: ManageWords;
  /** The groups it can be only for, besides the one that it is for. */
  groups: readonly { readonly id: string; readonly label: string }[];
  /** The groups that can read it too, and those of one’s own that do. */
  others: readonly { readonly id: string; readonly label: string }[];
}

/** What an article's editors decide: who reads it, whether it takes public notes, whether it is out at all. */
export function ArticleControls({ article, words, groups, others }: Props) {
  const router = useRouter();
  const [now, setNow] = useState(article);
  const [state, setState] = useState<'idle' | 'busy' | 'saved' | 'failed'>('idle');
  const attempt = async (hoped: ArticleSummary, send: () => Promise<ArticleSummary | null>) => {
    if (state === 'busy') return;
    const before = now;
    setNow(hoped);
    setState('busy');
    const saved = await send();
    setNow(saved ?? before);
    setState(saved ? 'saved' : 'failed');
    if (saved) router.refresh();
  };
  const change = (wanted: Change) =>
    attempt({ ...now, ...shownAs(wanted) }, async () => {
      const result = await api('PATCH /api/articles/:slug', { params: { slug: article.slug }, body: wanted });
      return result.ok ? result.data : null;
    });
  const share = (group: string, wanted: boolean) => {
    const hoped = { ...now, sharedWith: sharedOrNot(now.sharedWith, group, wanted) };
    return attempt(hoped, async () => {
      const params = { slug: article.slug, group };
      const line = `${wanted ? 'PUT' : 'DELETE'} /api/articles/:slug/groups/:group` as const;
      return (await api(line, { params })).ok ? hoped : null;
    });
  };
  return (
    <div className={styles.controls}>
      <fieldset>
        <legend>{words.visibility}</legend>
        {OPEN_VISIBILITIES.map((visibility) => (
          <label key={visibility}>
            <input
              type="radio"
              name="visibility"
              checked={now.visibility === visibility}
              onChange={() => void change({ visibility })}
            />
            {words[visibility]}
          </label>
        ))}
        {groupsToShow(groups, now.group, words.someGroup).map(({ id, label }) => (
          <label key={id}>
            <input
              type="radio"
              name="visibility"
              checked={now.group === id}
              onChange={() => void change({ group: id })}
            />
            {label}
          </label>
        ))}
      </fieldset>
      <ArticleSharing
        article={now}
        words={words}
        others={others}
        onShare={(group, wanted) => void share(group, wanted)}
      />
      <label>
        <input
          type="checkbox"
          checked={now.publicNotes}
          onChange={(event) => void change({ publicNotes: event.target.checked })}
        />
        {words.publicNotes}
      </label>
      {isChinese(article.sourceScript) && <a href={protectedWordsPath(article.slug)}>{words.protectedWords}</a>}
      <a href={glossaryPath(article.slug)}>{words.glossary}</a>
      <TermsSuggestionsLink slug={article.slug} label={words.suggestions} />
      <a href={publishPath(article.slug)}>{words.publishEdition}</a>
      <a href={editionsPath(article.slug)}>{words.editions}</a>
      <a href={interchangePath(article.slug)}>{words.interchange}</a>
      <div className={styles.publication}>
        {now.published && <p>{words.unpublishHint}</p>}
        <Button
          size="small"
          tone={now.published ? 'danger' : 'primary'}
          busy={state === 'busy'}
          onClick={() => void change({ published: !now.published })}
        >
          {now.published ? words.unpublish : words.publish}
        </Button>
      </div>
      <p role="status">{state === 'saved' ? words.saved : state === 'failed' ? words.failed : ''}</p>
    </div>
  );
}

const sharedOrNot = (groups: readonly string[], group: string, wanted: boolean): string[] =>
  wanted ? [...groups, group] : groups.filter((id) => id !== group);

/** What is wanted, as the article will be. */
const shownAs = (wanted: Change): Partial<ArticleSummary> => {
  if (wanted.group) return { ...wanted, visibility: 'group' };
  return wanted.visibility ? { ...wanted, group: null } : wanted;
};

/** A site editor sees that it is a group's, and not which: they need not belong to it. */
const groupsToShow = (groups: Props['groups'], own: string | null, label: string): Props['groups'] =>
  own === null || groups.some(({ id }) => id === own) ? groups : [...groups, { id: own, label }];
