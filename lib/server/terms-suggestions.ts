import 'server-only';
import { SUGGESTED_BY, type TermScope, type TermSuggestion } from '@/lib/contract/terms';
import { questionClusters } from '@/lib/domain/glossary/question-clusters';
import { can, type Viewer } from '@/lib/domain/permissions/can';
import { db } from './db';
import { notFound, Problem } from './problem';
import { folding } from './search-index';
import { termsExplained } from './terms-explained';
import { foldedForm, foldedForms, takenForms, type Forms } from './terms-forms';
import { glossaryColumns, openScope, type Glossary } from './terms-scope';

/** Longer questions are about a passage, not about a term. UTF-16 code units. */
const LONGEST = 40;

/**
 * What might be a term of a glossary, for who may change it: words that the text explains, that several readers did not
 * understand, by public notes or by those of the group, and that were asked for. Nothing is a term by that.
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
  const [explained, questions, requests, settled] = await Promise.all([
    termsExplained(revision.id),
    questionsIn(article.id, opened.glossary),
    requestsIn(article.id, opened.glossary),
    settledWords(opened.glossary),
  ]);
  const found = new Findings(settled);
  for (const { block, start, end, definition, pattern: _, ...forms } of explained)
    found.add(forms, { block, start, end }, definition)?.by.add('text');
  for (const { phrase, notes, readers, start, end } of clustersOf(questions)) {
    const place = { block: start.block, start: start.offset, end: end.offset };
    const finding = found.add({ headword: phrase, aliases: [] }, place);
    finding?.by.add('questions');
    for (const id of notes) finding?.questions.add(id);
    if (finding) finding.readers += readers;
  }
  for (const { request, place } of requests) {
    const finding = found.add({ headword: request.exact.trim(), aliases: [] }, place);
    finding?.by.add('requests');
    finding?.requests.push(request);
  }
  // Somebody who is alone with a question is company to what speaks for it otherwise.
  for (const { note } of questions) found.of(note.exact)?.questions.add(note.id);
  return { suggestions: await viewsOf(found.all, questions, revision.id) };
}

interface Place {
  readonly block: string;
  readonly start: number;
  readonly end: number;
}

interface Finding extends Forms {
  readonly definition: string;
  readonly place: Place;
  readonly by: Set<TermSuggestion['by'][number]>;
  /** Ids of notes. */
  readonly questions: Set<string>;
  readonly requests: TermSuggestion['requests'];
  readers: number;
}

/** What has been found, the same words once. */
class Findings {
  readonly all: Finding[] = [];
  private readonly byForm = new Map<string, Finding>();

  /** @param settled folded words that are not to be suggested */
  constructor(private readonly settled: ReadonlySet<string>) {}

  of(words: string): Finding | undefined {
    return this.byForm.get(foldedForm(words));
  }

  /** What is there already with one of these words, or a new one. @returns undefined: they are settled, or no words */
  add(forms: Forms, place: Place, definition = ''): Finding | undefined {
    const folded = foldedForms(forms).filter((form) => form !== '');
    if (folded.length === 0 || folded.some((form) => this.settled.has(form))) return undefined;
    const known = folded.flatMap((form) => this.byForm.get(form) ?? [])[0];
    if (known) return known;
    const { headword, aliases } = forms;
    const questions = new Set<string>();
    const finding: Finding = {
      headword,
      aliases,
      definition,
      place,
      by: new Set(),
      questions,
      requests: [],
      readers: 0,
    };
    this.all.push(finding);
    for (const form of folded) this.byForm.set(form, finding);
    return finding;
  }
}

type Questions = Awaited<ReturnType<typeof questionsIn>>;

const clustersOf = (questions: Questions) =>
  questionClusters(
    questions.map(({ note, place: { block, start, end } }) => ({
      id: note.id,
      exact: note.exact,
      start: { block, offset: start },
      end: { block, offset: end },
      // Whoever has left was somebody.
      by: note.author?.id ?? note.id,
    })),
    folding(),
  );

/** Most asked for first, then in the order of the text. */
async function viewsOf(
  findings: readonly Finding[],
  questions: Questions,
  revisionId: string,
): Promise<TermSuggestion[]> {
  const numbers = await numbersOf(
    revisionId,
    findings.map(({ place }) => place.block),
  );
  const weight = ({ readers, requests }: Finding) => readers + requests.length;
  return [...findings]
    .sort((a, b) => weight(b) - weight(a))
    .map(({ headword, aliases, definition, place, by, requests, questions: ids }) => {
      const number = numbers.get(place.block);
      return {
        headword,
        aliases: [...aliases],
        definition,
        by: SUGGESTED_BY.filter((reason) => by.has(reason)),
        place: number === undefined ? null : { ...place, number },
        questions: questions.flatMap(({ note }) => (ids.has(note.id) ? [note] : [])),
        requests,
      };
    });
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
