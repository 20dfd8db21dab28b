import 'server-only';
import { uuidv7 } from 'uuidv7';
import type { TermScope } from '@/lib/contract/terms';
import { can, type TermFacts, type Viewer } from '@/lib/domain/permissions/can';

import { audit } from './audit';
import { db, type Database } from './db';
import { notFound, Problem, wrong } from './problem';
import { takeTurn } from './rate-limit';
import { foldedForm, identitiesOf } from './terms-forms';
import { glossaryColumns, glossaryDetail, lockGlossary, openScope, type Glossary } from './terms-scope';

interface Point {
  readonly block: string;
  readonly offset: number;
}

/** A reader asks for a term. The same words again, while they wait, are one request. */
export async function requestTerm(
  viewer: Viewer,
  slug: string,
  asked: { scope: TermScope; start: Point; end: Point; exact: string },
): Promise<{ id: string } | Problem> {
  if (!viewer) return new Problem('not-signed-in');
  const opened = await openScope(viewer, slug, asked.scope);
  if (opened instanceof Problem) return opened;
  if (!can(viewer, 'term: ask', opened.facts)) return notFound();
  const exact = await wordsAt(opened.open.revision.id, asked);
  if (exact === null) return new Problem('words-differ');
  const folded = foldedForm(exact);
  if (folded === '') return wrong('exact', 'invalid');
  const refused = await takeTurn('term-request', viewer.id);
  if (refused) return refused;
  const key = {
    ...{ articleId: opened.open.article.id, groupId: opened.glossary.group },
    ...{ userId: viewer.id, folded, settledAt: null },
  };
  return db().$transaction(async (tx) => {
    await lockGlossary(tx, opened.glossary);
    const known = await tx.termRequest.findFirst({ where: key, select: { id: true } });
    if (known) return known;
    const { start, end } = asked;
    const place = { startBlock: start.block, startOffset: start.offset, endBlock: end.block, endOffset: end.offset };
    return tx.termRequest.create({ data: { id: uuidv7(), ...key, ...place, exact }, select: { id: true } });
  });
}

/** The words of the source there; null when others are. In whichever script they were shown, they fold the same. */
async function wordsAt(
  revisionId: string,
  { start, end, exact }: { start: Point; end: Point; exact: string },
): Promise<string | null> {
  // A term stands in one block.
  if (start.block !== end.block) return null;
  const block = await db().block.findUnique({ where: { revisionId_key: { revisionId, key: start.block } } });
  const words = block?.text.slice(start.offset, end.offset) ?? '';
  return end.offset <= (block?.text.length ?? 0) && foldedForm(words) === foldedForm(exact) ? words : null;
}

/** Which requests are of a glossary: of an article’s, or of a group’s beside whatever its members read. */
const requestsOf = ({ article, group }: Glossary) =>
  article ? { articleId: article.id, groupId: null } : { groupId: group };

/** A term has these words now: who asked for them has their answer. Under the lock of the glossary. */
export async function settleRequests(tx: Database, glossary: Glossary, words: readonly string[]): Promise<void> {
  const open = await tx.termRequest.findMany({
    where: { ...requestsOf(glossary), settledAt: null },
    select: { id: true, exact: true },
  });
  if (open.length === 0) return;
  const identity = identitiesOf([...words, ...open.map(({ exact }) => exact)]);
  const made = new Set(words.map(identity));
  const settled = open.filter(({ exact }) => made.has(identity(exact))).map(({ id }) => id);
  await tx.termRequest.updateMany({ where: { id: { in: settled } }, data: { settledAt: new Date() } });
}

/** Of who may change the glossary. */
async function openToDecide(
  viewer: Viewer,
  slug: string,
  scope: TermScope,
): Promise<{ glossary: Glossary; facts: TermFacts; by: string } | Problem> {
  if (!viewer) return new Problem('not-signed-in');
  const opened = await openScope(viewer, slug, scope);
  if (opened instanceof Problem) return opened;
  return can(viewer, 'term: change', opened.facts) ? { ...opened, by: viewer.id } : notFound();
}

/** Whoever asked for it has their answer, too. Again changes nothing. */
export async function dismissSuggestion(
  viewer: Viewer,
  slug: string,
  { scope, headword }: { scope: TermScope; headword: string },
): Promise<Problem | undefined> {
  const opened = await openToDecide(viewer, slug, scope);
  if (opened instanceof Problem) return opened;
  const folded = foldedForm(headword);
  if (folded === '') return wrong('headword', 'invalid');
  const key = { ...glossaryColumns(opened.glossary), folded };
  await db().$transaction(async (tx) => {
    await lockGlossary(tx, opened.glossary);
    if (await tx.termDismissal.findFirst({ where: key })) return;
    const [id, at] = [uuidv7(), new Date()];
    await tx.termDismissal.create({ data: { id, ...key, byId: opened.by, at } });
    const asked = { ...requestsOf(opened.glossary), folded, settledAt: null };
    await tx.termRequest.updateMany({ where: asked, data: { settledAt: at } });
    await audit(tx, opened.by, 'term.dismiss', id, glossaryDetail(opened.glossary));
  });
  return undefined;
}

export async function suggestAgain(
  viewer: Viewer,
  slug: string,
  { scope, headword }: { scope: TermScope; headword: string },
): Promise<Problem | undefined> {
  const opened = await openToDecide(viewer, slug, scope);
  if (opened instanceof Problem) return opened;
  const key = { ...glossaryColumns(opened.glossary), folded: foldedForm(headword) };
  await db().$transaction(async (tx) => {
    await lockGlossary(tx, opened.glossary);
    const dismissed = await tx.termDismissal.findFirst({ where: key });
    if (!dismissed) return;
    await tx.termDismissal.delete({ where: { id: dismissed.id } });
    await askAgain(tx, { ...requestsOf(opened.glossary), folded: key.folded }, dismissed.at);
  });
  return undefined;
}

/** What was settled by a dismissal waits again, but for who has asked once more since. */
async function askAgain(
  tx: Database,
  requests: ReturnType<typeof requestsOf> & { readonly folded: string },
  dismissedAt: Date,
): Promise<void> {
  const since = await tx.termRequest.findMany({ where: { ...requests, settledAt: null }, select: { userId: true } });
  await tx.termRequest.updateMany({
    where: { ...requests, settledAt: dismissedAt, userId: { notIn: since.map(({ userId }) => userId) } },
    data: { settledAt: null },
  });
}
