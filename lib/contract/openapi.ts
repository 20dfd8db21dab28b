/** The endpoint table as OpenAPI 3.1, for programs that use the one door. */
import { z } from 'zod';
import type { Endpoint } from './endpoint';
import { endpoints } from './endpoints';
import { PROBLEM_STATUS, problemSchema } from './problem';

type Json = Record<string, unknown>;

/** `origin`: where the API is; `cookie`: the name under which a session travels. */
export function openApiDocument({ origin, cookie }: { origin: string; cookie: string }): Json {
  const paths: Record<string, Json> = {};
  for (const [key, endpoint] of Object.entries(endpoints as Record<string, Endpoint>)) {
    const [method = '', pattern = ''] = key.split(' ');
    const path = pattern.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation(key, endpoint) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Meipi',
      version: '1',
      description:
        'A reader for long Chinese essays with a commentary layer. Offsets are UTF-16 code units into a block’s source text. What one may not see answers 404.',
    },
    servers: [{ url: origin }],
    // An empty requirement: most of it may be read without signing in.
    security: [{}, { session: [] }],
    paths,
    components: {
      schemas: { Problem: jsonSchema(problemSchema, 'output') },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: cookie, description: 'Set by POST /api/login' },
      },
    },
  };
}

function operation(key: string, endpoint: Endpoint): Json {
  const status = endpoint.status ?? (endpoint.response === null ? 204 : 200);
  return {
    operationId: key.replace(/[^A-Za-z]+(.)?/g, (_, next: string | undefined) => next?.toUpperCase() ?? ''),
    summary: endpoint.summary,
    parameters: [...parameters(endpoint.params, 'path'), ...parameters(endpoint.query, 'query'), ...ifMatch(endpoint)],
    ...requestBody(endpoint),
    responses: {
      [status]: {
        description: 'Done',
        ...(endpoint.response && {
          content: { 'application/json': { schema: jsonSchema(endpoint.response, 'output') } },
        }),
      },
      ...(endpoint.lines && {
        200: {
          description: 'As it goes: a JSON value a line, to who accepts it',
          content: { 'application/x-ndjson': { schema: jsonSchema(endpoint.lines, 'output') } },
        },
      }),
      default: {
        description: `What went wrong (RFC 9457). Codes: ${Object.keys(PROBLEM_STATUS).join(', ')}`,
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function parameters(schema: z.ZodObject | undefined, place: 'path' | 'query'): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}

/** Endpoints that say so in their summary want the version that is being changed. */
const ifMatch = ({ summary }: Endpoint): Json[] =>
  summary.includes('If-Match')
    ? [{ name: 'If-Match', in: 'header', required: true, schema: { type: 'string' }, example: '"1"' }]
    : [];

function requestBody({ body, raw }: Endpoint): Json {
  if (body)
    return { requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(body, 'input') } } } };
  if (!raw) return {};
  return { requestBody: { required: true, content: Object.fromEntries(raw.map((type) => [type, {}])) } };
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  // JSON Schema of OpenAPI 3.1 is draft 2020-12; the dialect is the document’s, not each schema’s.
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return rest;
}
