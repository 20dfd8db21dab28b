/** Signing in through @auth/core: its CSRF token, then its sign-in address, which answers where to go. */
import type { ProblemDetails } from '@/lib/contract/problem';
import type { Result } from './api';

/** Where the browser goes next: the provider’s page, or this site’s with `?error=`. */
interface Onward {
  readonly url: string;
}

/** `next`: the path on this site to end at. Never throws. */
export async function signInThrough(
  provider: 'oidc' | 'email',
  next: string,
  fields: Record<string, string> = {},
): Promise<Result<Onward>> {
  try {
    const csrf = await fetch('/api/auth/csrf');
    const { csrfToken } = (await csrf.json()) as { csrfToken: string };
    const response = await fetch(`/api/auth/signin/${provider}`, {
      method: 'POST',
      headers: { 'x-auth-return-redirect': '1' },
      body: new URLSearchParams({ csrfToken, callbackUrl: next, ...fields }),
    });
    const data = (await response.json()) as unknown;
    return response.ok
      ? { ok: true, data: data as Onward }
      : { ok: false, status: response.status, problem: data as ProblemDetails };
  } catch {
    return { ok: false, status: 0, problem: null };
  }
}
