import 'server-only';
import type { TermPlaces } from '@/lib/contract/terms';
import type { Viewer } from '@/lib/domain/permissions/can';
import { drawnSpan, showBlock } from '@/lib/domain/script/display';
import { SCRIPTS, type ShownScript } from '@/lib/domain/script/script';
import { ATOM } from '@/lib/domain/text/block';
import { sourceOffset } from '@/lib/domain/text/offset';
import { blockOf, openArticle } from './articles';
import { db } from './db';
import { notFound, Problem } from './problem';
import { displayOf } from './shown';
import { findTerm } from './terms';
import { placesOfTerm } from './terms-occurrences';
import { displayFrom, formIn } from './terms-view';

const MAX_PLACES = 500;
/** Characters shown on either side. */
const CONTEXT = 24;

/** How often and where a term occurs in an article, and how its forms are written in every script. */
export async function termPlaces(
  viewer: Viewer,
  id: string,
  asked: { article: string; revision?: number | undefined; script?: ShownScript | undefined },
): Promise<TermPlaces | Problem> {
  const term = await findTerm(viewer, id);
  if (term instanceof Problem) return term;
  if (term.deletedAt) return notFound();
  const open = await openArticle(viewer, asked.article, asked.revision);
  if (open instanceof Problem) return open;
  const display = await displayOf(open, { script: asked.script ?? 'source', quotes: true });
  if (display instanceof Problem) return display;
  const found: { number: number; start: number; end: number }[] = [];
  let total = 0;
  for await (const { number, span } of placesOfTerm(viewer, open, id)) {
    total += 1;
    if (found.length < MAX_PLACES) found.push({ number, start: span.start, end: span.end });
  }
  const rows = await db().block.findMany({
    where: { revisionId: open.revision.id, number: { in: [...new Set(found.map(({ number }) => number))] } },
  });
  const shown = new Map(rows.map((row) => [row.number, showBlock(blockOf(row), display)]));
  const forms = [term.headword, ...term.aliases];
  return {
    revision: open.revision.number,
    total,
    places: found.flatMap(({ number, start, end }) => {
      const block = shown.get(number);
      if (!block) return [];
      const drawn = drawnSpan(block, { start: sourceOffset(start), end: sourceOffset(end) });
      const words = (from: number, to: number) => block.text.slice(Math.max(0, from), to).replaceAll(ATOM, '');
      return {
        ...{ block: block.block.key, number, start, end },
        before: words(drawn.start - CONTEXT, drawn.start),
        words: words(drawn.start, drawn.end),
        after: words(drawn.end, drawn.end + CONTEXT),
      };
    }),
    forms: SCRIPTS.map((script) => {
      const inScript = displayFrom(forms.join('\n'), script);
      return { script, forms: [...new Set(forms.map((form) => formIn(form, inScript)))] };
    }),
  };
}
