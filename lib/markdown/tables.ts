import type { Table } from 'mdast';
import { CELL_END, type Mark } from '@/lib/domain/text/block';
import { sourceOffset } from '@/lib/domain/text/offset';
import type { Conversion } from './conversion';
import { inlineParagraphs } from './inline';
import type { MarkedText } from './marked-text';

/** A table as one text: cells end in {@link CELL_END}, rows in `\n`, the last of each in nothing. */
export function tableText(table: Table, conversion: Conversion): MarkedText {
  let text = '';
  const marks: Mark[] = [];
  for (const [row, { children: cells }] of table.children.entries()) {
    for (const [column, cell] of cells.entries()) {
      text += column > 0 ? CELL_END : row > 0 ? '\n' : '';
      for (const [i, part] of inlineParagraphs(cell.children, conversion).entries()) {
        text += i > 0 ? ' ' : '';
        marks.push(...part.marks.flatMap((mark) => shifted(mark, text.length)));
        text += part.text.replace(/[\t\n]/g, ' ');
      }
    }
  }
  return { text, marks };
}

/** A line break has no place in a cell: a space stands for it. */
const shifted = (mark: Mark, by: number): Mark[] =>
  mark.type === 'break' ? [] : [{ ...mark, start: sourceOffset(mark.start + by), end: sourceOffset(mark.end + by) }];
