import { readQuery } from '@/lib/domain/reading/read-path';
import type { Display } from '@/lib/domain/script/display';
import type { Outline, Stretch } from '@/lib/domain/text/outline';
import { topLevel } from '@/lib/domain/text/sections';

/** What drawing a text needs beside its blocks. */
export interface TextContext {
  /** Number of the edition, where it is not the newest. */
  readonly rev: number | undefined;
  /** Level of the article’s highest headings: they become `h2`. */
  readonly topLevel: number;
  /** How the text is shown; null: as it was written. */
  readonly display: Display | null;
  /** By label: a footnote’s number and the address of its text. */
  readonly footnotes: ReadonlyMap<string, { readonly number: number; readonly href: string }>;
  /** By label: the address of a footnote’s first reference, where the way back leads. */
  readonly references: ReadonlyMap<string, string>;
  readonly words: {
    readonly block: (number: number) => string;
    readonly footnote: (number: number) => string;
    readonly backToText: string;
    readonly footnotes: string;
    readonly code: string;
    readonly table: string;
    readonly formula: string;
    readonly remoteImage: string;
    readonly done: string;
    readonly undone: string;
  };
}

/** Where a reference to a footnote stands. Labels are the author’s and may be anything. */
export const referenceId = (block: string, offset: number): string => `fnref-${block}-${offset}`;
export const footnoteId = (number: number): string => `fn-${number}`;

/** The address of something in a block: on this page when the block is, else on the block’s own. */
export const addressIn = (
  { from, to, rev }: Stretch,
  block: { readonly key: string; readonly number: number },
  id = `b-${block.key}`,
): string => (from <= block.number && block.number <= to ? `#${id}` : readQuery({ rev, block: block.key }, id));

interface Given {
  outline: Outline;
  display: Display | null;
  stretch: Stretch;
  /** Messages of `reader`. */
  t: (key: string, values?: Record<string, string | number>) => string;
}

export function textContext({ outline, display, stretch, t }: Given): TextContext {
  return {
    rev: stretch.rev,
    topLevel: topLevel(outline.headings),
    display,
    footnotes: mapValues(outline.footnotes, ({ number, block }) => ({
      number,
      href: addressIn(stretch, block, footnoteId(number)),
    })),
    references: mapValues(outline.references, ({ block, offset }) =>
      addressIn(stretch, block, referenceId(block.key, offset)),
    ),
    words: {
      block: (number) => t('block', { number }),
      footnote: (number) => t('footnote', { number }),
      backToText: t('backToText'),
      footnotes: t('footnotes'),
      code: t('code'),
      table: t('table'),
      formula: t('formula'),
      remoteImage: t('remoteImage'),
      done: t('done'),
      undone: t('undone'),
    },
  };
}

const mapValues = <K, V, W>(map: ReadonlyMap<K, V>, change: (value: V) => W): Map<K, W> =>
  new Map(Array.from(map, ([key, value]) => [key, change(value)]));
