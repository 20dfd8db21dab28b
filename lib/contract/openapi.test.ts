import { describe, expect, it } from 'vitest';
import { endpoints } from './endpoints';
import { openApiDocument } from './openapi';

interface Operation {
  operationId: string;
  parameters: { name: string; in: string; required: boolean }[];
  requestBody?: { content: Record<string, { schema?: Record<string, unknown> }> };
  responses: Record<string, { content?: Record<string, { schema: Record<string, unknown> }> }>;
}
const document = openApiDocument({ origin: 'https://read.example', cookie: 'authjs.session-token' });
const paths = document.paths as Record<string, Record<string, Operation>>;
const operations = Object.entries(paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
);

describe('the OpenAPI document', () => {
  it('describes every endpoint once', () => {
    expect(operations.map(({ path, method }) => `${method.toUpperCase()} ${path}`).sort()).toEqual(
      Object.keys(endpoints)
        .map((key) => key.replace(/:(\w+)/g, '{$1}'))
        .sort(),
    );
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('names every parameter that stands in a path', () => {
    for (const { path, operation } of operations) {
      const named = operation.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
      expect({ path, named: named.sort() }).toEqual({
        path,
        named: [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort(),
      });
      expect(operation.parameters.every((parameter) => parameter.in !== 'path' || parameter.required)).toBe(true);
    }
  });

  it('says what registering takes and gives, and that anything may answer a problem', () => {
    const register = paths['/api/register']?.post;
    expect(register?.requestBody?.content['application/json']?.schema).toMatchObject({
      type: 'object',
      required: ['name', 'email', 'password'],
      properties: { password: { type: 'string', minLength: 8, maxLength: 200 } },
    });
    expect(register?.responses['201']?.content?.['application/json']?.schema).toMatchObject({ type: 'object' });
    for (const { operation } of operations)
      expect(operation.responses.default?.content).toHaveProperty(['application/problem+json']);
  });

  it('asks for the session by cookie, for If-Match where a version is needed, for files as they are', () => {
    expect(document.components).toMatchObject({
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'authjs.session-token' } },
    });
    expect(paths['/api/annotations/{id}']?.patch?.parameters).toContainEqual(
      expect.objectContaining({ name: 'If-Match', in: 'header' }),
    );
    expect(Object.keys(paths['/api/articles']?.post?.requestBody?.content ?? {})).toContain('text/markdown');
  });

  it('refers to nothing that is not in it', () => {
    const text = JSON.stringify(document);
    const references = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map((match) => match[1] ?? '');
    for (const reference of new Set(references))
      expect(
        reference.split('/').reduce<unknown>((node, name) => (node as Record<string, unknown>)?.[name], document),
      ).toBeDefined();
    expect(text).not.toContain('"$schema"');
  });
});
