import { createElement, type ReactNode } from 'react';
import { writePieces } from '@/lib/domain/script/alignment';
import { readQuery } from '@/lib/domain/reading/read-path';
import type { ShownBlock } from '@/lib/domain/script/display';
import { asideIn } from '@/lib/domain/script/text-runs';
import type { Block } from '@/lib/domain/text/block';
import { BlockImage } from './block-image';
import { Formula } from './formula';
import { Inline } from './inline';
import { TableView } from './table-view';
import type { TextContext } from './text-context';
import styles from './text.module.css';

interface Props {
  shown: ShownBlock;
  context: TextContext;
}

/**
 * One block, one element. `lib/dom` counts characters in it: its text nodes in order are
 * the text shown, but for `[data-atom]` (one character whatever is inside), `[data-skip]` (none),
 * `<br>` (a line feed) and the ends of cells and rows. `data-pieces` says where the words shown are not
 * one-to-one with `block.text` (`writePieces`).
 */
export function BlockView({ shown, context }: Props) {
  const { block } = shown;
  const { key, number, kind } = block;
  const shared = {
    id: `b-${key}`,
    'data-block': key,
    'data-number': number,
    'data-kind': kind,
    'data-pieces': writePieces(shown.alignment) || undefined,
    tabIndex: -1,
  };
  const permalink = (
    <a
      className={styles.number}
      data-skip=""
      href={readQuery({ rev: context.rev, block: key })}
      aria-label={context.words.block(number)}
    >
      {number}
    </a>
  );
  const notes = <span data-skip="" data-slot="notes" />;
  return createElement(tagOf(block, context.topLevel), shared, permalink, contentOf(shown, context), notes);
}

function tagOf({ kind, attrs }: Block, topLevel: number): 'p' | 'div' | 'figure' | `h${2 | 3 | 4 | 5 | 6}` {
  if (kind === 'heading') return `h${Math.min((attrs.level ?? 1) - topLevel + 2, 6) as 2}`;
  if (kind === 'figure') return 'figure';
  return kind === 'code' || kind === 'table' || kind === 'math' ? 'div' : 'p';
}

function contentOf(shown: ShownBlock, context: TextContext): ReactNode {
  const { block } = shown;
  const { text, marks, attrs } = block;
  const inline = <Inline text={text} marks={marks} shown={shown} context={context} />;
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
    case 'quote':
    case 'list-item':
      return inline;
    case 'footnote':
      return (
        <>
          {inline}
          <BackToText block={block} context={context} />
        </>
      );
    case 'code':
      return (
        <pre
          className={styles.pre}
          data-language={attrs.language}
          tabIndex={0}
          role="region"
          aria-label={context.words.code}
        >
          <code>{inline}</code>
        </pre>
      );
    case 'table':
      return <TableView shown={shown} context={context} />;
    case 'figure':
      return (
        <>
          {attrs.image && (
            <BlockImage image={attrs.image} alt={asideIn(attrs.alt ?? '', context.display)} words={context.words} />
          )}
          {text && <figcaption>{inline}</figcaption>}
        </>
      );
    case 'math':
      return (
        <span data-atom="" className={styles.display} tabIndex={0} role="region" aria-label={context.words.formula}>
          <Formula tex={attrs.tex ?? ''} display />
        </span>
      );
  }
}

/** At the end of a footnote's paragraphs. */
function BackToText({ block, context }: { block: Block; context: TextContext }) {
  const label = block.path.find((container) => container.type === 'footnote')?.label;
  const reference = label === undefined ? undefined : context.references.get(label);
  if (reference === undefined) return null;
  return (
    <a className={styles.back} data-skip="" href={reference} role="doc-backlink" aria-label={context.words.backToText}>
      ↩
    </a>
  );
}
