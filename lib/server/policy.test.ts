import { NextRequest } from 'next/server';
import { expect, it } from 'vitest';
import { config, proxy } from '@/proxy';

const policyOf = (path = '/') => {
  const response = proxy(new NextRequest(`http://meipi.test${path}`));
  const directives = (response.headers.get('content-security-policy') ?? '').split('; ').map((directive) => {
    const [name = '', ...sources] = directive.split(' ');
    return [name, sources] as const;
  });
  return new Map(directives);
};

it('lets run and style only what carries the nonce of this very answer', () => {
  const [one, two] = [policyOf(), policyOf()];
  const nonce = one.get('script-src')?.find((source) => source.startsWith("'nonce-")) ?? '';
  expect(nonce).toMatch(/^'nonce-[\da-f]{32}'$/);
  expect(one.get('script-src')).toEqual(["'self'", nonce, "'strict-dynamic'"]);
  expect(one.get('style-src')).toEqual(["'self'", nonce]);
  expect(two.get('script-src')).not.toContain(nonce);
});

it('names no other origin, nothing unsafe, and lets nobody frame or rebase the page', () => {
  const policy = policyOf();
  const sources = [...policy.values()].flat().join(' ');
  expect(sources).not.toMatch(/unsafe|https?:|\*/);
  expect(policy.get('default-src')).toEqual(["'self'"]);
  for (const name of ['object-src', 'base-uri', 'frame-ancestors']) expect(policy.get(name)).toEqual(["'none'"]);
  expect(policy.get('form-action')).toEqual(["'self'"]);
});

it('hands the policy on to Next, which takes the nonce from it', () => {
  const response = proxy(new NextRequest('http://meipi.test/'));
  expect(response.headers.get('x-middleware-request-content-security-policy')).toBe(
    response.headers.get('content-security-policy'),
  );
});

it('is for pages: the API and static files pass by', () => {
  const matcher = new RegExp(`^${config.matcher[0]}$`);
  for (const path of ['/', '/read/essay', '/sign-in', '/apiary']) expect(matcher.test(path)).toBe(true);
  for (const path of ['/api/articles', '/_next/static/x.js', '/favicon.ico']) expect(matcher.test(path)).toBe(false);
});
