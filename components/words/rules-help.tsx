import { useTranslations } from 'next-intl';
import styles from './protected-words.module.css';

/** How rules are written. The examples are in the source's own words. */
export function RulesHelp({ open }: { open: boolean }) {
  const t = useTranslations('words.page');
  return (
    <details className={styles.help} open={open}>
      <summary>{t('help')}</summary>
      <dl>
        <dt>
          <code>keep 字节跳动</code>
        </dt>
        <dd>{t('helpKeep')}</dd>
        <dt>
          <code>zh-Hant-TW: 信息 → 資訊</code>
        </dt>
        <dd>{t('helpChange')}</dd>
        <dt>
          <code># …</code>
        </dt>
        <dd>{t('helpComment')}</dd>
      </dl>
      <p>{t('helpOrder')}</p>
    </details>
  );
}
