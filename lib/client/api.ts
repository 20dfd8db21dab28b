/**
 * The typed client of the one door. Only types come from the contract: no schema reaches the browser.
 */
import type { RequestOf, ResponseOf } from '@/lib/contract/endpoint';
import type { EndpointKey, Endpoints } from '@/lib/contract/endpoints';
import type { ProblemDetails } from '@/lib/contract/problem';

export type Result<T> =
  | { readonly ok: true; readonly data: T }
  /** `status` 0: the network, not the server, failed; the request may or may not have arrived. */
  | { readonly ok: false; readonly status: number; readonly problem: ProblemDetails | null };

/** Only the parts that an endpoint has; those that may be empty may be left out. */
type Given<T> = { [P in keyof T as T[P] extends undefined ? never : object extends T[P] ? never : P]: T[P] } & {
  [P in keyof T as T[P] extends undefined ? never : object extends T[P] ? P : never]?: T[P];
};

type Options<K extends EndpointKey> = Given<RequestOf<Endpoints[K]>> & {
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** Lets a request outlive its page. */
  keepalive?: boolean;
  /** A body that is no JSON, where the endpoint takes one. */
  form?: FormData;
};

/** Calls an endpoint, e.g. `api('DELETE /api/annotations/:id', { params: { id } })`. Never throws. */
export async function api<K extends EndpointKey>(
  key: K,
  options: Options<K>,
): Promise<Result<ResponseOf<Endpoints[K]>>> {
  const { params, query, body, form, headers, signal, keepalive } = options as {
    params?: Record<string, string | number>;
    query?: Record<string, string | number | undefined>;
    body?: unknown;
    form?: FormData;
  } & RequestInit;
  const [method, pattern] = key.split(' ') as [string, string];
  const path = pattern.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params?.[name])));
  const search = new URLSearchParams(
    Object.entries(query ?? {}).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
  try {
    const response = await fetch(search.size ? `${path}?${search}` : path, {
      method,
      signal,
      keepalive,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      body: body === undefined ? form : JSON.stringify(body),
    });
    const text = await response.text();
    const data: unknown =
      text && /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : undefined;
    return response.ok
      ? { ok: true, data: data as ResponseOf<Endpoints[K]> }
      : { ok: false, status: response.status, problem: (data as ProblemDetails | undefined) ?? null };
  } catch {
    return { ok: false, status: 0, problem: null };
  }
}
