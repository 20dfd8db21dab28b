'use client';

import type { Place, Stretch } from '@/lib/domain/text/outline';
import { ResumeLine, type ResumeWords } from './resume-line';
import { useContentsSheet } from './use-contents-sheet';
import { usePlace } from './use-place';
import { useReaderKeys } from './use-reader-keys';
import { useScrollMarks } from './use-scroll-marks';
import { useMarkedBlock } from './use-marked-block';

interface Props {
  slug: string;
  signedIn: boolean;
  /** Where the reader stopped, as the account knows it. */
  place: Place | null;
  stretch: Stretch;
  words: ResumeWords;
}

/**
 * The reading page's own liveliness: progress, current section, keys, place. The text itself is
 * server HTML, and nothing here re-renders it.
 */
export function ReaderRoot({ slug, signedIn, place, stretch, words }: Props) {
  useScrollMarks(stretch);
  useMarkedBlock();
  useContentsSheet();
  useReaderKeys();
  const { offered, dismiss } = usePlace({ slug, signedIn, place, stretch });
  return offered && <ResumeLine place={offered} stretch={stretch} words={words} onDone={dismiss} />;
}
