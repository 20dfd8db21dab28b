import 'server-only';
import type { Found } from '@/lib/contract/search';
import type { Viewer } from '@/lib/domain/permissions/can';
import { displayText } from '@/lib/domain/script/display';
import { displaySpan, identityAlignment } from '@/lib/domain/script/alignment';
import { spansOfAnyIn } from '@/lib/domain/search/find';
import type { Term } from '@/lib/domain/search/query';
import { snippetOf, type SnippetPart } from '@/lib/domain/search/snippet';
import { sourceOffset } from '@/lib/domain/text/offset';
import { plainText } from '@/lib/richtext/body';
import { Prisma } from '@/prisma/generated/client';
import { displayOfNote } from './note-in-script';
import { selectAnnotations, type AnnotationRow } from './annotations-view';
import { holds } from './search-candidates';
import { folding } from './search-index';
import { layerOf } from './layers';
import type { Wanted } from './shown';
import { threadParts, type ThreadParts } from './thread-parts';
import { visibleInSql } from './visible';

interface Asked extends Wanted {
  readonly cursor?: string;
}

type Page = Pick<Found, 'notes' | 'cursor'>;

const PAGE = 30;
/** In UTF-16 code units. */
const QUOTE_LENGTH = 60;
const BODY_LENGTH = 140;

/** Notes that somebody may see with the words in their quote, body or tags, newest first. */
export async function searchNotes(viewer: Viewer, asked: Asked, terms: readonly Term[]): Promise<Page> {
  const seen = visibleInSql(viewer);
  const rows = await selectAnnotations({
    where: Prisma.join(
      [
        seen,
        Prisma.sql`a.id IN (SELECT c.annotation_id FROM annotation_words c WHERE ${holds(terms, { indexed: true })})`,
        ...olderThan(asked.cursor ?? ''),
      ],
      ' AND ',
    ),
    order: Prisma.sql`a.created_at DESC, a.id DESC`,
    limit: PAGE + 1,
  });
  const page = rows.slice(0, PAGE);
  const parts = await threadParts(page, viewer);
  const last = page.at(-1);
  return {
    notes: page.map((row) => ({ ...foundNote(row, viewer, asked, terms), ...authorOf(row, parts) })),
    cursor: rows.length > PAGE && last ? cursorOf(last) : null,
  };
}

/** When the last note seen was made, and its id. Another note's time is not asked for: it may be hidden. */
const cursorOf = ({ createdAt, id }: AnnotationRow): string => `${createdAt.toISOString()}_${id}`;

function olderThan(cursor: string): Prisma.Sql[] {
  const [, time, id] = /^([\d-]{10}T[\d:.]{12}Z)_([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/.exec(cursor) ?? [];
  if (!time || !id || Number.isNaN(Date.parse(time))) return [];
  return [Prisma.sql`(a.created_at, a.id) < (${time}::timestamptz, ${id}::uuid)`];
}

const foundNote = (
  row: AnnotationRow,
  viewer: Viewer,
  asked: Asked,
  terms: readonly Term[],
): Omit<Found['notes'][number], 'author' | 'alias'> => ({
  id: row.id,
  article: row.slug,
  articleTitle: row.title,
  blockNumber: row.startNumber,
  layer: layerOf(row),
  group: row.groupName,
  motivation: row.motivation,
  originAuthor: row.originAuthor,
  mine: viewer !== null && row.authorId === viewer.id,
  createdAt: row.createdAt.toISOString(),
  quote: row.quote === null ? null : partsOf(row.quote, asked, terms, QUOTE_LENGTH),
  body: row.body && partsOf(plainText(row.body), asked, terms, BODY_LENGTH),
  tags: row.tags.map((text) => ({ text, hit: partsOf(text, asked, terms, 200).some(({ hit }) => hit) })),
});

function authorOf(row: AnnotationRow, parts: ThreadParts): Pick<Found['notes'][number], 'author' | 'alias'> {
  const { author, alias } = parts.authorShown(row.id, row);
  return { author: author?.name ?? null, alias };
}

/** The words around whichever of the terms stand in a text, in the reader's script. */
function partsOf(written: string, asked: Asked, terms: readonly Term[], length: number): SnippetPart[] {
  const display = displayOfNote(written, asked);
  const shown = display
    ? displayText(written, display)
    : { text: written, alignment: identityAlignment(written.length) };
  const forms = terms.flatMap((term) => term.written);
  const spans = spansOfAnyIn(forms, written, folding()).map(({ start, end }) =>
    displaySpan(shown.alignment, { start: sourceOffset(start), end: sourceOffset(end) }),
  );
  return snippetOf(shown.text, spans, length);
}
