import { useTranslations } from 'next-intl';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { ChangedFacts } from '@/components/editions/changed-facts';
import { EditionChanges } from '@/components/editions/edition-changes';
import { ImportWarnings } from '@/components/import/import-warnings';
import type { EditionPreview as Preview } from '@/lib/contract/articles';
import { BLOCK_FATES } from '@/lib/domain/anchoring/compare-editions';
import type { ShownScript } from '@/lib/domain/script/script';
import { NotesOutcome } from './notes-outcome';
import { PUBLISH_ID } from './publish-form';
import styles from './publishing.module.css';

interface Props {
  preview: Preview;
  lang: string;
  scriptNames: Readonly<Record<ShownScript, string>>;
  /** What may be done about it. */
  children: ReactNode;
}

/** Changes that one scrolls past without losing sight of the button. */
const FEW = 4;

/** What a next edition would do to text and notes. Takes the focus: it is the news. */
export function EditionPreview({ preview, lang, scriptNames, children }: Props) {
  const t = useTranslations('publishing.preview');
  const about = useTranslations('import.done');
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [preview]);
  const { base, outcome, facts, changes, more, warnings } = preview;
  return (
    <section className={styles.preview} aria-labelledby={id}>
      <header className={styles.news}>
        <h2 id={id} ref={heading} tabIndex={-1}>
          {t('heading', { number: base + 1, base })}
        </h2>
        {changes.length > FEW && <a href={`#${PUBLISH_ID}`}>{t('toPublish')}</a>}
      </header>
      <NotesOutcome notes={outcome.notes} />
      {warnings.length > 0 && (
        <section>
          <h3>{about('warnings', { count: warnings.length })}</h3>
          <ImportWarnings warnings={warnings} />
        </section>
      )}
      <ChangedFacts facts={facts} lang={lang} scriptNames={scriptNames} />
      <section>
        <h3>{t('text')}</h3>
        <p className={styles.counts}>
          <TextOutcome blocks={outcome.blocks} facts={facts.length} />
        </p>
        {changes.length > 0 && <EditionChanges changes={changes} lang={lang} />}
        {more > 0 && <p className={styles.counts}>{t('more', { listed: changes.length, more })}</p>}
      </section>
      {children}
    </section>
  );
}

function TextOutcome({ blocks, facts }: { blocks: Preview['outcome']['blocks']; facts: number }) {
  const t = useTranslations('publishing.preview');
  const words = useTranslations('editions.outcome');
  const { unchanged, ...changed } = blocks;
  const list = BLOCK_FATES.flatMap((fate) =>
    fate !== 'unchanged' && changed[fate] > 0 ? words(`blocks.${fate}`, { count: changed[fate] }) : [],
  );
  if (list.length > 0) return t('counts', { list: list.join(words('and')), unchanged });
  return facts > 0 ? t('onlyFacts') : t('onlyLooks');
}
