import 'server-only';
import type { ChangesOfEdition, RevisionSummary } from '@/lib/contract/articles';
import type { EditionOutcome } from '@/lib/contract/editions';
import { changedGroups, editionChanges, type EditionChange } from '@/lib/domain/anchoring/edition-changes';
import { can, type Viewer } from '@/lib/domain/permissions/can';
import { isChinese } from '@/lib/domain/script/script';
import { articleFacts, openArticle, type OpenArticle } from './articles';
import { db } from './db';
import { changedFacts, numbersOf, showFrom, storedBlocks } from './edition-shown';
import { editionStep } from './edition-step';
import { notFound, Problem } from './problem';
import { displayOf, languageShown, shownText, type Wanted } from './shown';

/** Its publishing, as whoever may read the article is told of it. */
const SUMMARY = {
  number: true,
  title: true,
  createdAt: true,
  blockCount: true,
  length: true,
  reason: true,
  outcome: true,
  createdBy: { select: { name: true } },
} as const;

interface SummaryRow {
  number: number;
  title: string;
  createdAt: Date;
  blockCount: number;
  length: number;
  reason: string | null;
  outcome: unknown;
  createdBy: { name: string } | null;
}

/** How many notes an edition touched tells how many private ones there are: for its editors only. */
const summaryFor =
  (viewer: Viewer, { article }: OpenArticle) =>
  ({ createdAt, createdBy, outcome, ...facts }: SummaryRow): RevisionSummary => {
    // Written from this very type by who published it.
    const known = outcome as EditionOutcome | null;
    return {
      ...facts,
      createdAt: createdAt.toISOString(),
      by: createdBy?.name ?? null,
      outcome: known && (can(viewer, 'article: edit', articleFacts(article)) ? known : { ...known, notes: null }),
    };
  };

export interface Editions extends OpenArticle {
  /** Newest first. */
  readonly revisions: readonly RevisionSummary[];
}

export async function listEditions(viewer: Viewer, slug: string): Promise<Editions | Problem> {
  const open = await openArticle(viewer, slug);
  if (open instanceof Problem) return open;
  const rows = await db().revision.findMany({
    where: { articleId: open.article.id },
    select: SUMMARY,
    orderBy: { number: 'desc' },
  });
  return { ...open, revisions: rows.map(summaryFor(viewer, open)) };
}

export async function oneEdition(viewer: Viewer, slug: string, number: number): Promise<RevisionSummary | Problem> {
  const open = await openArticle(viewer, slug, number);
  if (open instanceof Problem) return open;
  return summaryFor(
    viewer,
    open,
  )(await db().revision.findUniqueOrThrow({ where: { id: open.revision.id }, select: SUMMARY }));
}

interface ChangesAsked extends Pick<Wanted, 'script' | 'quotes'> {
  readonly number: number;
  /** Number of the first change that is listed, 1… */
  readonly from: number;
  readonly limit: number;
}

/** What an edition has otherwise than the one before, in a script. */
export interface Changes extends Omit<ChangesOfEdition, 'changes'> {
  readonly open: OpenArticle;
  /** As shown. */
  readonly title: string;
  readonly changes: readonly EditionChange[];
}

export async function changesOfEdition(
  viewer: Viewer,
  slug: string,
  { number, from, limit, ...wanted }: ChangesAsked,
): Promise<Changes | Problem> {
  if (number < 2) return notFound();
  const [open, earlier] = await Promise.all([openArticle(viewer, slug, number), openArticle(viewer, slug, number - 1)]);
  if (open instanceof Problem) return open;
  if (earlier instanceof Problem) return earlier;
  const [{ comparison }, shown, shownBefore] = await Promise.all([
    editionStep(earlier.revision.id, open.revision.id),
    displayOf(open, wanted),
    // An edition that was not in Chinese yet is shown as it was written.
    isChinese(earlier.revision.sourceScript) ? displayOf(earlier, wanted) : null,
  ]);
  if (shown instanceof Problem) return shown;
  if (shownBefore instanceof Problem) return shownBefore;
  const all = changedGroups(comparison);
  const groups = all.slice(from - 1, from - 1 + limit);
  const [before, after] = await Promise.all([
    storedBlocks(earlier.revision.id, numbersOf(groups, 'before')),
    storedBlocks(open.revision.id, numbersOf(groups, 'after')),
  ]);
  const next = from + limit;
  return {
    open,
    title: shownText(open.revision.title, shown),
    revision: number,
    script: wanted.script,
    lang: languageShown(open, wanted.script),
    facts: changedFacts([earlier.revision, shownBefore], [open.revision, shown]),
    total: all.length,
    changes: editionChanges(
      comparison,
      { before: showFrom(before, shownBefore), after: showFrom(after, shown) },
      groups,
    ),
    next: next <= all.length ? next : null,
  };
}
