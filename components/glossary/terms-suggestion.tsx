import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { LocalTime } from '@/components/ui/local-time';
import type { TermSuggestion } from '@/lib/contract/terms';
import { readPath, readQuery } from '@/lib/domain/reading/read-path';
import styles from './terms.module.css';

interface Props {
  suggestion: TermSuggestion;
  slug: string;
  /** BCP 47, of the article. */
  lang: string;
  /** What can be done with it. */
  children: ReactNode;
}

/** What might be a term, and what speaks for it: words of the text, questions, requests. */
export function TermsSuggestion({ suggestion, slug, lang, children }: Props) {
  const t = useTranslations('glossary.page.suggested');
  const { headword, aliases, definition, by, place, questions, requests } = suggestion;
  const counts = { text: 0, questions: questions.length, requests: requests.length };
  return (
    <li className={styles.entry}>
      <div className={styles.words}>
        <h2 lang={lang}>{headword}</h2>
        {aliases.length > 0 && (
          <p className={styles.forms}>
            {aliases.map((form) => (
              <span key={form} lang={lang}>
                {form}
              </span>
            ))}
          </p>
        )}
        {by.map((reason) => (
          <span key={reason} className={styles.whose}>
            {t(`by.${reason}`, { count: counts[reason] })}
          </span>
        ))}
        {place && (
          <a className={styles.at} href={`${readPath(slug)}${readQuery({ block: place.block })}`}>
            {t('at', { number: place.number })}
          </a>
        )}
      </div>
      {definition && (
        <p className={styles.quoted} lang={lang}>
          {definition}
        </p>
      )}
      {questions.length > 0 && (
        <Said title={t('questions')}>
          {questions.map(({ id, author, exact, text, at }) => (
            <li key={id}>
              <a href={`${readPath(slug)}?note=${id}`}>{text || t('noWords')}</a>
              <span className={styles.soft}>
                「<span lang={lang}>{exact}</span>」 {author?.name ?? t('gone')} ·{' '}
                <LocalTime time={at} precision="day" />
              </span>
            </li>
          ))}
        </Said>
      )}
      {requests.length > 0 && (
        <Said title={t('requests')}>
          {requests.map(({ id, by: reader, at }) => (
            <li key={id}>
              <span className={styles.soft}>
                {reader?.name ?? t('gone')} · <LocalTime time={at} precision="day" />
              </span>
            </li>
          ))}
        </Said>
      )}
      {children}
    </li>
  );
}

function Said({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={styles.said}>
      <p className={styles.label}>{title}</p>
      <ul>{children}</ul>
    </div>
  );
}
