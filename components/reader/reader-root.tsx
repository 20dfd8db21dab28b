'use client';

import type { Place } from '@/lib/domain/text/outline';
import { ResumeLine, UnreachableLine, type ResumeWords } from './resume-line';
import type { PageTable } from './long-text';
import { useContentsSheet } from './use-contents-sheet';
import { useNewestLink } from './use-newest-link';
import { usePlace } from './use-place';
import { useReaderKeys } from './use-reader-keys';
import { useScrollMarks } from './use-scroll-marks';
import { useTextWindow } from './use-text-window';

interface Props {
  slug: string;
  revision: number;
  /** Whether it is an edition that is not the newest. */
  old: boolean;
  signedIn: boolean;
  /** Where the reader stopped, as the account knows it. */
  place: Place | null;
  pages: PageTable;
  words: ResumeWords;
}

/**
 * The reading page's own liveliness: pages of a long text, progress, current section, keys, place. The text itself is
 * server HTML, and nothing here renders it.
 */
export function ReaderRoot({ slug, revision, old, signedIn, place, pages, words }: Props) {
  const { trouble, retry } = useTextWindow({ slug, revision, pages });
  useScrollMarks();
  useContentsSheet();
  useReaderKeys();
  const { offered, dismiss } = usePlace({ slug, signedIn, place, kept: !old });
  useNewestLink(old);
  if (trouble) return <UnreachableLine words={words} onRetry={retry} />;
  return offered && <ResumeLine place={offered} words={words} onDone={dismiss} />;
}
