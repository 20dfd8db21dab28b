import { beforeAll, describe, expect, it } from 'vitest';
import { endpoints } from '@/lib/contract/endpoints';
import { loadRoutes } from './testing/routes';

/** Routes outside the table, each with its reason. */
const APART: Record<string, string> = {
  'GET /api/auth/:auth': 'the protocol of @auth/core',
  'POST /api/auth/:auth': 'the protocol of @auth/core',
  'GET /api/openapi.json': 'describes the table',
  'GET /api/health': 'for machines that watch the process',
};

let routes: Awaited<ReturnType<typeof loadRoutes>>;
beforeAll(async () => {
  routes = await loadRoutes();
});

describe('the one door', () => {
  it('has a route for every endpoint of the contract, and no other', () => {
    const found = [...routes.keys()].filter((key) => !(key in APART));
    expect(found.sort()).toEqual(Object.keys(endpoints).sort());
  });

  const changes = [...Object.keys(endpoints), 'POST /api/auth/:auth'].filter((key) => !key.startsWith('GET '));

  it('counts every change among what is tried here', () => {
    expect(changes.length).toBeGreaterThan(15);
  });

  // No database is there: a request that got past the check would answer 500.
  describe.each(changes)('%s', (key) => {
    it.each([
      ['another site’s form', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
      ['a sister domain', { 'sec-fetch-site': 'same-site', origin: 'https://other.meipi.example' }],
      ['an older browser on another site', { origin: 'https://evil.example' }],
      ['a sandboxed frame', { origin: 'null' }],
    ])('refuses %s', async (_, headers) => {
      const [method = '', pattern = ''] = key.split(' ');
      const path = pattern.replace(/:\w+/g, '0198b2a4-0000-7000-8000-000000000000');
      const request = new Request(`http://meipi.example${path}`, {
        method,
        headers: {
          ...headers,
          host: 'meipi.example',
          'content-type': 'application/json',
          cookie: 'authjs.session-token=x',
        },
        body: '{}',
      });
      const response = await routes.get(key)!(request, { params: Promise.resolve({}) });
      expect(response.status).toBe(403);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      expect(await response.json()).toMatchObject({ code: 'cross-site' });
      expect(response.headers.getSetCookie()).toEqual([]);
    });
  });
});
