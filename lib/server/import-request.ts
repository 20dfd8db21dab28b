import 'server-only';
import type { z } from 'zod';
import type { EditionPreview } from '@/lib/contract/articles';
import { endpoints, type Endpoints } from '@/lib/contract/endpoints';
import type { ParsedOf, ResponseOf } from '@/lib/contract/endpoint';
import type { ChangedSide } from '@/lib/domain/anchoring/edition-changes';
import type { AssetFile } from './assets';
import { readBytes } from './http';
import { localeOf } from './i18n';
import type { ImportedArticle } from './import';
import { MAX_FILE_BYTES, type SourceInput } from './import-source';
import type { PreviewedEdition } from './edition-preview';
import { warningWords } from './import-words';
import { Problem } from './problem';

type Post = Endpoints['POST /api/articles'];
/** Endpoints that take a file; what they want to know beside it is in their query, or in the form. */
type FileEndpoint = 'POST /api/articles' | 'POST /api/articles/:slug/revisions/preview';
type Query<K extends FileEndpoint> = ParsedOf<Endpoints[K]>['query'];
type Sent<K extends FileEndpoint> = SourceInput & Omit<Query<K>, 'filename'>;

/** The text and its images together. */
const MAX_FORM_BYTES = 64_000_000;

/** The file, its images and what is wished of it, from the body of a request. */
export async function readFile<K extends FileEndpoint>(
  key: K,
  request: Request,
  query: Query<K>,
): Promise<Sent<K> | Problem> {
  const [mediaType = ''] = (request.headers.get('content-type') ?? '').toLowerCase().split(';');
  switch (mediaType.trim()) {
    case 'multipart/form-data':
      return readForm(key, request, query);
    case 'text/markdown':
      return readBody(request, query, /\.(?:md|markdown|mdown|mkd)$/i, 'article.md');
    case 'text/plain':
      return readBody(request, query, /\.(?:txt|text|md|markdown|mdown|mkd)$/i, 'article.txt');
    default:
      return new Problem('unsupported-media-type', {
        values: { expected: endpoints[key].raw.join(', ') },
      });
  }
}

/** @param endings those that agree with the media type; another name gives way to `usual` */
async function readBody<Q extends { filename?: string }>(
  request: Request,
  query: Q,
  endings: RegExp,
  usual: string,
): Promise<(Q & { content: Uint8Array; filename: string }) | Problem> {
  const content = await readBytes(request, MAX_FILE_BYTES);
  if (content instanceof Problem) return content;
  const { filename = '' } = query;
  return { ...query, content, filename: endings.test(filename) ? filename : usual };
}

async function readForm<K extends FileEndpoint>(key: K, request: Request, query: Query<K>): Promise<Sent<K> | Problem> {
  const bytes = await readBytes(request, MAX_FORM_BYTES);
  if (bytes instanceof Problem) return bytes;
  const form = await formOf(request, bytes);
  const file = form?.get('file');
  if (!form) return new Problem('malformed');
  if (!(file instanceof File)) return new Problem('invalid', { errors: [{ field: 'file', code: 'required' }] });
  const wishes = wishesOf(key, form, query);
  if (wishes instanceof Problem) return wishes;
  if (file.size > MAX_FILE_BYTES) return new Problem('too-large', { values: { limit: MAX_FILE_BYTES / 1_000_000 } });
  const images = form.getAll('assets').filter((part) => part instanceof File);
  return {
    ...wishes,
    content: await bytesOf(file),
    filename: wishes.filename ?? file.name,
    assets: await Promise.all(
      images.map(async (image): Promise<AssetFile> => ({ name: image.name, bytes: await bytesOf(image) })),
    ),
  };
}

const bytesOf = async (file: File): Promise<Uint8Array> => new Uint8Array(await file.arrayBuffer());

async function formOf(request: Request, bytes: Uint8Array<ArrayBuffer>): Promise<FormData | null> {
  try {
    const headers = { 'content-type': request.headers.get('content-type') ?? '' };
    return await new Response(bytes, { headers }).formData();
  } catch {
    return null;
  }
}

/** The fields of the query may stand in the form; an empty field is none. The query is parsed by now: parsed again it might not fit. */
function wishesOf<K extends FileEndpoint>(key: K, form: FormData, query: Query<K>): Query<K> | Problem {
  const fields = Object.entries<z.ZodType>({ ...endpoints[key].query.shape });
  const given = fields.flatMap(([name, schema]) => {
    const value = form.get(name);
    return typeof value === 'string' && value !== '' ? [[name, schema.safeParse(value)] as const] : [];
  });
  const wrong = given.filter(([, parsed]) => !parsed.success);
  if (wrong.length > 0) return new Problem('invalid', { errors: wrong.map(([field]) => ({ field, code: 'invalid' })) });
  return { ...query, ...Object.fromEntries(given.map(([name, parsed]) => [name, parsed.data])) };
}

export async function importedAnswer(imported: ImportedArticle, request: Request): Promise<ResponseOf<Post>> {
  const { article, headings, outcome } = imported;
  const warnings = await warningWords(localeOf(request), imported.warnings);
  return { article, headings, warnings, ...(outcome && { outcome }) };
}

export const previewAnswer = async (
  { disturbed: _, ...preview }: PreviewedEdition,
  request: Request,
): Promise<EditionPreview> => ({
  ...preview,
  changes: preview.changes.map((change) => ({ ...change, before: sides(change.before), after: sides(change.after) })),
  warnings: await warningWords(localeOf(request), preview.warnings),
});

const sides = (blocks: readonly ChangedSide[]) => blocks.map((side) => ({ ...side, changed: [...side.changed] }));
