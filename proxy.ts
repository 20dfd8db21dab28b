import { NextResponse, type NextRequest } from 'next/server';

/** The path that was asked for, before rewrites; from nobody but this proxy. */
export const PATH_HEADER = 'x-meipi-path';

/**
 * Gives every page its Content-Security-Policy, with a nonce of its own. Next finds the nonce in the
 * policy of the *request* and puts it on its scripts and styles. The other security headers stand in
 * next.config.ts. Nothing is authorised here: that is the data layer’s business.
 */
export function proxy(request: NextRequest): NextResponse {
  const policy = pagePolicy(crypto.randomUUID().replaceAll('-', ''));
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  // Next tells a page for what is not found nothing of the address.
  headers.set(PATH_HEADER, request.nextUrl.pathname);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}

export const config = {
  // Not the API: a proxy would hold every import in memory, and cut it off at 10 MB.
  matcher: ['/((?!api/|_next/static|_next/image|favicon\\.ico).*)'],
};

const inDevelopment = process.env.NODE_ENV === 'development';

/**
 * `strict-dynamic`: scripts that ours load may run, and nothing else. Signing in through OIDC is a
 * request of ours followed by a plain navigation, so no provider needs to stand in `form-action`.
 * Development’s hot reload evaluates strings, talks through a web socket, and brings styles of its own.
 */
const pagePolicy = (nonce: string): string =>
  [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${inDevelopment ? " 'unsafe-eval'" : ''}`,
    inDevelopment ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${inDevelopment ? ' ws:' : ''}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
