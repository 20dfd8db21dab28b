import type { ArticleSummary } from '@/lib/contract/articles';
import type { ManageWords } from './reader-tools';

interface Props {
  article: ArticleSummary;
  words: ManageWords;
  /** The groups that can read it too, and those of one’s own that do. */
  others: readonly { readonly id: string; readonly label: string }[];
  onShare: (group: string, wanted: boolean) => void;
}

/** Of a group's article: who reads it too. Of groups that one does not belong to one sees that they do, and not which. */
export function ArticleSharing({ article, words, others, onShare }: Props) {
  const known = others.filter(({ id }) => id !== article.group);
  const unknown = article.sharedWith.filter((id) => !others.some((other) => other.id === id));
  if (article.visibility !== 'group' || known.length + unknown.length === 0) return null;
  return (
    <fieldset>
      <legend>{words.sharing}</legend>
      {[...known, ...unknown.map((id) => ({ id, label: words.anotherGroup }))].map(({ id, label }) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={article.sharedWith.includes(id)}
            onChange={(event) => onShare(id, event.target.checked)}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
