import 'server-only';
import { type z } from 'zod';
import type { Endpoint, ParsedOf, ResponseOf } from '@/lib/contract/endpoint';
import { endpoints, type EndpointKey, type Endpoints } from '@/lib/contract/endpoints';
import type { ProblemDetails } from '@/lib/contract/problem';
import type { Viewer } from '@/lib/domain/permissions/can';
import { localeOf, translatorFor } from './i18n';
import { Problem } from './problem';
import { crossSite } from './same-origin';
import { viewerOf } from './viewer';

/** A JSON body larger than this is refused before it is parsed. */
const MAX_JSON_BYTES = 1_000_000;

type Context = { params: Promise<Record<string, string | string[] | undefined>> };

interface Call<E extends Endpoint> extends ParsedOf<E> {
  readonly viewer: Viewer;
  readonly request: Request;
}

/** What a handler may answer: the contract's shape, a problem, or a whole response of its own. */
type Answer<E extends Endpoint> = ResponseOf<E> | Problem | Response;

/**
 * Makes a Next route handler of an endpoint of the contract: same-origin check, viewer, parsing,
 * one call, and problem JSON for whatever goes wrong.
 */
export function route<K extends EndpointKey>(
  key: K,
  handle: (call: Call<Endpoints[K]>) => Promise<Answer<Endpoints[K]>>,
): (request: Request, context: Context) => Promise<Response> {
  const endpoint: Endpoint = endpoints[key];
  return async (request, context) => {
    try {
      const outcome = await answer(endpoint, handle, request, context);
      return outcome instanceof Problem ? await problemResponse(outcome, request) : outcome;
    } catch (error) {
      console.error(`${key} failed:`, error);
      return problemResponse(new Problem('unexpected'), request);
    }
  };
}

async function answer(
  endpoint: Endpoint,
  handle: (call: never) => Promise<unknown>,
  request: Request,
  context: Context,
): Promise<Response | Problem> {
  if (crossSite(request)) return new Problem('cross-site');
  const params = parse(endpoint.params, await context.params, 'path');
  // A path that does not fit is an address at which there is nothing.
  if (params instanceof Problem) return new Problem('not-found');
  const query = parse(endpoint.query, Object.fromEntries(new URL(request.url).searchParams), 'query');
  if (query instanceof Problem) return query;
  const body = endpoint.body ? await readJson(endpoint.body, request) : undefined;
  if (body instanceof Problem) return body;
  const viewer = await viewerOf(request);
  if (!isMeantFor(viewer, request)) return new Problem('not-signed-in');
  const result = await handle({ params, query, body, viewer, request } as never);
  if (result instanceof Response || result instanceof Problem) return result;
  return endpoint.response === null
    ? new Response(null, { status: endpoint.status ?? 204, headers: NOT_CACHED })
    : Response.json(result, { status: endpoint.status ?? 200, headers: NOT_CACHED });
}

/**
 * A page may outlive its session while another person signs in on the same browser: what it sends in somebody's name
 * (`Meipi-Viewer: <account id>`) is not taken for the other's.
 */
const isMeantFor = (viewer: Viewer, request: Request): boolean => {
  const meant = request.headers.get('meipi-viewer');
  return meant === null || meant === viewer?.id;
};

const NOT_CACHED = { 'cache-control': 'private, no-store' };

async function readJson(schema: z.ZodType, request: Request): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? ''))
    return new Problem('unsupported-media-type', { values: { expected: 'application/json' } });
  const text = await readText(request, MAX_JSON_BYTES);
  if (text instanceof Problem) return text;
  try {
    return parse(schema, JSON.parse(text), 'body');
  } catch {
    return new Problem('malformed');
  }
}

/** The body as bytes, or 413 as soon as it proves longer than `limit`. */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer> | Problem> {
  const tooLarge = () => new Problem('too-large', { values: { limit: Math.floor(limit / 1_000_000) } });
  if (Number(request.headers.get('content-length') ?? 0) > limit) return tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > limit) return tooLarge();
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

async function readText(request: Request, limit: number): Promise<string | Problem> {
  const bytes = await readBytes(request, limit);
  if (bytes instanceof Problem) return bytes;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new Problem('malformed');
  }
}

function parse(schema: z.ZodType | undefined, value: unknown, what: 'path' | 'query' | 'body'): unknown {
  if (!schema) return undefined;
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  return new Problem('invalid', {
    errors: result.error.issues.map((issue) => ({
      field: issue.path.join('.') || what,
      code: fieldCode(issue),
      values: limitOf(issue),
    })),
  });
}

function limitOf(issue: z.core.$ZodIssue): Record<string, number> {
  if (issue.code === 'too_small') return { n: Number(issue.minimum) };
  return issue.code === 'too_big' ? { n: Number(issue.maximum) } : {};
}

/** The message (`problems.fields.*`) for what zod found. */
function fieldCode(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_small') return issue.origin === 'string' && issue.minimum === 1 ? 'required' : 'too-short';
  if (issue.code === 'too_big') return 'too-long';
  if (issue.code === 'invalid_format' && issue.format === 'email') return issue.input === '' ? 'required' : 'email';
  return issue.code === 'invalid_type' && issue.input === undefined ? 'required' : 'invalid';
}

export async function problemResponse(problem: Problem, request: Request): Promise<Response> {
  return Response.json(await problemDetails(problem, request), {
    status: problem.status,
    headers: { ...NOT_CACHED, 'content-type': 'application/problem+json', ...problem.options.headers },
  });
}

/** RFC 9457, in the language the request asks for. */
export async function problemDetails(problem: Problem, request: Request): Promise<ProblemDetails> {
  const t = await translatorFor(request, 'problems');
  const { values: given = {}, errors, reason, slug, term } = problem.options;
  const values = reason ? { ...given, reason: await reason(localeOf(request)) } : given;
  return {
    type: `/problems/${problem.code}`,
    title: t(`${problem.code}.title`),
    status: problem.status,
    detail: t(`${problem.code}.detail`, values),
    code: problem.code,
    ...(slug !== undefined && { slug }),
    ...(term && { term }),
    ...(errors && {
      errors: errors.map((error) => ({ field: error.field, message: t(`fields.${error.code}`, error.values ?? {}) })),
    }),
  };
}
