import 'server-only';
import type { EditionOutcome } from '@/lib/contract/editions';
import { articleSummary, OF_ARTICLE, storedJson, type Article, type OpenArticle } from './articles';
import { fileArticle } from './assignments-notes';
import { moveSections } from './assignments-section';
import { audit } from './audit';
import { db, type Database } from './db';
import { followNotes, writePositions } from './edition-anchors';
import {
  draftEdition,
  editionChanged,
  outcomeOf,
  rekeyed,
  type EditionDraft,
  type EditionInput,
} from './edition-draft';
import { recordArticle } from './events';
import { isTaken, type ImportedArticle } from './import';
import { warningsOf, type Importer, type Report } from './import-source';
import { Problem } from './problem';
import { indexLater, STORING, storeRevision } from './store-revision';

/**
 * Publishes the next edition of an article, and every note stays with its words. All of it or nothing, whenever it is
 * interrupted; of two who publish at once the second is told.
 *
 * @param report hears how it goes
 */
export async function publishEdition(
  importer: Importer,
  slug: string,
  input: EditionInput,
  report: Report = () => undefined,
): Promise<ImportedArticle | Problem> {
  const draft = await draftEdition(importer, slug, input, report);
  if (draft instanceof Problem) return draft;
  const viewer = importer === 'system' ? null : importer;
  try {
    const published = await store(draft, { actor: viewer?.id ?? null, reason: input.reason?.trim() || null }, report);
    await indexLater(importer, published.open.revision);
    return {
      article: articleSummary(published.open, viewer),
      headings: draft.source.head.headings,
      warnings: warningsOf(draft.source),
      outcome: published.outcome,
    };
  } catch (error) {
    // Either somebody's edition has this number already, or it was there when its turn came.
    if (!isTaken(error) && !(error instanceof Overtaken)) throw error;
    return editionChanged(draft.open.revision.number + 1);
  } finally {
    draft.source.end();
  }
}

/** Thrown, so that nothing of the transaction remains. */
class Overtaken extends Error {}

interface Publisher {
  readonly actor: string | null;
  readonly reason: string | null;
}

async function store(
  draft: EditionDraft,
  { actor, reason }: Publisher,
  report: Report,
): Promise<{ open: OpenArticle; outcome: EditionOutcome }> {
  const { article, revision: current } = draft.open;
  const number = current.number + 1;
  return db().$transaction(async (tx) => {
    const facts = { articleId: article.id, number, createdById: actor, reason };
    const text = { source: draft.source, batches: rekeyed(draft) };
    const revision = await storeRevision(tx, facts, text, report);
    // From here on nobody writes a note until this is done: it comes last.
    await lockArticle(tx, article, current.number);
    const notes = await followNotes(article.id, draft.rebase, { before: draft.notes, database: tx });
    await writePositions(tx, article.id, number, notes);
    const outcome = outcomeOf(draft.comparison, notes);
    await tx.revision.update({
      where: { id: revision.id },
      data: { outcome: storedJson(outcome) },
      select: { id: true },
    });
    const published = await tx.article.update({
      where: { id: article.id },
      data: { revision: number },
      include: OF_ARTICLE,
    });
    await moveSections(tx, { articleId: article.id, from: current.id, to: revision.id });
    await fileArticle(tx, article.id);
    await audit(tx, actor, 'article.edition', article.id, { slug: article.slug, number: String(number) });
    await recordArticle(tx, article.id);
    return { open: { article: published, revision }, outcome };
  }, STORING);
}

/**
 * Waits for those who are writing notes (they share the row), and keeps others waiting. References to the article,
 * such as reading places, need not wait: its key stays.
 */
async function lockArticle(tx: Database, { id }: Article, expected: number): Promise<void> {
  const [now] = await tx.$queryRaw<{ revision: number }[]>`
    SELECT revision FROM article WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  if (now?.revision !== expected) throw new Overtaken();
}
