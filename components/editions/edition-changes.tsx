import { useTranslations } from 'next-intl';
import type { BlockFate } from '@/lib/domain/anchoring/compare-editions';
import { ATOM } from '@/lib/domain/text/block';
import type { Span } from '@/lib/domain/text/offset';
import { changeParts } from './change-parts';
import styles from './edition-changes.module.css';

/** As the door gives it, and as the server has it. */
interface Side {
  readonly key: string;
  readonly number: number;
  readonly kind: string;
  readonly text: string;
  /** UTF-16 code units of `text`. */
  readonly changed: readonly Span<number>[];
}

export interface ShownChange {
  readonly fate: BlockFate;
  readonly moved: boolean;
  readonly before: readonly Side[];
  readonly after: readonly Side[];
}

/** Where a block can be read. */
type Address = (block: string) => string;

interface Props {
  /** Never none: a page says itself that nothing changed. */
  changes: readonly ShownChange[];
  /** BCP 47, of the texts as shown. */
  lang: string;
  /** Of blocks in the earlier edition. */
  beforeAt?: Address;
  afterAt?: Address;
}

/** What one edition has otherwise than the one before, side by side; on a phone one under the other. */
export function EditionChanges({ changes, lang, beforeAt, afterAt }: Props) {
  const t = useTranslations('editions.changes');
  return (
    <ol className={styles.changes} role="list">
      {changes.map((change, index) => (
        <li key={index} className={styles.change}>
          <h3 className={styles.fate} data-fate={change.fate}>
            {t(`fates.${change.fate}`)}
            {change.moved && change.fate !== 'moved' && <small>{t('movedToo')}</small>}
          </h3>
          <Column side="before" blocks={change.before} change={change} lang={lang} at={beforeAt} />
          <Column side="after" blocks={change.after} change={change} lang={lang} at={afterAt} />
        </li>
      ))}
    </ol>
  );
}

interface ColumnProps {
  side: 'before' | 'after';
  blocks: readonly Side[];
  change: ShownChange;
  lang: string;
  at: Address | undefined;
}

function Column({ side, blocks, change, lang, at }: ColumnProps) {
  const t = useTranslations('editions.changes');
  if (blocks.length === 0) return <div className={styles.nothing} data-side={side} />;
  return (
    <div className={styles.side} data-side={side}>
      {blocks.map((block) => (
        <div key={block.key}>
          <p className={styles.place}>
            <span>{t(side)}</span> <Number block={block} at={at} />
          </p>
          <p className={styles.words} lang={lang} data-kind={block.kind}>
            {change.fate === 'new' || change.fate === 'gone' ? (
              <Whole side={side} text={block.text} />
            ) : (
              <Parts side={side} block={block} />
            )}
          </p>
        </div>
      ))}
    </div>
  );
}

function Number({ block: { key, number }, at }: { block: Side; at: Address | undefined }) {
  const t = useTranslations('editions.changes');
  const label = t('block', { number });
  return at ? (
    <a href={at(key)} aria-label={label}>
      ¶{number}
    </a>
  ) : (
    <>
      <span aria-hidden="true">¶{number}</span>
      <span className="visually-hidden">{label}</span>
    </>
  );
}

/** A paragraph that is on one side only is read, not struck out word for word: its heading says what it is. */
function Whole({ side, text }: { side: 'before' | 'after'; text: string }) {
  const Element = side === 'before' ? 'del' : 'ins';
  return (
    <Element className={styles.whole}>
      <Text text={text} />
    </Element>
  );
}

function Parts({ side, block }: { side: 'before' | 'after'; block: Side }) {
  const t = useTranslations('editions.changes');
  const Element = side === 'before' ? 'del' : 'ins';
  return changeParts(block.text, block.changed).map((part, index) => {
    if (part.kind === 'same') return <Text key={index} text={part.text} />;
    if (part.kind === 'folded') return <Folded key={index} length={part.length} />;
    return (
      <Element key={index}>
        <span className="visually-hidden">{t(`${side}Begins`)}</span>
        <Text text={part.text} />
        <span className="visually-hidden">{t(`${side}Ends`)}</span>
      </Element>
    );
  });
}

function Folded({ length }: { length: number }) {
  const words = useTranslations('editions.changes')('folded', { length });
  return (
    <span className={styles.folded} title={words}>
      <span aria-hidden="true">……</span>
      <span className="visually-hidden">{words}</span>
    </span>
  );
}

/** Images, formulas and footnote references stand as a box: their place counts here, not their looks. */
function Text({ text }: { text: string }) {
  const t = useTranslations('editions.changes');
  return text.split(ATOM).map((words, index) =>
    index === 0 ? (
      words
    ) : (
      <span key={index}>
        <span className={styles.atom} role="img" aria-label={t('atom')} title={t('atom')} />
        {words}
      </span>
    ),
  );
}
