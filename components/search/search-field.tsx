import { getTranslations } from 'next-intl/server';
import { buttonClass } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { MAX_QUERY } from '@/lib/domain/search/query';
import styles from './search-field.module.css';

interface Props {
  query?: string;
  placeholder: string;
  /** What else the address says: where to look. */
  kept?: Record<string, string>;
}

/** A field that leads to the search page, without JavaScript too. */
export async function SearchField({ query = '', placeholder, kept = {} }: Props) {
  const t = await getTranslations('search');
  return (
    <form className={styles.form} role="search" action="/search">
      {Object.entries(kept).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <span className={styles.field}>
        <Icon name="find" />
        <input
          key={query}
          type="search"
          name="q"
          defaultValue={query}
          maxLength={MAX_QUERY}
          aria-label={t('label')}
          placeholder={placeholder}
          enterKeyHint="search"
        />
      </span>
      <button type="submit" className={buttonClass()}>
        {t('submit')}
      </button>
    </form>
  );
}
