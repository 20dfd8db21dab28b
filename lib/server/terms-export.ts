import 'server-only';
import type { Viewer } from '@/lib/domain/permissions/can';
import { db } from './db';
import { Problem } from './problem';
import { termsCsv, termsJson } from './terms-file';
import { glossaryColumns, openGlossary } from './terms-scope';
import { bodiesOf } from './terms-view';

/** A glossary as a file, for who sees it. */
export async function exportTerms(
  viewer: Viewer,
  at: Parameters<typeof openGlossary>[1],
  format: 'csv' | 'json',
): Promise<Response | Problem> {
  const glossary = await openGlossary(viewer, at);
  if (glossary instanceof Problem) return glossary;
  const rows = await db().term.findMany({
    where: { ...glossaryColumns(glossary), deletedAt: null },
    orderBy: [{ headword: 'asc' }, { id: 'asc' }],
  });
  if (format === 'csv') return download(termsCsv(rows), 'text/csv', 'csv');
  const terms = rows.map((row) => {
    const { definition, translation } = bodiesOf(row);
    return { headword: row.headword, aliases: row.aliases, definition, translation, definedIn: row.definedIn };
  });
  return download(termsJson(terms), 'application/json', 'json');
}

const download = (text: string, mediaType: string, extension: string): Response =>
  new Response(text, {
    headers: {
      'content-type': `${mediaType}; charset=utf-8`,
      'content-disposition': `attachment; filename="meipi-terms-${new Date().toISOString().slice(0, 10)}.${extension}"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  });
