import 'server-only';
import { uuidv7 } from 'uuidv7';
import type { NewTerm, TermPatch, TermScope, TermsView, TermView } from '@/lib/contract/terms';
import { MAX_TERMS } from '@/lib/contract/terms';
import { can, type Viewer } from '@/lib/domain/permissions/can';
import type { ShownScript } from '@/lib/domain/script/script';
import type { Term, TermChange } from '@/prisma/generated/client';
import { refuseVersion } from './annotations';
import { openArticle, type Article } from './articles';
import { audit } from './audit';
import { db, type Database } from './db';
import { notFound, Problem } from './problem';
import { settleRequests } from './terms-asked';
import { bodyColumns, formsOf, jsonColumn, refuseTaken, tidied } from './terms-forms';
import { keepWritten, refuseUnkeepable } from './terms-protect';
import {
  glossariesBeside,
  glossaryColumns,
  glossaryDetail,
  glossaryTag,
  inGlossaries,
  lockGlossary,
  openGlossary,
  openToChange,
  scopesToAddTo,
  type Glossary,
} from './terms-scope';
import { TERM_PARTS, termFacts, termsShown, termViews, type TermRow } from './terms-view';
import { visibleTerms } from './visible';

/*
 * Glossaries: what an article's editors, and who leads a group, say that its words mean. Every version is kept.
 */

/** An article's terms and those of the viewer's groups. */
export async function listTerms(
  viewer: Viewer,
  slug: string,
  { scope, script }: { scope?: TermScope | undefined; script?: ShownScript | undefined },
): Promise<TermsView | Problem> {
  const open = await openArticle(viewer, slug);
  if (open instanceof Problem) return open;
  const beside = glossariesBeside(viewer, open.article, scope);
  return termsIn(viewer, beside, open.article, script);
}

export async function listGroupTerms(
  viewer: Viewer,
  group: string,
  script?: ShownScript,
): Promise<TermsView | Problem> {
  const glossary = await openGlossary(viewer, { group });
  if (glossary instanceof Problem) return glossary;
  return termsIn(viewer, { articleId: null, groups: [group] }, null, script);
}

async function termsIn(
  viewer: Viewer,
  glossaries: ReturnType<typeof glossariesBeside>,
  article: Article | null,
  script: ShownScript = 'source',
): Promise<TermsView> {
  // Before the terms are read: what changes meanwhile is asked for again.
  const glossary = await glossaryTag(glossaries);
  const rows = await db().term.findMany({
    where: { AND: [inGlossaries(glossaries), { deletedAt: null }] },
    include: TERM_PARTS,
    orderBy: [{ headword: 'asc' }, { id: 'asc' }],
  });
  return {
    terms: await termsShown(await termViews(rows, viewer), script, article),
    glossary,
    mayAdd: scopesToAddTo(viewer, glossaries, article),
  };
}

export async function addTerm(
  viewer: Viewer,
  at: Parameters<typeof openToChange>[1],
  term: NewTerm,
): Promise<TermView | Problem> {
  const open = await openToChange(viewer, at);
  if (open instanceof Problem) return open;
  const columns = columnsOf(term, term);
  if (columns instanceof Problem) return columns;
  const { glossary } = open;
  const unkeepable = term.protect ? refuseUnkeepable(glossary, columns.headword) : null;
  if (unkeepable) return unkeepable;
  const id = uuidv7();
  const refused = await db().$transaction(async (tx) => {
    await lockGlossary(tx, glossary);
    if ((await tx.term.count({ where: { ...glossaryColumns(glossary), deletedAt: null } })) >= MAX_TERMS)
      return new Problem('too-many-terms', { values: { limit: MAX_TERMS } });
    const taken = await refuseTaken(tx, glossary, columns);
    if (taken) return taken;
    const made = await tx.term.create({
      data: { id, ...glossaryColumns(glossary), ...columns, authorId: open.viewer.id },
    });
    await recordVersion(tx, made, 'made', open.viewer.id);
    await settleRequests(tx, glossary, formsOf(columns));
    await audit(tx, open.viewer.id, 'term.add', id, glossaryDetail(glossary));
    return null;
  });
  if (refused) return refused;
  if (term.protect) await keepWritten(viewer, glossary, columns.headword);
  return readTerm(viewer, id);
}

/** The columns of what is said of a term; what is absent stays as it is. @param forms all of its words, then */
function columnsOf(said: TermPatch, forms: { headword: string; aliases: readonly string[] }) {
  const tidy = tidied(forms);
  if (tidy instanceof Problem) return tidy;
  const definition = said.definition === undefined ? {} : bodyColumns('definition', said.definition);
  if (definition instanceof Problem) return definition;
  const translation = said.translation === undefined ? {} : bodyColumns('translation', said.translation);
  if (translation instanceof Problem) return translation;
  return {
    ...tidy,
    ...definition,
    ...translation,
    ...(said.definedIn === undefined ? {} : { definedIn: said.definedIn }),
  };
}

