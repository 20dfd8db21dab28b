/**
 * Where to go after signing in: a path on this site, whatever the address bar was made to say.
 * Anything else (another origin, `//host`, `/\host`, control characters) is the library.
 */
export function nextPath(given: string | string[] | undefined | null): string {
  if (typeof given !== 'string' || !given.startsWith('/')) return '/';
  const here = 'http://here.invalid';
  if (!URL.canParse(given, here)) return '/';
  const url = new URL(given, here);
  const path = url.pathname + url.search + url.hash;
  // "/.//host" resolves to the path "//host", which a second resolving would take for a host.
  return url.origin === here && !path.startsWith('//') ? path : '/';
}

/** The sign-in or register page that comes back to `next`. */
export const withNext = (page: string, next: string): string =>
  next === '/' ? page : `${page}?next=${encodeURIComponent(next)}`;
