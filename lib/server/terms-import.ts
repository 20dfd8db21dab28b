import 'server-only';
import { isDeepStrictEqual } from 'node:util';
import { uuidv7 } from 'uuidv7';
import { MAX_TERMS, type TermImportFault, type TermImportReport } from '@/lib/contract/terms';
import { MAX_FORM, tidyForms, type Forms, type FormsFault } from '@/lib/domain/glossary/term';
import type { Viewer } from '@/lib/domain/permissions/can';
import { BLOCK_KEY } from '@/lib/domain/text/block';
import { bodyOfText, isEmptyBody, plainText, type NoteBody } from '@/lib/richtext/body';
import { checkBody } from '@/lib/richtext/check-body';
import type { Term } from '@/prisma/generated/client';

import { storedJson } from './articles';
import { audit } from './audit';
import { db, type Database } from './db';
import { readBytes } from './http';
import { Problem, wrong } from './problem';
import { folding } from './search-index';
import { versionColumns } from './terms';
import { settleRequests } from './terms-asked';
import { readTermsCsv, readTermsJson, type FileTerm } from './terms-file';
import { foldedForm, formsOf, identitiesOf, isHeadword, jsonColumn } from './terms-forms';
import { glossaryColumns, glossaryDetail, lockGlossary, openToChange, type Glossary } from './terms-scope';

const MAX_FILE_BYTES = 12_000_000;
const MAX_FAULTS = 100;

/**
 * Adds the terms of a file, and changes those that are there by the same headword. What a file says nothing of stays.
 * With one fault, nothing is changed. @param dry only say what it would do
 */
export async function importTerms(
  viewer: Viewer,
  at: Parameters<typeof openToChange>[1],
  request: Request,
  dry: boolean,
): Promise<TermImportReport | Problem> {
  const open = await openToChange(viewer, at);
  if (open instanceof Problem) return open;
  const terms = await fileOf(request);
  if (terms instanceof Problem) return terms;
  return bringTerms(open.glossary, terms, { by: open.viewer.id, dry });
}

/** The same of terms that have been read. @param by who brings them; null: the site itself, its samples */
export function bringTerms(
  glossary: Glossary,
  terms: readonly FileTerm[],
  { by, dry = false }: { readonly by: string | null; readonly dry?: boolean },
): Promise<TermImportReport | Problem> {
  if (terms.length > MAX_TERMS) return Promise.resolve(tooMany());
  return db().$transaction(
    async (tx) => {
      await lockGlossary(tx, glossary);
      const there = await tx.term.findMany({ where: { ...glossaryColumns(glossary), deletedAt: null } });
      const plan = planOf(terms, there);
      if (there.length + plan.added.length > MAX_TERMS) return tooMany();
      const done = !dry && plan.faults.length === 0;
      if (done) await carryOut(tx, glossary, plan, by);
      return {
        done,
        added: plan.added.length,
        changed: plan.changed.length,
        unchanged: plan.unchanged,
        faultCount: plan.faults.length,
        faults: plan.faults.slice(0, MAX_FAULTS),
      };
    },
    { timeout: 60_000 },
  );
}

const tooMany = () => new Problem('too-many-terms', { values: { limit: MAX_TERMS } });

async function fileOf(request: Request): Promise<FileTerm[] | Problem> {
  const mediaType = (request.headers.get('content-type') ?? '').toLowerCase().split(';')[0]?.trim();
  if (mediaType !== 'text/csv' && mediaType !== 'application/json')
    return new Problem('unsupported-media-type', { values: { expected: 'text/csv, application/json' } });
  const bytes = await readBytes(request, MAX_FILE_BYTES);
  if (bytes instanceof Problem) return bytes;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new Problem('unknown-encoding');
  }
  const terms = mediaType === 'text/csv' ? readTermsCsv(text) : readTermsJson(text);
  return terms ?? wrong('file', mediaType === 'text/csv' ? 'invalid' : 'not-json');
}

type Content = Pick<Term, 'headword' | 'aliases' | 'definitionText' | 'translationText' | 'definedIn'> & {
  readonly definition: NoteBody | null;
  readonly translation: NoteBody | null;
};

interface Plan {
  readonly added: Content[];
  readonly changed: { readonly term: Term; readonly content: Content }[];
  unchanged: number;
  readonly faults: TermImportReport['faults'];
}