/** What a term is from now on. */
async function recordVersion(tx: Database, term: Term, change: TermChange, byId: string): Promise<void> {
  await tx.termVersion.create({ data: versionColumns(term, change, byId) });
}

/** @param byId null: the site itself */
export const versionColumns = (term: Term, change: TermChange, byId: string | null) => ({
  termId: term.id,
  version: term.version,
  change,
  headword: term.headword,
  aliases: term.aliases,
  definition: jsonColumn(term.definition),
  definitionText: term.definitionText,
  translation: jsonColumn(term.translation),
  translationText: term.translationText,
  definedIn: term.definedIn,
  byId,
  at: term.updatedAt,
});

/** A term that the viewer sees, deleted or not. */
export async function findTerm(viewer: Viewer, id: string, database: Database = db()): Promise<TermRow | Problem> {
  const row = await database.term.findFirst({ where: { AND: [{ id }, visibleTerms(viewer)] }, include: TERM_PARTS });
  return row ?? notFound();
}

/** @param script also as this one shows it */
export async function readTerm(
  viewer: Viewer,
  id: string,
  script: ShownScript = 'source',
): Promise<TermView | Problem> {
  const row = await findTerm(viewer, id);
  if (row instanceof Problem) return row;
  if (row.deletedAt) return notFound();
  const [view] = await termsShown(await termViews([row], viewer), script, row.article);
  return view ?? notFound();
}

const glossaryOf = ({ article, groupId }: TermRow): Glossary | null => {
  if (article) return { article, group: null };
  return groupId === null ? null : { article: null, group: groupId };
};

/** Its term under the lock of its glossary, for who may change it. @param act with what the term then is */
export async function changing<T>(
  viewer: Viewer,
  id: string,
  act: (tx: Database, term: TermRow, glossary: Glossary, by: string) => Promise<T | Problem>,
): Promise<T | Problem> {
  if (!viewer) return new Problem('not-signed-in');
  const seen = await findTerm(viewer, id);
  if (seen instanceof Problem) return seen;
  const glossary = glossaryOf(seen);
  if (!glossary || !can(viewer, 'term: change', termFacts(seen))) return notFound();
  return db().$transaction(async (tx) => {
    await lockGlossary(tx, glossary);
    const term = await findTerm(viewer, id, tx);
    return term instanceof Problem ? term : act(tx, term, glossary, viewer.id);
  });
}

export async function changeTerm(
  viewer: Viewer,
  id: string,
  asked: number | '*' | null,
  patch: TermPatch,
): Promise<TermView | Problem> {
  const changed = await changing(viewer, id, async (tx, term, glossary, by) => {
    if (term.deletedAt) return notFound();
    const stale = refuseVersion(asked, term.version);
    if (stale) return stale;
    const columns = columnsOf(patch, { headword: term.headword, aliases: term.aliases, ...defined(patch) });
    if (columns instanceof Problem) return columns;
    const unkeepable = patch.protect ? refuseUnkeepable(glossary, columns.headword) : null;
    if (unkeepable) return unkeepable;
    const taken = await refuseTaken(tx, glossary, columns, [id]);
    if (taken) return taken;
    await updateTerm(tx, term, columns, 'changed', by);
    await settleRequests(tx, glossary, formsOf(columns));
    await audit(tx, by, 'term.change', id, glossaryDetail(glossary));
    return { glossary, headword: columns.headword };
  });
  if (changed instanceof Problem) return changed;
  if (patch.protect) await keepWritten(viewer, changed.glossary, changed.headword);
  return readTerm(viewer, id);
}

const defined = ({ headword, aliases }: TermPatch) => ({
  ...(headword === undefined ? {} : { headword }),
  ...(aliases === undefined ? {} : { aliases }),
});

/** Its next version, on record. */
export async function updateTerm(
  tx: Database,
  { id }: { readonly id: string },
  data: Parameters<Database['term']['update']>[0]['data'],
  change: TermChange,
  by: string,
  at = new Date(),
): Promise<void> {
  const term = await tx.term.update({ where: { id }, data: { ...data, version: { increment: 1 }, updatedAt: at } });
  await recordVersion(tx, term, change, by);
}

/** Again changes nothing. */
export async function deleteTerm(viewer: Viewer, id: string): Promise<Problem | undefined> {
  const done = await changing(viewer, id, async (tx, term, glossary, by) => {
    if (term.deletedAt) return null;
    await updateTerm(tx, term, { deletedAt: new Date() }, 'deleted', by);
    await audit(tx, by, 'term.delete', id, glossaryDetail(glossary));
    return null;
  });
  return done ?? undefined;
}
