import type { Stretch } from '@/lib/domain/text/outline';
import type { Section } from '@/lib/domain/text/sections';
import { addressIn } from './text-context';
import styles from './contents.module.css';

export const CONTENTS_ID = 'contents';

/**
 * The table of contents: a rail beside the text where there is room, else a sheet that the bar's
 * button opens. One element for both: a popover that the wide layout shows without opening it.
 * `ReaderRoot` marks the current section with `aria-current`.
 */
export function Contents({
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
  if (sections.length === 0) return <div className={styles.none} />;
  return (
    <nav id={CONTENTS_ID} className={styles.contents} aria-label={label} popover="auto" data-chrome="">
      <p className={styles.label} aria-hidden="true">
        {label}
      </p>
      <div lang={lang} data-lang="">
        <SectionList sections={sections} titles={titles} stretch={stretch} />
      </div>
    </nav>
  );
}

interface ListProps {
  sections: readonly Section[];
  titles: ReadonlyMap<string, string>;
  stretch: Stretch;
}

function SectionList({ sections, titles, stretch }: ListProps) {
  return (
    <ol>
      {sections.map((section) => (
        <li key={section.key}>
          <a href={addressIn(stretch, section)} data-section={section.number} data-heading={section.key}>
            {titles.get(section.key) || `¶${section.number}`}
          </a>
          {section.children.length > 0 && <SectionList sections={section.children} titles={titles} stretch={stretch} />}
        </li>
      ))}
    </ol>
  );
}
