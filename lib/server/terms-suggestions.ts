import 'server-only';
import type { TermScope, TermSuggestion } from '@/lib/contract/terms';
import { questionClusters } from '@/lib/domain/glossary/question-clusters';
import { tidyForm, type Forms } from '@/lib/domain/glossary/term';
import { can, type Viewer } from '@/lib/domain/permissions/can';
import { db } from './db';
import { notFound, Problem } from './problem';
import { folding } from './search-index';
import { explainedTerms, type ExplainedTerm } from './terms-explained';
import { foldedForm, formsOf, identitiesOf, takenWords } from './terms-forms';
import { glossaryColumns, openScope, type Glossary } from './terms-scope';

/** Longer words are a passage, not a term. UTF-16 code units. */
const LONGEST = 40;
/** In one answer: whoever has dealt with them is told of more. */
const MAX_SUGGESTIONS = 300;

/**
 * What might be a term of a glossary, for who may change it: words that the text explains, that several readers did not
 * understand (by public notes, or by those of the group), that were asked for. Nothing is a term by that.
 *
 * @returns those that most readers wonder about first, then in the order of the text
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
  const [explained, questions, requests, taken, dismissed] = await Promise.all([
    explainedTerms(revision),
    questionsIn(article.id, opened.glossary),
    requestsIn(article.id, opened.glossary),
    takenWords(db(), opened.glossary),
    dismissedWords(opened.glossary),
  ]);
  const drafts = draftsOf({ explained, questions, requests }, taken, dismissed);
  const numbers = await numbersOf(
    revision.id,
    drafts.map(({ place }) => place.block),
  );
  const suggestions = drafts.map(({ place, ...draft }) => {
    const number = numbers.get(place.block);
    return { ...draft, place: number === undefined ? null : { ...place, number } };
  });
  return { suggestions: suggestions.sort(byWeight).slice(0, MAX_SUGGESTIONS) };
}

const weightOf = ({ questions, requests }: TermSuggestion): number =>
  new Set(questions.map(({ author }) => author?.id)).size + requests.length;

function byWeight(a: TermSuggestion, b: TermSuggestion): number {
  const weight = weightOf(b) - weightOf(a);
  if (weight !== 0 || !a.place || !b.place) return weight;
  return a.place.number - b.place.number || a.place.start - b.place.start;
}

type Draft = Omit<TermSuggestion, 'place'> & { readonly place: Place };
interface Wanted {
  readonly explained: readonly ExplainedTerm[];
  readonly questions: Awaited<ReturnType<typeof questionsIn>>;
  readonly requests: Awaited<ReturnType<typeof requestsIn>>;
}

/** All that speaks for the same words together. @param taken words of terms @param dismissed folded */
function draftsOf(
  { explained, questions, requests }: Wanted,
  taken: readonly { readonly form: string }[],
  dismissed: ReadonlySet<string>,
): Draft[] {
  const asked = [...questions.map(({ note }) => note), ...requests.map(({ request }) => request)].map(wordsOf);
  const identity = identitiesOf([...taken.map(({ form }) => form), ...explained.flatMap(formsOf), ...asked]);
  const settled = new Set(taken.map(({ form }) => identity(form)));
  const drafts = new Map<string, Draft>();
  const draft = (forms: Forms, place: Place, definition = ''): Draft | null => {
    const keys = formsOf(forms).map(identity);
    if (keys.some((key) => key === '' || settled.has(key)) || dismissed.has(foldedForm(forms.headword))) return null;
    const { headword, aliases } = forms;
    const made = { headword, aliases: [...aliases], definition, by: [], place, questions: [], requests: [] };
    for (const key of keys) if (!drafts.has(key)) drafts.set(key, made);
    return made;
  };
  const about = (words: string, place: Place) =>
    drafts.get(identity(words)) ?? draft({ headword: words, aliases: [] }, place);
  for (const { block, start, end, definition, ...forms } of explained)
    draft(forms, { block, start, end }, definition)?.by.push('text');
  const clustered = new Set<string>();
  for (const { phrase, notes, start, end } of clustersOf(questions)) {
    const found =
      phrase.length > LONGEST ? null : about(phrase, { block: start.block, start: start.offset, end: end.offset });
    if (!found) continue;
    if (!found.by.includes('questions')) found.by.push('questions');
    found.questions.push(...questions.filter(({ note }) => notes.includes(note.id)).map(({ note }) => note));
    for (const id of notes) clustered.add(id);
  }
  for (const { request, place } of requests) {
    const found = about(wordsOf(request), place);
    if (found?.requests.push(request) === 1) found.by.push('requests');
  }
  // What one reader alone wonders about goes with what is suggested anyway.
  for (const { note } of questions)
    if (!clustered.has(note.id)) drafts.get(identity(wordsOf(note)))?.questions.push(note);
  return [...new Set(drafts.values())];
}

const wordsOf = ({ exact }: { readonly exact: string }): string => tidyForm(exact);

const clustersOf = (questions: Wanted['questions']) =>
  questionClusters(
    questions.map(({ note, place: { block, start, end } }) => ({
      ...{ id: note.id, exact: note.exact, by: note.author?.id ?? '' },
      ...{ start: { block, offset: start }, end: { block, offset: end } },
    })),
    folding(),
  );

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
    if (exact === '') return [];
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

/** Folded. */
async function dismissedWords(glossary: Glossary): Promise<Set<string>> {
  const dismissed = await db().termDismissal.findMany({
    where: glossaryColumns(glossary),
    select: { folded: true },
  });
  return new Set(dismissed.map(({ folded }) => folded));
}

/** Of an edition’s blocks, by their keys; those that it has. */
export async function numbersOf(revisionId: string, keys: readonly string[]): Promise<Map<string, number>> {
  const rows = await db().block.findMany({
    where: { revisionId, key: { in: [...keys] } },
    select: { key: true, number: true },
  });
  return new Map(rows.map(({ key, number }) => [key, number]));
}
