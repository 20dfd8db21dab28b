import 'server-only';
import type { TermScope, TermSuggestion } from '@/lib/contract/terms';
import { can, type Viewer } from '@/lib/domain/permissions/can';
import { db } from './db';
import { notFound, Problem } from './problem';
import { foldedForm, takenForms } from './terms-forms';
import { glossaryColumns, openScope, type Glossary } from './terms-scope';

/** How many readers have to stumble over the same words. */
const READERS = 2;
/** Longer questions are about a passage, not about a term. UTF-16 code units. */
const LONGEST = 40;

/**
 * What might be a term of a glossary, for who may change it: words that several readers did not understand, by public
 * notes or by those of the group, and words that were asked for. Nothing is a term by that.
 */
export async function suggestedTerms(
  viewer: Viewer,
  slug: string,
  scope: TermScope,
): Promise<{ suggestions: TermSuggestion[] } | Problem> {
  const opened = await openScope(viewer, slug, scope);
  if (opened instanceof Problem) return opened;
  if (!can(viewer, 'term: change', opened.facts)) return viewer ? notFound() : new Problem('not-signed-in');
  const { article, revision } = opened.open;
  const [questions, requests, settled] = await Promise.all([
    questionsIn(article.id, opened.glossary),
    requestsIn(article.id, opened.glossary),
    settledWords(opened.glossary),
  ]);
  const all = new Map<string, TermSuggestion & { readonly readers: Set<string | null> }>();
  const about = (exact: string, place: Place) => {
    const key = foldedForm(exact);
    const known = all.get(key);
    if (known) return known;
    const made = { headword: exact.trim(), aliases: [], definition: '', by: [], questions: [], requests: [] };
    const suggestion = { ...made, place: { ...place, number: 0 }, readers: new Set<string | null>() };
    if (key !== '' && !settled.has(key)) all.set(key, suggestion);
    return suggestion;
  };
  for (const { note, place } of questions) {
    const suggestion = about(note.exact, place);
    suggestion.questions.push(note);
    suggestion.readers.add(note.author?.id ?? null);
  }
  for (const { request, place } of requests) about(request.exact, place).requests.push(request);
  const wanted = [...all.values()].filter((one) => one.requests.length > 0 || one.readers.size >= READERS);
  const numbers = await numbersOf(
    revision.id,
    wanted.flatMap(({ place }) => place?.block ?? []),
  );
  return {
    suggestions: wanted
      .sort((a, b) => b.readers.size + b.requests.length - (a.readers.size + a.requests.length))
      .map(({ readers, place, ...suggestion }) => {
        const number = place && numbers.get(place.block);
        return {
          ...suggestion,
          by: [
            ...(readers.size >= READERS ? (['questions'] as const) : []),
            ...(suggestion.requests.length > 0 ? (['requests'] as const) : []),
          ],
          place: place && number !== undefined && number !== null ? { ...place, number } : null,
        };
      }),
  };
}

interface Place {
  readonly block: string;
  readonly start: number;
  readonly end: number;
}

/** Open questions on words within a block, as they stand now. Never private ones, nor hidden ones. */
async function questionsIn(articleId: string, { group }: Glossary) {
  const layer = group === null ? { layer: 'public' as const } : { layer: 'group' as const, groupId: group };
  const rows = await db().position.findMany({
    where: {
      articleId,
      lastRevision: null,
      state: { not: 'removed' },
      startOffset: { not: null },
      annotation: { ...layer, motivation: 'questioning', deletedAt: null, hiddenAt: null, resolvedAt: null },
    },
    include: { annotation: { include: { author: { select: { id: true, name: true } } } } },
    orderBy: { annotationId: 'asc' },
  });
  return rows.flatMap(({ annotation, words, startBlock, endBlock, startOffset, endOffset }) => {
    const exact = words ?? annotation.quote ?? '';
    if (startBlock === null || startBlock !== endBlock || startOffset === null || endOffset === null) return [];
    if (exact === '' || exact.length > LONGEST) return [];
    const { id, author, bodyText: text, createdAt } = annotation;
    const place: Place = { block: startBlock, start: startOffset, end: endOffset };
    return { note: { id, author, exact, text, at: createdAt.toISOString() }, place };
  });
}

async function requestsIn(articleId: string, { group }: Glossary) {
  const rows = await db().termRequest.findMany({
    where: { articleId, groupId: group, settledAt: null },
    include: { user: { select: { id: true, name: true } } },
    orderBy: { createdAt: 'asc' },
  });
  return rows.map(({ id, user, exact, createdAt, startBlock, startOffset, endOffset }) => ({
    request: { id, by: user, exact, at: createdAt.toISOString() },
    place: { block: startBlock, start: startOffset, end: endOffset },
  }));
}

/** Folded words that are a term already, or are not to be suggested. */
async function settledWords(glossary: Glossary): Promise<Set<string>> {
  const [taken, dismissed] = await Promise.all([
    takenForms(db(), glossary),
    db().termDismissal.findMany({ where: glossaryColumns(glossary), select: { folded: true } }),
  ]);
  return new Set([...taken.keys(), ...dismissed.map(({ folded }) => folded)]);
}

/** Of an edition’s blocks, by their keys; those that it has. */
export async function numbersOf(revisionId: string, keys: readonly string[]): Promise<Map<string, number>> {
  const rows = await db().block.findMany({
    where: { revisionId, key: { in: [...keys] } },
    select: { key: true, number: true },
  });
  return new Map(rows.map(({ key, number }) => [key, number]));
}
