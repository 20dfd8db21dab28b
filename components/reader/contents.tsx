import { getTranslations } from 'next-intl/server';
import type { Stretch } from '@/lib/domain/text/outline';
import { ordinalOf, type Section } from '@/lib/domain/text/sections';
import { Icon } from '@/components/ui/icon';
import { addressIn } from './text-context';
import styles from './contents.module.css';

export const CONTENTS_ID = 'contents';
/** With more headings than this, sections are folded but for the one that one reads. */
const MANY = 30;
/** A long row of chapters is folded in groups of so many. */
const GROUP = 10;

/**
 * The table of contents: a rail beside the text where there is room, else a sheet that the bar's
 * button opens. One element for both: a popover that the wide layout shows without opening it.
 * `ReaderRoot` marks the current section with `aria-current` and unfolds what it stands in.
 */
export async function Contents({
  sections,
  titles,
  lang,
  stretch,
  label,
}: {
  sections: readonly Section[];
  /** By block key, as shown. */
  titles: ReadonlyMap<string, string>;
  /** Of the titles. */
  lang: string;
  stretch: Stretch;
  label: string;
}) {
  const t = await getTranslations('reader');
  if (sections.length === 0) return <div className={styles.none} />;
  const list: List = { titles, stretch, folds: countOf(sections) > MANY, unfold: (name) => t('unfold', { name }) };
  return (
    <nav id={CONTENTS_ID} className={styles.contents} aria-label={label} popover="auto" data-chrome="">
      <p className={styles.label} aria-hidden="true">
        {label}
      </p>
      <div lang={lang} data-lang="">
        {sections.length > MANY ? (
          <Groups sections={sections} list={list} />
        ) : (
          <SectionList sections={sections} list={list} />
        )}
      </div>
    </nav>
  );
}

interface List {
  readonly titles: ReadonlyMap<string, string>;
  readonly stretch: Stretch;
  readonly folds: boolean;
  readonly unfold: (name: string) => string;
}

const countOf = (sections: readonly Section[]): number =>
  sections.reduce((count, section) => count + 1 + countOf(section.children), 0);

/** A hundred chapters, by tens: 第一回 – 第十回. */
function Groups({ sections, list }: { sections: readonly Section[]; list: List }) {
  // One or two that are left over go with those before them.
  const count = Math.max(1, Math.floor((sections.length + GROUP - 3) / GROUP));
  const groups = Array.from({ length: count }, (_, index) =>
    sections.slice(index * GROUP, index === count - 1 ? undefined : (index + 1) * GROUP),
  );
  return groups.map((group, index) => {
    const next = groups[index + 1]?.[0]?.number ?? Infinity;
    const [first, last] = [group[0], group.at(-1)];
    if (!first || !last) return null;
    const name = (section: Section, place: number) => ordinalOf(titleOf(section, list)) ?? String(place);
    return (
      <details key={first.key} className={styles.group} open={begins(list.stretch, first.number, next, index === 0)}>
        <summary>
          <Icon name="chevron" />
          <span>
            <span data-ordinal={first.key}>{name(first, index * GROUP + 1)}</span>
            {last !== first && (
              <>
                {' – '}
                <span data-ordinal={last.key}>{name(last, index * GROUP + group.length)}</span>
              </>
            )}
          </span>
        </summary>
        <SectionList sections={group} list={list} />
      </details>
    );
  });
}

/** Whether one begins to read in what goes from one number to before another. */
const begins = ({ from }: Stretch, number: number, next: number, isFirst: boolean): boolean =>
  (number <= from || isFirst) && from < next;

const titleOf = (section: Section, { titles }: List): string => titles.get(section.key) || `¶${section.number}`;

function SectionList({ sections, list }: { sections: readonly Section[]; list: List }) {
  return (
    <ol>
      {sections.map((section, index) => {
        const children = section.children.length > 0 && <SectionList sections={section.children} list={list} />;
        return (
          <li key={section.key}>
            <a href={addressIn(list.stretch, section)} data-section={section.number} data-heading={section.key}>
              {titleOf(section, list)}
            </a>
            {children && list.folds ? (
              <details open={begins(list.stretch, section.number, sections[index + 1]?.number ?? Infinity, false)}>
                <summary aria-label={list.unfold(titleOf(section, list))}>
                  <Icon name="chevron" />
                </summary>
                {children}
              </details>
            ) : (
              children
            )}
          </li>
        );
      })}
    </ol>
  );
}
