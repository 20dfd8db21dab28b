import { useTranslations } from 'next-intl';
import { useId } from 'react';
import type { ChangesOfEdition } from '@/lib/contract/articles';
import { isScript, type ShownScript } from '@/lib/domain/script/script';
import styles from './changed-facts.module.css';

interface Props {
  facts: ChangesOfEdition['facts'];
  /** BCP 47, of the words as shown. */
  lang: string;
  /** By BCP 47. */
  scriptNames: Readonly<Record<ShownScript, string>>;
}

/** What two editions say about themselves, where that differs; nothing where it does not. */
export function ChangedFacts({ facts, lang, scriptNames }: Props) {
  const t = useTranslations('editions.view');
  const id = useId();
  if (facts.length === 0) return null;
  const said = (name: string, value: string) =>
    name === 'sourceScript' && isScript(value) ? scriptNames[value] : value;
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className={styles.title}>
        {t('facts')}
      </h2>
      <dl className={styles.facts}>
        {facts.map(({ name, before, after }) => (
          <div key={name}>
            <dt>{t(`names.${name}`)}</dt>
            <dd lang={name === 'sourceScript' ? undefined : lang}>
              {before && (
                <del>
                  <span className="visually-hidden">{t('was')}</span>
                  {said(name, before)}
                </del>
              )}
              {after && (
                <ins>
                  <span className="visually-hidden">{t('is')}</span>
                  {said(name, after)}
                </ins>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
