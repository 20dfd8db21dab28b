import { describe, expect, it } from 'vitest';
import { nextPath, withNext } from './next-path';

describe('where to go after signing in', () => {
  it('is the page one came from, with its query and fragment', () => {
    expect(nextPath('/read/essay?b=x#b-x')).toBe('/read/essay?b=x#b-x');
    expect(nextPath('/read/表象与概念')).toBe('/read/%E8%A1%A8%E8%B1%A1%E4%B8%8E%E6%A6%82%E5%BF%B5');
  });

  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '\\\\evil.example',
    'javascript:alert(1)',
    '/.//evil.example',
    '/x/..//evil.example',
    '',
    undefined,
    ['/a', '/b'],
  ])('is never another site: %j', (given) => {
    expect(nextPath(given)).toBe('/');
  });

  it('goes along from sign-in to register', () => {
    expect(withNext('/register', '/read/a?x=1&y=2')).toBe('/register?next=%2Fread%2Fa%3Fx%3D1%26y%3D2');
    expect(withNext('/register', '/')).toBe('/register');
  });
});
