import { getTranslations } from 'next-intl/server';
import type { GroupView } from '@/lib/contract/groups';
import { groupOf, isCommon } from '@/lib/domain/discussion/annotation';
import { layersToRead, type ShownLayer } from '@/lib/domain/discussion/layer-choice';
import styles from './interchange.module.css';

interface Props {
  slug: string;
  signedIn: boolean;
  /** The viewer's. */
  groups: readonly GroupView[];
}

/** Files to save. Links: they work without JavaScript. */
export async function ExportList({ slug, signedIn, groups }: Props) {
  const t = await getTranslations('interchange.export');
  const choices: readonly ShownLayer[] = signedIn ? ['all', ...layersToRead(groups, true).toReversed()] : ['all'];
  return (
    <ul className={styles.files}>
      {choices.map((choice) => (
        <li key={choice}>
          <a href={addressOf(slug, choice)} download>
            {choice === 'all' || isCommon(choice)
              ? t(choice)
              : t('group', { name: groups.find(({ id }) => id === groupOf(choice))?.name ?? '' })}
            <span>JSON-LD</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

const addressOf = (slug: string, choice: ShownLayer): string =>
  `/api/articles/${encodeURIComponent(slug)}/annotations/export?format=w3c${choice === 'all' ? '' : `&layer=${choice}`}`;
