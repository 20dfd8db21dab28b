import 'server-only';
import { endpoints } from '@/lib/contract/endpoints';
import { LAYERS, type CommonLayer } from '@/lib/domain/discussion/annotation';

import { readBytes } from './http';
import { Problem, wrong } from './problem';

/** Larger files are refused. */
const MAX_FILE_BYTES = 12_000_000;
/** The rest of a form is short. */
const MAX_FORM_BYTES = MAX_FILE_BYTES + 100_000;

export interface AnnotationsFile {
  readonly layer: CommonLayer;
  /** Whatever JSON it is. */
  readonly file: unknown;
}

/** The file, and the layer that it is for, from the body of an import of annotations. */
export async function readAnnotationsFile(
  request: Request,
  layer: CommonLayer = 'private',
): Promise<AnnotationsFile | Problem> {
  const [mediaType = ''] = (request.headers.get('content-type') ?? '').toLowerCase().split(';');
  switch (mediaType.trim()) {
    case 'multipart/form-data':
      return readForm(request, layer);
    case 'application/json':
    case 'application/ld+json': {
      const bytes = await readBytes(request, MAX_FILE_BYTES);
      return bytes instanceof Problem ? bytes : parsed(bytes, layer);
    }
    default: {
      const expected = endpoints['POST /api/articles/:slug/annotations/import'].raw.join(', ');
      return new Problem('unsupported-media-type', { values: { expected } });
    }
  }
}

async function readForm(request: Request, layer: CommonLayer): Promise<AnnotationsFile | Problem> {
  const bytes = await readBytes(request, MAX_FORM_BYTES);
  if (bytes instanceof Problem) return bytes;
  const headers = { 'content-type': request.headers.get('content-type') ?? '' };
  const form = await new Response(bytes, { headers }).formData().catch(() => null);
  if (!form) return new Problem('malformed');
  const file = form.get('file');
  const asked = form.get('layer') ?? layer;
  const wanted = LAYERS.find((one) => one === asked);
  if (!(file instanceof File)) return wrong('file', 'required');
  if (!wanted) return wrong('layer', 'invalid');
  if (file.size > MAX_FILE_BYTES) return new Problem('too-large', { values: { limit: MAX_FILE_BYTES / 1_000_000 } });
  return parsed(new Uint8Array(await file.arrayBuffer()), wanted);
}

/** Windows' programs write a byte order mark; the decoder drops it. */
function parsed(bytes: Uint8Array, layer: CommonLayer): AnnotationsFile | Problem {
  try {
    return { layer, file: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown };
  } catch {
    return wrong('file', 'not-json');
  }
}
