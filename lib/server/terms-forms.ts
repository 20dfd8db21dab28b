import 'server-only';
import { isEmptyBody, plainText, type NoteBody } from '@/lib/richtext/body';
import { checkBody, MAX_BODY_LENGTH } from '@/lib/richtext/check-body';
import { Prisma } from '@/prisma/generated/client';
import { storedJson } from './articles';
import { wrong } from './annotations-content';
import type { Database } from './db';
import { Problem } from './problem';
import { folding } from './search-index';
import { glossaryColumns, type Glossary } from './terms-scope';

/** The words of a term. */
export interface Forms {
  readonly headword: string;
  readonly aliases: readonly string[];
}

/** What counts of a form: the same for two that are found in the same places. */
export const foldedForm = (form: string): string => folding().text(form).trim();

/** In one line, and each once: an alias that is the headword in another script adds nothing. */
export function tidied({ headword, aliases }: Forms): { headword: string; aliases: string[] } {
  const line = (form: string) => form.replace(/\s+/gu, ' ').trim();
  const known = new Set([foldedForm(headword)]);
  const kept = aliases.map(line).filter((alias) => {
    const folded = foldedForm(alias);
    if (folded === '' || known.has(folded)) return false;
    known.add(folded);
    return true;
  });
  return { headword: line(headword), aliases: kept };
}

export const foldedForms = ({ headword, aliases }: Forms): string[] => [headword, ...aliases].map(foldedForm);

/** What stands for a body in a row. */
export function bodyColumns<Name extends 'definition' | 'translation'>(name: Name, given: unknown) {
  const body = given === null ? null : checkBody(given);
  if (body === 'too-long') return wrong(name, 'too-long', { n: MAX_BODY_LENGTH });
  if (body === 'invalid') return wrong(name, 'invalid');
  return columnsOf(name, isEmptyBody(body) ? null : body);
}

const columnsOf = <Name extends 'definition' | 'translation'>(name: Name, body: NoteBody | null) =>
  ({ [name]: body ? storedJson(body) : Prisma.DbNull, [`${name}Text`]: body ? plainText(body) : '' }) as Record<
    Name,
    Prisma.InputJsonValue | typeof Prisma.DbNull
  > &
    Record<`${Name}Text`, string>;

/** Stored JSON as a column's value again. */
export const jsonColumn = (value: Prisma.JsonValue): Prisma.InputJsonValue | typeof Prisma.DbNull =>
  value === null ? Prisma.DbNull : storedJson(value);

/** The terms of a glossary by the folded forms of each. Under its lock, or for looking only. */
export async function takenForms(
  tx: Database,
  glossary: Glossary,
): Promise<Map<string, { id: string; headword: string }>> {
  const rows = await tx.term.findMany({
    where: { ...glossaryColumns(glossary), deletedAt: null },
    select: { id: true, headword: true, aliases: true },
  });
  return new Map(rows.flatMap((row) => foldedForms(row).map((form) => [form, { id: row.id, headword: row.headword }])));
}

/** Null: nobody else has these words. @param except ids of terms that do not count */
export async function refuseTaken(
  tx: Database,
  glossary: Glossary,
  forms: Forms,
  except: readonly string[] = [],
): Promise<Problem | null> {
  const taken = await takenForms(tx, glossary);
  for (const form of foldedForms(forms)) {
    const term = taken.get(form);
    if (term && !except.includes(term.id))
      return new Problem('term-taken', { term, values: { headword: term.headword } });
  }
  return null;
}
