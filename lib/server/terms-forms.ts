import 'server-only';
import { findableAs } from '@/lib/domain/glossary/find-terms';
import { formKey, MAX_ALIASES, MAX_FORM, tidyForm, tidyForms, type Forms } from '@/lib/domain/glossary/term';
import { isEmptyBody, plainText, type NoteBody } from '@/lib/richtext/body';
import { checkBody, MAX_BODY_LENGTH } from '@/lib/richtext/check-body';
import { Prisma } from '@/prisma/generated/client';
import { storedJson } from './articles';

import type { Database } from './db';
import { Problem, wrong } from './problem';
import { folding } from './search-index';
import { glossaryColumns, type Glossary } from './terms-scope';

/** What counts of a form: the same for two that are one in another script or in capitals. */
export const foldedForm = (form: string): string => formKey(form, folding());

export const formsOf = ({ headword, aliases }: Forms): string[] => [headword, ...aliases];

/**
 * By what forms are told apart where they are looked for in a text: one for concept and Concepts.
 *
 * @param forms all that are compared; any other is as if it were found nowhere
 */
export function identitiesOf(forms: readonly string[]): (form: string) => string {
  const identities = findableAs(forms, folding());
  const known = new Map(forms.map((form, index) => [form, identities[index] ?? '']));
  return (form) => known.get(form) ?? '';
}

/** A term's words as they are kept; or what is wrong with them. */
export function tidied(forms: Forms): { headword: string; aliases: string[] } | Problem {
  const tidy = tidyForms(forms, folding());
  if (tidy.ok) return { headword: tidy.headword, aliases: [...tidy.aliases] };
  const { fault } = tidy;
  if ('form' in fault) {
    const field = isHeadword(fault.form, forms) ? 'headword' : 'aliases';
    return fault.code === 'too-long' ? wrong(field, 'too-long', { n: MAX_FORM }) : wrong(field, 'invalid');
  }
  return fault.code === 'empty-headword'
    ? wrong('headword', 'required')
    : wrong('aliases', 'too-long', { n: MAX_ALIASES });
}

export const isHeadword = (form: string, { headword }: Forms): boolean => form === tidyForm(headword);

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

/** The words of a glossary’s terms, each with its term. Under its lock, or for looking only. */
export async function takenWords(
  tx: Database,
  glossary: Glossary,
): Promise<{ form: string; id: string; headword: string }[]> {
  const rows = await tx.term.findMany({
    where: { ...glossaryColumns(glossary), deletedAt: null },
    select: { id: true, headword: true, aliases: true },
  });
  return rows.flatMap((row) => formsOf(row).map((form) => ({ form, id: row.id, headword: row.headword })));
}

/** Null: nobody else has these words. @param except ids of terms that do not count */
export async function refuseTaken(
  tx: Database,
  glossary: Glossary,
  forms: Forms,
  except: readonly string[] = [],
): Promise<Problem | null> {
  const theirs = (await takenWords(tx, glossary)).filter(({ id }) => !except.includes(id));
  const identity = identitiesOf([...formsOf(forms), ...theirs.map(({ form }) => form)]);
  const wanted = new Set(formsOf(forms).map(identity));
  const taken = theirs.find(({ form }) => wanted.has(identity(form)));
  return taken ? takenBy(taken) : null;
}

/** A term has these words already. */
export const takenBy = ({ id, headword }: { readonly id: string; readonly headword: string }): Problem =>
  new Problem('term-taken', { term: { id, headword }, values: { headword } });
