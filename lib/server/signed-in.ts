import 'server-only';
import type { Me } from '@/lib/contract/accounts';
import { DEFAULT_SETTINGS } from '@/lib/domain/reading/reading-settings';
import type { User } from '@/prisma/generated/client';
import { beginSession, endSession, sessionUser, type SessionUser } from './sessions';
import { forgetChoices, knownLocale, localeCookie, settingsCookie, validSettings } from './settings';

/** Who one is, as the one door tells it. */
export const meOf = (user: SessionUser): Me => ({
  id: user.id,
  email: user.email,
  name: user.name,
  role: user.role,
  locale: knownLocale(user.locale),
  settings: { ...DEFAULT_SETTINGS, ...validSettings(user.settings) },
  hasPassword: user.hasPassword,
});

/** The cookies with which a browser takes on the account's language and reading settings. */
export function accountCookies(user: Pick<User, 'locale' | 'settings'>): string[] {
  const locale = knownLocale(user.locale);
  const settings = validSettings(user.settings);
  return [
    forgetChoices(),
    ...(locale ? [localeCookie(locale)] : []),
    ...(Object.keys(settings).length > 0 ? [settingsCookie({ ...DEFAULT_SETTINGS, ...settings })] : []),
  ];
}

/** Begins a session in place of the one this browser had, and answers who it is. */
export async function signedIn(user: User, request: Request, status: number): Promise<Response> {
  await endSession(request.headers.get('cookie'));
  const cookies = [await beginSession(user.id, request.headers.get('user-agent')), ...accountCookies(user)];
  return withCookies(Response.json(meOf(sessionUser(user)), { status }), cookies);
}

/** The response with these cookies, never kept by a cache. */
export function withCookies(response: Response, cookies: readonly string[]): Response {
  for (const cookie of cookies) response.headers.append('set-cookie', cookie);
  response.headers.set('cache-control', 'private, no-store');
  return response;
}
