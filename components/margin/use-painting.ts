import { useLayoutEffect, useMemo } from 'react';
import { noteLookup, type NoteLookup } from '@/lib/domain/anchoring/note-lookup';
import type { WordsTarget } from '@/lib/domain/anchoring/anchor';
import { rangesToPaint } from '@/lib/dom/range-target';
import type { MarginState } from './margin-state';
import { targetOf, wordsOf, type Note } from './note';
import { useShownText } from '@/components/reader/shown-script';
import { useTextNodes } from '@/components/reader/text-nodes';
import { useLoadedPages } from '@/components/reader/use-loaded-pages';
import { convertedWords } from './converted-words';
import { pageBlocks } from './page-text';

const NAMES = ['converted', 'resolved', 'others', 'mine', 'question', 'hover', 'active', 'writing'] as const;
type Name = (typeof NAMES)[number];

/**
 * Underlines the words of all notes, washes those in hand, dots words that conversion changed, without touching the DOM; a browser
 * without the API shows the notes in the margin all the same.
 *
 * @returns which notes lie on a character
 */
export function usePainting({ notes, order, active, hovered, writing }: MarginState): NoteLookup {
  // Other words, or other blocks, or in other nodes.
  const shown = `${useShownText()} ${useLoadedPages()} ${useTextNodes()}`;
  useLayoutEffect(() => paint('converted', rangesOfWords(convertedWords())), [shown]);
  useLayoutEffect(() => paint('others', rangesOf(notes.filter((note) => kindOf(note) === 'others'))), [notes, shown]);
  useLayoutEffect(() => paint('mine', rangesOf(notes.filter((note) => kindOf(note) === 'mine'))), [notes, shown]);
  useLayoutEffect(
    () => paint('resolved', rangesOf(notes.filter((note) => kindOf(note) === 'resolved'))),
    [notes, shown],
  );
  useLayoutEffect(
    () => paint('question', rangesOf(notes.filter((note) => kindOf(note) === 'question'))),
    [notes, shown],
  );
  useLayoutEffect(() => paint('active', rangesOf(notes.filter(({ id }) => id === active))), [notes, active, shown]);
  useLayoutEffect(() => paint('hover', rangesOf(notes.filter(({ id }) => id === hovered))), [notes, hovered, shown]);
  useLayoutEffect(() => {
    const target = writing?.target;
    return paint('writing', target && 'words' in target ? rangesOfWords([target.words]) : []);
  }, [writing, shown]);
  return useMemo(
    () =>
      noteLookup(
        notes.map((note) => ({ id: note.id, target: targetOf(note) })),
        order,
      ),
    [notes, order],
  );
}

const kindOf = (note: Note): Name => {
  if (note.motivation === 'questioning') return note.resolved ? 'resolved' : 'question';
  return note.mine ? 'mine' : 'others';
};

const rangesOf = (notes: readonly Note[]): StaticRange[] =>
  rangesOfWords(notes.map(wordsOf).filter((words) => words !== null));

const rangesOfWords = (targets: readonly WordsTarget[]): StaticRange[] =>
  targets.length === 0 ? [] : rangesToPaint(targets, pageBlocks());

/** @returns takes the paint off again */
function paint(name: Name, ranges: readonly StaticRange[]): (() => void) | undefined {
  if (!('highlights' in CSS) || ranges.length === 0) return undefined;
  const highlight = new Highlight(...ranges);
  highlight.priority = NAMES.indexOf(name);
  CSS.highlights.set(`note-${name}`, highlight);
  return () => void CSS.highlights.delete(`note-${name}`);
}
