import type { TermImportReport } from '@/lib/contract/terms';
import type { ProblemDetails } from '@/lib/contract/problem';
import type { Result } from './api';

/** Whose glossary: an article's by its slug, a group's by its id. */
export type GlossaryAddress = { readonly slug: string } | { readonly group: string };

/** Address of a glossary in the one door. */
export const glossaryApi = (at: GlossaryAddress): string =>
  'slug' in at ? `/api/articles/${encodeURIComponent(at.slug)}/terms` : `/api/groups/${at.group}/terms`;

/**
 * Sends a file of terms; its name says which kind. Never throws.
 *
 * @param dry only says what it would do
 */
export async function importTerms(at: GlossaryAddress, file: File, dry: boolean): Promise<Result<TermImportReport>> {
  try {
    const response = await fetch(`${glossaryApi(at)}/import?dry=${dry}`, {
      method: 'POST',
      headers: { 'content-type': /\.json$/i.test(file.name) ? 'application/json' : 'text/csv' },
      // Read first: a file that has changed since it was chosen breaks off half-way.
      body: await file.arrayBuffer(),
    });
    const said = (await response.json()) as TermImportReport | ProblemDetails;
    if (response.ok) return { ok: true, data: said as TermImportReport };
    return { ok: false, status: response.status, problem: said as ProblemDetails };
  } catch {
    return { ok: false, status: 0, problem: null };
  }
}
