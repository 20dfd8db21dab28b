import 'server-only';
import Papa from 'papaparse';
import { z } from 'zod';
import { csvFile, readCell } from './csv-file';

/*
 * A glossary as a file: CSV for spreadsheets, JSON for programs. Definitions are plain text in CSV, a body in JSON.
 */

/** A term as a file says it, nothing checked yet. */
export interface FileTerm {
  /** Of the file, from 1; of JSON which entry. */
  readonly line: number;
  readonly headword: string;
  // Of what follows: absent, the file says nothing of it, and what there is stays.
  readonly aliases?: readonly string[] | undefined;
  /** A body, or plain words. */
  readonly definition?: unknown;
  readonly translation?: unknown;
  readonly definedIn?: string | null | undefined;
  /** Some of it is said in a way that nobody can read. */
  readonly unreadable?: boolean;
}

const COLUMNS = ['headword', 'aliases', 'definition', 'translation', 'defined_in'] as const;
/** Between the aliases in one cell. */
const ALIAS_MARK = '; ';

interface WrittenTerm {
  readonly headword: string;
  readonly aliases: readonly string[];
  readonly definitionText: string;
  readonly translationText: string;
  readonly definedIn: string | null;
}

export function termsCsv(terms: readonly WrittenTerm[]): string {
  const rows = terms.map((term) => [
    term.headword,
    term.aliases.map((alias) => alias.replace(/[\\;]/g, '\\$&')).join(ALIAS_MARK),
    term.definitionText,
    term.translationText,
    term.definedIn ?? '',
  ]);
  return csvFile(COLUMNS, rows);
}

/** Null: it is not CSV with a column `headword`. */
export function readTermsCsv(text: string): FileTerm[] | null {
  const { data } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { skipEmptyLines: false });
  const [head = [], ...rows] = data;
  const at = new Map(head.map((name, index) => [name.trim().toLowerCase(), index]));
  if (!at.has('headword')) return null;
  let line = 1 + linesIn(head);
  return rows.flatMap((row) => {
    const here = line;
    line += linesIn(row);
    if (row.every((cell) => cell.trim() === '')) return [];
    const cell = (name: (typeof COLUMNS)[number]) => {
      const index = at.get(name);
      return index === undefined ? undefined : readCell(row[index] ?? '');
    };
    const aliases = cell('aliases');
    const definedIn = cell('defined_in');
    return {
      line: here,
      headword: cell('headword') ?? '',
      aliases: aliases === undefined ? undefined : aliasesIn(aliases),
      definition: cell('definition'),
      translation: cell('translation'),
      ...(definedIn === undefined ? {} : { definedIn: definedIn.trim() || null }),
    };
  });
}

/** A cell may hold line ends. */
const linesIn = (row: readonly string[]): number =>
  1 + row.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);

/** Apart by semicolons of either width; `\;` is one within an alias. */
const aliasesIn = (cell: string): string[] =>
  (cell.match(/(?:\\[\s\S]|[^;；\\]|\\$)+/g) ?? [])
    .map((alias) => alias.replace(/\\([\\;；])/g, '$1').trim())
    .filter((alias) => alias !== '');

const entrySchema = z.looseObject({
  headword: z.string().catch(''),
  definition: z.unknown().optional(),
  translation: z.unknown().optional(),
});
/** What is no mere text, and is refused where it is malformed. */
const strictSchema = z.looseObject({
  aliases: z.array(z.string()).optional(),
  definedIn: z.string().nullish(),
});
const fileSchema = z.union([z.array(z.unknown()), z.looseObject({ terms: z.array(z.unknown()) })]);

/** What {@link termsJson} writes, or a bare list of such terms. Null: it is neither. */
export function readTermsJson(text: string): FileTerm[] | null {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
  const file = fileSchema.safeParse(json);
  if (!file.success) return null;
  const entries = Array.isArray(file.data) ? file.data : file.data.terms;
  return entries.map((entry, index) => {
    const { headword, definition, translation } = entrySchema.catch({ headword: '' }).parse(entry);
    const strict = strictSchema.safeParse(entry);
    return {
      ...{ line: index + 1, headword, definition, translation },
      ...(strict.success ? { aliases: strict.data.aliases, definedIn: strict.data.definedIn } : { unreadable: true }),
    };
  });
}

/** @param terms by headword, with bodies */
export const termsJson = (terms: readonly object[]): string => JSON.stringify({ terms }, null, 2);
