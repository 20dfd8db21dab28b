'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useState } from 'react';
import { onPages } from '@/components/reader/long-text';
import { articleText, blockNumber } from '@/components/reader/reading-line';
import { onShown } from '@/components/reader/shown-script';
import { blocksOfSection, numbersOf, type Section } from './block-range';
import styles from './section-marks.module.css';

export interface Mark {
  readonly id: string;
  readonly section: Section;
  readonly title: string;
  /** Says which paragraphs it is about. */
  readonly label: string;
}

/** Where a mark is, in CSS pixels in the desk. */
interface Box {
  readonly id: string;
  readonly top: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
  /** Whether its first and last block are in the page. */
  readonly begins: boolean;
  readonly ends: boolean;
  /** Beside how many others it stands. */
  readonly lane: number;
}

/** As many titles stand on one line; of the others, how many there are. */
const TITLES = 2;

interface Props {
  marks: readonly Mark[];
  onOpen: (id: string) => void;
}

/** Beside the text a bracket along each assigned section, with its title where it begins. */
export function SectionMarks({ marks, onOpen }: Props) {
  const t = useTranslations('assignments.reader');
  const boxes = useBoxes(marks);
  const markOf = (id: string) => marks.find((mark) => mark.id === id);
  const begun = boxes.filter(({ begins }) => begins);
  // Those that begin with the same paragraph share a line.
  const starts = begun.filter(({ top }, index) => begun.findIndex((box) => box.top === top) === index);
  return (
    <div className={styles.marks} data-chrome="">
      {boxes.map(({ id, begins, ends, lane, ...box }) => (
        <i
          key={id}
          className={styles.line}
          data-assignment={id}
          data-begins={begins || undefined}
          data-ends={ends || undefined}
          data-lane={Math.min(lane, 2)}
          style={{ top: box.top, left: box.left, height: box.height }}
          aria-hidden="true"
        />
      ))}
      {starts.map(({ top, left, width }) => {
        const here = begun.filter((box) => box.top === top);
        const others = here.slice(TITLES);
        return (
          <div key={top} className={styles.titles} style={{ top, left, width }}>
            {here.slice(0, TITLES).map(({ id }) => (
              <button key={id} type="button" aria-label={markOf(id)?.label} onClick={() => onOpen(id)}>
                {markOf(id)?.title}
              </button>
            ))}
            {others[0] && (
              <button type="button" onClick={() => onOpen(others[0]?.id ?? '')}>
                {t('more', { count: others.length })}
              </button>
            )}
          </div>
        );
      })}
    </div>
  );
}

/** Measured anew whenever the text, or what is around it, takes other room. */
export function useBoxes(marks: readonly Omit<Mark, 'title' | 'label'>[]): readonly Box[] {
  const [boxes, setBoxes] = useState<readonly Box[]>([]);
  const measure = useEffectEvent(() => {
    const measured = measureMarks(marks);
    setBoxes((before) => (JSON.stringify(before) === JSON.stringify(measured) ? before : measured));
  });
  const names = JSON.stringify(marks.map(({ id, section }) => [id, section]));
  useEffect(() => {
    const article = articleText();
    // Who is observed is measured at once.
    const observer = new ResizeObserver(() => measure());
    if (article) observer.observe(article);
    // The text may stay as wide as it is, and stand elsewhere.
    if (article?.offsetParent) observer.observe(article.offsetParent);
    const deaf = [onPages(() => measure()), onShown(() => measure())];
    return () => {
      observer.disconnect();
      deaf.forEach((stop) => stop());
    };
  }, [names]);
  return boxes;
}

function measureMarks(marks: readonly Pick<Mark, 'id' | 'section'>[]): Box[] {
  const article = articleText();
  if (!article) return [];
  const boxes: Box[] = [];
  for (const { id, section } of marks) {
    const blocks = blocksOfSection(section);
    const [first, last] = [blocks[0], blocks.at(-1)];
    if (!first || !last) continue;
    const [from, to] = numbersOf(section);
    const top = first.offsetTop;
    const height = last.offsetTop + last.offsetHeight - top;
    boxes.push({
      ...{ id, height, top: top + article.offsetTop, left: article.offsetLeft, width: article.offsetWidth },
      begins: blockNumber(first) === from,
      ends: blockNumber(last) === to,
      lane: boxes.filter(
        (box) => box.top < top + article.offsetTop + height && top + article.offsetTop < box.top + box.height,
      ).length,
    });
  }
  return boxes;
}
