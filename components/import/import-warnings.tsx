import { useTranslations } from 'next-intl';
import type { Imported } from '@/lib/client/send-file';
import styles from './import.module.css';

/** What in a file wants a second look, by line. */
export function ImportWarnings({ warnings }: { warnings: Imported['warnings'] }) {
  const t = useTranslations('import.done');
  return (
    <ol className={styles.warnings}>
      {warnings.map(({ line, message }, i) => (
        <li key={i}>
          <span className={styles.place}>{line === null ? t('whole-file') : t('line', { line })}</span>
          <span>{message}</span>
        </li>
      ))}
    </ol>
  );
}
