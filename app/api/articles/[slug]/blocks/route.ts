import { drawnSpan } from '@/lib/domain/script/display';
import { openArticle } from '@/lib/server/articles';
import { route } from '@/lib/server/http';
import { Problem } from '@/lib/server/problem';
import { displayOf, readShown } from '@/lib/server/shown';

export const GET = route('GET /api/articles/:slug/blocks', async ({ viewer, params, query }) => {
  const open = await openArticle(viewer, params.slug, query.revision);
  if (open instanceof Problem) return open;
  const wanted = { script: query.script, quotes: true };
  const display = await displayOf(open, wanted);
  if (display instanceof Problem) return display;
  const found = await readShown(open, wanted, display, query.from, query.limit);
  const next = query.from + query.limit;
  return {
    revision: open.revision.number,
    script: query.script,
    blocks: found.map((shown) => ({
      // The contract's blocks are the domain's, written without `readonly`.
      ...(shown.block as never as object),
      text: shown.text,
      marks: shown.block.marks.map((mark) => ({ ...mark, ...drawnSpan(shown, mark) })),
      alignment: shown.alignment.pieces.map((p) => [
        p.sourceStart,
        p.sourceEnd,
        p.displayStart,
        p.displayEnd,
        shown.block.text.slice(p.sourceStart, p.sourceEnd),
      ]),
    })) as never,
    next: next <= open.revision.blockCount ? next : null,
  };
});
