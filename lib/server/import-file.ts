import 'server-only';
import type { EditionInput } from './edition-draft';
import { openForEdition } from './edition-draft';
import { importArticle, type ImportedArticle, type ImportInput } from './import';
import { refuseImporter, type Importer, type Report } from './import-source';
import { notFound, Problem } from './problem';
import { publishEdition } from './publish';

/** `base` 0: a new article or nothing. */
export type FileInput = ImportInput & EditionInput;

/** Null: may send a file for that address. Asked before it has been read. */
export async function refuseSender(
  importer: Importer,
  { slug, group }: { readonly slug?: string; readonly group?: string },
): Promise<Problem | null> {
  const refusal = refuseImporter(importer, group);
  // Who imported an article goes on editing it, also when they import no more.
  const edits = refusal && slug !== undefined && !((await openForEdition(importer, slug)) instanceof Problem);
  return edits ? null : refusal;
}

/** Makes of a file a new article or, when it asks for the address of one that the importer edits, that one's next edition. */
export async function importFile(
  importer: Importer,
  input: FileInput,
  report?: Report,
): Promise<ImportedArticle | Problem> {
  const { slug, base } = input;
  if (base === 0) return importArticle(importer, input, report);
  if (slug === undefined)
    return base === undefined
      ? importArticle(importer, input, report)
      : new Problem('invalid', { errors: [{ field: 'slug', code: 'required' }] });
  const open = await openForEdition(importer, slug);
  if (!(open instanceof Problem)) return publishEdition(importer, slug, input, report);
  return base === undefined ? importArticle(importer, input, report) : notFound();
}
