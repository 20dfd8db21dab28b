import 'server-only';
import type { z } from 'zod';
import { endpoints, type Endpoints } from '@/lib/contract/endpoints';
import type { ParsedOf, ResponseOf } from '@/lib/contract/endpoint';
import type { AssetFile } from './assets';
import { readBytes } from './http';
import { localeOf } from './i18n';
import { MAX_FILE_BYTES, type ImportedArticle, type ImportInput } from './import';
import { warningWords } from './import-words';
import { Problem } from './problem';

type Post = Endpoints['POST /api/articles'];
type Query = ParsedOf<Post>['query'];

/** The text and its images together. */
const MAX_FORM_BYTES = 64_000_000;

/** The file, its images and its wishes, from the body of `POST /api/articles`. */
export async function readImport(request: Request, query: Query): Promise<ImportInput | Problem> {
  const [mediaType = ''] = (request.headers.get('content-type') ?? '').toLowerCase().split(';');
  switch (mediaType.trim()) {
    case 'multipart/form-data':
      return readForm(request, query);
    case 'text/markdown':
      return readBody(request, query, /\.(?:md|markdown|mdown|mkd)$/i, 'article.md');
    case 'text/plain':
      return readBody(request, query, /\.(?:txt|text|md|markdown|mdown|mkd)$/i, 'article.txt');
    default:
      return new Problem('unsupported-media-type', {
        values: { expected: endpoints['POST /api/articles'].raw.join(', ') },
      });
  }
}

/** @param endings those that agree with the media type; another name gives way to `usual` */
async function readBody(
  request: Request,
  { filename = '', ...wishes }: Query,
  endings: RegExp,
  usual: string,
): Promise<ImportInput | Problem> {
  const content = await readBytes(request, MAX_FILE_BYTES);
  if (content instanceof Problem) return content;
  return { ...wishes, content, filename: endings.test(filename) ? filename : usual };
}

async function readForm(request: Request, query: Query): Promise<ImportInput | Problem> {
  const bytes = await readBytes(request, MAX_FORM_BYTES);
  if (bytes instanceof Problem) return bytes;
  const form = await formOf(request, bytes);
  const file = form?.get('file');
  if (!form) return new Problem('malformed');
  if (!(file instanceof File)) return new Problem('invalid', { errors: [{ field: 'file', code: 'required' }] });
  const wishes = wishesOf(form, query);
  if (wishes instanceof Problem) return wishes;
  if (file.size > MAX_FILE_BYTES) return new Problem('too-large', { values: { limit: MAX_FILE_BYTES / 1_000_000 } });
  const images = form.getAll('assets').filter((part) => part instanceof File);
  return {
    content: await bytesOf(file),
    filename: wishes.filename ?? file.name,
    slug: wishes.slug,
    visibility: wishes.visibility,
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

/** The fields of the query may stand in the form; an empty field is none. */
function wishesOf(form: FormData, query: Query): Query | Problem {
  const names = ['slug', 'filename', 'visibility'] as const;
  const given = names.flatMap((name) => {
    const value = form.get(name);
    return typeof value === 'string' && value !== '' ? [[name, value]] : [];
  });
  const fields = endpoints['POST /api/articles'].query.safeParse({ ...query, ...Object.fromEntries(given) });
  if (fields.success) return fields.data;
  return new Problem('invalid', {
    errors: fields.error.issues.map((issue) => ({ field: fieldOf(issue), code: 'invalid' })),
  });
}

const fieldOf = (issue: z.core.$ZodIssue): string => issue.path.join('.') || 'form';

export async function importedAnswer(imported: ImportedArticle, request: Request): Promise<ResponseOf<Post>> {
  const { article, headings } = imported;
  return { article, headings, warnings: await warningWords(localeOf(request), imported.warnings) };
}
