import { CELL_END, type Block } from '@/lib/domain/text/block';
import { marksWithin } from '@/lib/domain/text/segments';
import { Inline } from './inline';
import type { TextContext } from './text-context';
import styles from './text.module.css';

interface Cell {
  readonly text: string;
  /** Where it begins in the block's text. */
  readonly start: number;
}

/** A table: its first row is its header. Cells hold all the text and nothing stands between them. */
export function TableView({ block, context }: { block: Block; context: TextContext }) {
  const [header = [], ...body] = rowsOf(block.text);
  const row = (cells: Cell[], Tag: 'th' | 'td') => (
    <tr key={cells[0]?.start}>
      {cells.map(({ text, start }, column) => (
        <Tag
          key={start}
          data-align={block.attrs.alignments?.[column] ?? undefined}
          scope={Tag === 'th' ? 'col' : undefined}
        >
          <Inline
            text={text}
            marks={marksWithin(block.marks, start, start + text.length)}
            block={block.key}
            context={context}
            base={start}
          />
        </Tag>
      ))}
    </tr>
  );
  return (
    <div className={styles.tableFrame} tabIndex={0} role="region" aria-label={context.words.table}>
      <table>
        <thead>{row(header, 'th')}</thead>
        {body.length > 0 && <tbody>{body.map((cells) => row(cells, 'td'))}</tbody>}
      </table>
    </div>
  );
}

/** Cells and rows end with one character each, so offsets go on through them. */
function rowsOf(text: string): Cell[][] {
  let start = 0;
  const cell = (content: string): Cell => {
    const begun = start;
    start += content.length + 1;
    return { text: content, start: begun };
  };
  return text.split('\n').map((line) => line.split(CELL_END).map(cell));
}
