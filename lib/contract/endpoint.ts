/**
 * How an endpoint of the one door is described. The table of them (`endpoints.ts`) is the single
 * source for the route handlers' checks, the typed client and `/api/openapi.json`.
 */
import type { z } from 'zod';

export interface Endpoint {
  readonly summary: string;
  /** Path parameters. */
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** JSON body; `raw` names the media types of a body that the handler reads itself. */
  readonly body?: z.ZodType;
  readonly raw?: readonly string[];
  /** JSON answer; `null`: no content, or not JSON. */
  readonly response: z.ZodType | null;
  /** Each line of the answer to who accepts `application/x-ndjson`: status 200, however it ends. */
  readonly lines?: z.ZodType;
  /** Status of success. Default 200, or 204 without a response. */
  readonly status?: number;
}

/** Keeps the exact types of a noun's endpoints. Keys read `PUT /api/annotations/:id`. */
export const describeEndpoints = <const T extends Record<`${Method} /api/${string}`, Endpoint>>(table: T): T => table;

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

type Out<S> = S extends z.ZodType ? z.output<S> : undefined;
type In<S> = S extends z.ZodType ? z.input<S> : undefined;

/** What a caller sends. */
export interface RequestOf<E extends Endpoint> {
  params: In<E['params']>;
  query: In<E['query']>;
  body: In<E['body']>;
}
/** What a handler gets: parsed. */
export interface ParsedOf<E extends Endpoint> {
  params: Out<E['params']>;
  query: Out<E['query']>;
  body: Out<E['body']>;
}
export type ResponseOf<E extends Endpoint> = E['response'] extends z.ZodType ? z.output<E['response']> : undefined;
