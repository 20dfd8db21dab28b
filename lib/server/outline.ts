import 'server-only';
import { LRUCache } from 'lru-cache';
import type { Block } from '@/lib/domain/text/block';
import type { Outline } from '@/lib/domain/text/outline';
import { pagesOf, type BlockExtent } from '@/lib/domain/text/pages';
import type { Heading } from '@/lib/domain/text/sections';
import { blockOf } from './articles';
import { db } from './db';

/** Revisions never change, so neither do their outlines. One that is being read is awaited, not read again. */
const global = globalThis as typeof globalThis & { meipiOutlines?: LRUCache<string, Promise<Outline>> };
const outlines = (): LRUCache<string, Promise<Outline>> => (global.meipiOutlines ??= new LRUCache({ max: 200 }));

/** What is known of a revision's whole text, wherever one reads in it. The caller has checked who reads. */
export function outlineOf(revisionId: string): Promise<Outline> {
  const known = outlines().get(revisionId);
  if (known) return known;
  const outline = readOutline(revisionId);
  outlines().set(revisionId, outline);
  outline.catch(() => outlines().delete(revisionId));
  return outline;
}

async function readOutline(revisionId: string): Promise<Outline> {
  const [rows, extents] = await Promise.all([
    db().block.findMany({
      where: {
        revisionId,
        OR: [
          { kind: { in: ['heading', 'footnote'] } },
          { marks: { array_contains: [{ type: 'footnote-reference' }] } },
        ],
      },
      orderBy: { number: 'asc' },
    }),
    db().$queryRaw<BlockExtent[]>`
      select length(text)::int as length,
        case when kind = 'heading' then coalesce((attrs->>'level')::int, 1) end as level,
        (path->0->>'id')::int as container
      from block where revision_id = ${revisionId}::uuid order by number`,
  ]);
  const headings: Heading[] = [];
  const footnotes = new Map<string, { number: number; block: Heading }>();
  const references = new Map<string, { block: Heading; offset: number }>();
  for (const block of rows.map(blockOf)) {
    if (block.kind === 'heading') headings.push(headOf(block));
    const footnote = block.path.find((container) => container.type === 'footnote');
    if (footnote && !footnotes.has(footnote.label))
      footnotes.set(footnote.label, { number: footnote.number, block: headOf(block) });
    for (const mark of block.marks)
      if (mark.type === 'footnote-reference' && !references.has(mark.label))
        references.set(mark.label, { block: headOf(block), offset: mark.start });
  }
  return { headings, footnotes, references, pages: pagesOf(extents) };
}

const headOf = ({ key, number, text, attrs }: Block): Heading => ({ key, number, text, attrs });