/** What a file does to the terms that are there. */
function planOf(file: readonly FileTerm[], there: readonly Term[]): Plan {
  const plan: Plan = { added: [], changed: [], unchanged: 0, faults: [] };
  const byHeadword = new Map(there.map((term) => [foldedForm(term.headword), term]));
  const seen = new Set<string>();
  const owners = new Map<string, string>();
  const named = new Set(file.map(({ headword }) => foldedForm(headword)));
  const entries = file.map((entry) => ({
    entry,
    content: contentOf(entry, byHeadword.get(foldedForm(entry.headword))),
  }));
  const said = entries.flatMap(({ content }) => ('fault' in content ? [] : [content]));
  const identity = identitiesOf([...there, ...said].flatMap(formsOf));
  // A term that the file says anew has the words that the file gives it.
  for (const term of there)
    if (!named.has(foldedForm(term.headword)))
      for (const form of formsOf(term)) owners.set(identity(form), term.headword);
  for (const { entry, content } of entries) {
    const fault = (code: TermImportFault, words = '') => plan.faults.push({ line: entry.line, code, words });
    const key = foldedForm(entry.headword);
    const term = byHeadword.get(key);
    if ('fault' in content) {
      fault(content.fault, content.words.slice(0, MAX_FORM));
      continue;
    }
    if (seen.has(key)) {
      fault('twice-in-file', content.headword);
      continue;
    }
    seen.add(key);
    const taken = formsOf(content)
      .map((form) => owners.get(identity(form)))
      .find((owner) => owner !== undefined);
    if (taken !== undefined) {
      fault('taken', taken);
      continue;
    }
    for (const form of formsOf(content)) owners.set(identity(form), content.headword);
    if (!term) plan.added.push(content);
    else if (isSame(term, content)) plan.unchanged += 1;
    else plan.changed.push({ term, content });
  }
  return plan;
}

interface Refusal {
  readonly fault: TermImportFault;
  readonly words: string;
}

/** What the entry says, over what there is; or what is wrong with it. */
function contentOf(entry: FileTerm, term: Term | undefined): Content | Refusal {
  const said = { headword: entry.headword, aliases: entry.aliases ?? term?.aliases ?? [] };
  const forms = tidyForms(said, folding());
  if (!forms.ok) return refusalOf(forms.fault, said);
  const { headword, aliases } = forms;
  if (entry.unreadable) return { fault: 'unreadable', words: headword };
  const definition = bodyOf(entry.definition, term?.definition, term?.definitionText);
  const translation = bodyOf(entry.translation, term?.translation, term?.translationText);
  if (definition === 'definition-invalid' || translation === 'definition-invalid')
    return { fault: 'definition-invalid', words: headword };
  const definedIn = entry.definedIn === undefined ? (term?.definedIn ?? null) : entry.definedIn;
  if (definedIn !== null && !BLOCK_KEY.test(definedIn)) return { fault: 'unreadable', words: definedIn };
  return {
    ...{ headword, aliases: [...aliases] },
    ...{ definition, definitionText: definition ? plainText(definition) : '' },
    ...{ translation, translationText: translation ? plainText(translation) : '' },
    definedIn,
  };
}

function refusalOf(fault: FormsFault, said: Forms): Refusal {
  if (!('form' in fault))
    return fault.code === 'empty-headword'
      ? { fault: 'headword-missing', words: '' }
      : { fault: fault.code, words: said.headword };
  const { code, form: words } = fault;
  if (code === 'nothing-counts') return { fault: code, words };
  return { fault: isHeadword(words, said) ? 'headword-too-long' : 'alias-too-long', words };
}

/** Plain words that say what is there leave its emphasis and its links alone. */
function bodyOf(given: unknown, there: unknown, text = ''): NoteBody | null | 'definition-invalid' {
  const kept = (there ?? null) as NoteBody | null;
  if (given === undefined) return kept;
  if (typeof given === 'string' && given.replace(/\r\n?/g, '\n').trim() === text.trim()) return kept;
  const body = checkBody(typeof given === 'string' ? bodyOfText(given.replace(/\r\n?/g, '\n').trim()) : given);
  if (given === null) return null;
  if (body === 'invalid' || body === 'too-long') return 'definition-invalid';
  return isEmptyBody(body) ? null : body;
}

const isSame = (term: Term, content: Content): boolean =>
  term.headword === content.headword &&
  isDeepStrictEqual(term.aliases, content.aliases) &&
  isDeepStrictEqual(term.definition, content.definition) &&
  isDeepStrictEqual(term.translation, content.translation) &&
  term.definedIn === content.definedIn;

const columnsOf = ({ definition, translation, ...rest }: Content) => ({
  ...rest,
  definition: jsonColumn(definition && (storedJson(definition) as never)),
  translation: jsonColumn(translation && (storedJson(translation) as never)),
});

async function carryOut(tx: Database, glossary: Glossary, { added, changed }: Plan, by: string | null): Promise<void> {
  const rows = added.map((content) => ({
    ...{ id: uuidv7(), ...glossaryColumns(glossary) },
    ...{ ...columnsOf(content), authorId: by },
  }));
  const made = await tx.term.createManyAndReturn({ data: rows });
  await tx.termVersion.createMany({ data: made.map((term) => versionColumns(term, 'made', by)) });
  for (const { term, content } of changed) {
    const data = { ...columnsOf(content), version: { increment: 1 }, updatedAt: new Date() };
    const now = await tx.term.update({ where: { id: term.id }, data });
    await tx.termVersion.create({ data: versionColumns(now, 'changed', by) });
  }
  const words = [...added, ...changed.map(({ content }) => content)].flatMap(formsOf);
  await settleRequests(tx, glossary, words);
  await audit(tx, by, 'term.import', glossary.article?.id ?? glossary.group ?? '', {
    ...glossaryDetail(glossary),
    added: String(added.length),
    changed: String(changed.length),
  });
}
