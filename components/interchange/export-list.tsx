import { getTranslations } from 'next-intl/server';
import { LAYERS, type CommonLayer } from '@/lib/domain/discussion/annotation';
import styles from './interchange.module.css';

/** Files to save. Links: they work without JavaScript. */
export async function ExportList({ slug, signedIn }: { slug: string; signedIn: boolean }) {
  const t = await getTranslations('interchange.export');
  const choices: readonly (CommonLayer | 'all')[] = signedIn ? ['all', ...LAYERS.toReversed()] : ['all'];
  return (
    <ul className={styles.files}>
      {choices.map((choice) => (
        <li key={choice}>
          <a href={addressOf(slug, choice)} download>
            {t(choice)}
            <span>JSON-LD</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

const addressOf = (slug: string, choice: CommonLayer | 'all'): string =>
  `/api/articles/${encodeURIComponent(slug)}/annotations/export?format=w3c${choice === 'all' ? '' : `&layer=${choice}`}`;
