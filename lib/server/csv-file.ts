import 'server-only';
import Papa from 'papaparse';

/*
 * Tables for spreadsheets.
 */

/**
 * A spreadsheet would run what begins so, in full width too where Chinese or Japanese is typed: it is written behind an
 * apostrophe, which is taken off again. What begins with apostrophes before such a sign gets one more, so that every
 * text comes back as it was.
 */
const RUNS = /^'*[=+\-@＝＋－＠\t\r\n]/;
const made = (cell: string): string => (RUNS.test(cell) ? `'${cell}` : cell);
/** A cell as it was before it was written so. */
export const readCell = (cell: string): string => (cell.startsWith("'") && RUNS.test(cell) ? cell.slice(1) : cell);

/** With a byte order mark, by which spreadsheets know UTF-8. */
export const csvFile = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  `\uFEFF${Papa.unparse([[...head], ...rows.map((row) => row.map(made))], { newline: '\r\n' })}\r\n`;

/** @param name of the file, without date and ending */
export const csvDownload = (text: string, name: string): Response =>
  new Response(text, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}-${new Date().toISOString().slice(0, 10)}.csv"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  });
