/** A table's text as its cells: cells and rows end with one character each, so offsets go on through them. */
import { CELL_END } from './block';

export interface Cell {
  readonly text: string;
  /** Where it begins in the block's text. */
  readonly start: number;
}

export function tableRows(text: string): Cell[][] {
  let start = 0;
  const cell = (content: string): Cell => {
    const begun = start;
    start += content.length + 1;
    return { text: content, start: begun };
  };
  return text.split('\n').map((line) => line.split(CELL_END).map(cell));
}
