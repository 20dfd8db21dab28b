import type { ShownBlock } from '@/lib/domain/script/display';
import { marksWithin } from '@/lib/domain/text/segments';
import { tableRows, type Cell } from '@/lib/domain/text/table';
import { Inline } from './inline';
import type { TextContext } from './text-context';
import styles from './text.module.css';

/** A table: its first row is its header. Cells hold all the text and nothing stands between them. */
export function TableView({ shown, context }: { shown: ShownBlock; context: TextContext }) {
  const { block } = shown;
  const [header = [], ...body] = tableRows(block.text);
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
            shown={shown}
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
