'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState, type MouseEvent } from 'react';
import { goToPlace } from '@/components/reader/go-to-place';
import { longText } from '@/components/reader/long-text';
import { api } from '@/lib/client/api';
import {
  countsOfSections,
  densityMarks,
  type BlockCount,
  type DensityMark,
} from '@/lib/domain/discussion/density-marks';
import styles from './density-strip.module.css';

/** Between two marks, in CSS pixels. */
const APART = 5;
/** Whoever writes, writes on: this long it rests before it is counted anew, in milliseconds. */
const REST_MS = 2_000;

interface Props {
  slug: string;
  revision: number;
  /** Changes when notes have come or gone. */
  written: number;
}

/**
 * Where in a long work its notes are: thin marks along the window's edge, each a way there. The contents say the same in
 * numbers, to everybody.
 */
export function DensityStrip({ slug, revision, written }: Props) {
  const blocks = useDensity(slug, revision, written);
  const places = usePlaces();
  useCountsInContents(blocks);
  const long = longText();
  if (!long || blocks.length === 0) return null;
  const marks = densityMarks(blocks, (number) => long.shareOf(number), places);
  const onClick = ({ clientY, currentTarget }: MouseEvent) => {
    const { top, height } = currentTarget.getBoundingClientRect();
    const { block, number } = nearest(marks, (clientY - top) / height);
    void goToPlace(block, number);
  };
  return (
    <div className={styles.strip} aria-hidden="true" data-density="" onClick={onClick}>
      {marks.map(({ at, level }) => (
        <i key={at} data-level={level} style={{ top: `${(at * 100).toFixed(2)}%` }} />
      ))}
    </div>
  );
}

/** Of some marks, of which there is one at least. */
const nearest = (marks: readonly DensityMark[], at: number): DensityMark =>
  marks.reduce((best, mark) => (Math.abs(mark.at - at) < Math.abs(best.at - at) ? mark : best));

/** As long as they cannot be had, nothing is shown: the notes themselves tell of trouble. */
function useDensity(slug: string, revision: number, written: number): readonly BlockCount[] {
  const [blocks, setBlocks] = useState<readonly BlockCount[]>([]);
  useEffect(() => {
    let gone = false;
    const count = async () => {
      const answer = await api('GET /api/articles/:slug/annotations/density', {
        params: { slug },
        query: { revision },
      });
      if (!gone && answer.ok) setBlocks(answer.data.blocks);
    };
    const timer = setTimeout(() => void count(), written === 0 ? 0 : REST_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [slug, revision, written]);
  return blocks;
}

/** For how many marks the window has room. */
function usePlaces(): number {
  const [places, setPlaces] = useState(() => Math.ceil(innerHeight / APART));
  useEffect(() => {
    const measure = () => setPlaces(Math.ceil(innerHeight / APART));
    addEventListener('resize', measure);
    return () => removeEventListener('resize', measure);
  }, []);
  return places;
}

/** Beside each title of the contents how many notes its section has: drawn by contents.module.css. */
function useCountsInContents(blocks: readonly BlockCount[]): void {
  const t = useTranslations('margin');
  useEffect(() => {
    const links = [...document.querySelectorAll<HTMLAnchorElement>('a[data-section]')];
    const counts = countsOfSections(
      blocks,
      links.map(({ dataset }) => Number(dataset.section)),
    );
    links.forEach(({ dataset }, index) => {
      const count = counts[index] ?? 0;
      if (count === 0) delete dataset.notes;
      else [dataset.notes, dataset.notesSaid] = [String(count), t('count', { count })];
    });
  }, [blocks, t]);
}
