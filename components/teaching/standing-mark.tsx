import { useTranslations } from 'next-intl';
import type { Standing } from '@/lib/domain/assignments/standing';
import styles from './standing-mark.module.css';

/** How a member stands, in words; the colour only repeats it. */
export function StandingMark({ standing }: { standing: Standing }) {
  const t = useTranslations('teaching.standing');
  return (
    <span className={styles.mark} data-standing={standing}>
      {t(standing)}
    </span>
  );
}
