import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { NoteText } from '@/components/notes/note-body';
import { readPath, readQuery } from '@/lib/domain/reading/read-path';
import type { ShownScript } from '@/lib/domain/script/script';
import type { ListedTerm } from './terms-listed';
import { termId } from './terms-paths';
import styles from './terms.module.css';

/** Where the words of a page of terms come from, and how they are shown. */
export interface TermsShown {
  /** The article beside which they are listed; null: none. */
  readonly slug: string | null;
  readonly script: ShownScript;
  /** BCP 47, of the terms as they are shown. */
  readonly lang: string | undefined;
}

interface Props {
  listed: ListedTerm;
  shown: TermsShown;
  /** Which heading its headword is. */
  level: 2 | 3;
  /** For who may change it. */
  children?: ReactNode;
}

/** A term: its forms, what it means, how it is translated, where it stands. */
export function TermsEntry({ listed, shown: { slug, script, lang }, level, children }: Props) {
  const t = useTranslations('glossary.page.entry');
  const { term } = listed;
  const { headword, aliases, definition, translation } = term.shown ?? term;
  const Heading = `h${level}` as const;
  return (
    <li id={termId(term.id)} className={styles.entry} tabIndex={-1} data-term="">
      <div className={styles.words}>
        <Heading lang={lang}>{headword}</Heading>
        {aliases.length > 0 && (
          <p className={styles.forms}>
            <span className="visually-hidden">{t('forms')} </span>
            {aliases.map((form) => (
              <span key={form} lang={lang}>
                {form}
              </span>
            ))}
          </p>
        )}
        {slug !== null && term.group && <span className={styles.whose}>{t('groups', { name: term.group.name })}</span>}
        {term.protected && <span className={styles.whose}>{t('protected')}</span>}
      </div>
      {definition ? (
        <div className={styles.definition} lang={lang}>
          <NoteText body={definition} />
        </div>
      ) : (
        <p className={styles.soft}>{t('noDefinition')}</p>
      )}
      {translation && (
        <div className={styles.translation}>
          <p className={styles.label}>{t('translation')}</p>
          <div lang={lang}>
            <NoteText body={translation} />
          </div>
        </div>
      )}
      {slug !== null && <Where slug={slug} script={script} listed={listed} />}
      {children}
    </li>
  );
}

/** Links that stand in the open. */
const IN_SIGHT = 12;

function Where({ slug, script, listed }: { slug: string; script: ShownScript; listed: ListedTerm }) {
  const t = useTranslations('glossary.page.entry');
  const { term, count, blockCount, blocks, defined } = listed;
  const link = (key: string) => `${readPath(slug, script)}${readQuery({ block: key })}`;
  const items = (some: typeof blocks) =>
    some.map(({ key, number, times }) => (
      <li key={key}>
        <a href={link(key)} aria-label={times > 1 ? t('blockTimes', { number, times }) : t('block', { number })}>
          ¶{number}
          {times > 1 && <small>×{times}</small>}
        </a>
      </li>
    ));
  return (
    <div className={styles.where}>
      <span>{count > 0 ? t('times', { count }) : t('none')}</span>
      {blocks.length > 0 && <ul>{items(blocks.slice(0, IN_SIGHT))}</ul>}
      {blocks.length > IN_SIGHT && (
        <details>
          <summary>{t('more', { count: blockCount })}</summary>
          <ul>
            {items(blocks.slice(IN_SIGHT))}
            {blockCount > blocks.length && <li>{t('capped')}</li>}
          </ul>
        </details>
      )}
      {term.definedIn !== null && defined !== null && (
        <a href={link(term.definedIn)}>{t('definedIn', { number: defined })}</a>
      )}
    </div>
  );
}
