import 'server-only';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a change comes from another site's page. Browsers say so in `Sec-Fetch-Site`, older ones
 * in `Origin`; programs that send neither carry no ambient cookie of a victim and may pass.
 */
export function crossSite(request: Request): boolean {
  if (SAFE.has(request.method)) return false;
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site !== 'same-origin' && site !== 'none';
  const origin = request.headers.get('origin');
  return origin !== null && origin !== publicOrigin(request);
}

/** The origin people type: `AUTH_URL` where the operator set it, else what the request names. */
export function publicOrigin(request: Request): string {
  const configured = process.env.AUTH_URL;
  if (configured) return new URL(configured).origin;
  const url = new URL(request.url);
  return `${url.protocol}//${request.headers.get('host') ?? url.host}`;
}
