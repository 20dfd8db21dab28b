import 'server-only';
import { LOCALES, settingsSchema, type Locale } from '@/lib/contract/accounts';
import { CHOICES_COOKIE, DEFAULT_SETTINGS, type ReadingSettings } from '@/lib/domain/reading/reading-settings';
import type { Viewer } from '@/lib/domain/permissions/can';
import { db } from './db';
import { cookieOf, LOCALE_COOKIE } from './i18n';
import { secureCookies } from './sessions';

export const SETTINGS_COOKIE = 'meipi-settings';
const YEAR = 365 * 24 * 60 * 60;

/** What of a stored value is still valid: each field for itself, so that one bad one costs no other. */
export function validSettings(stored: unknown): Partial<ReadingSettings> {
  if (typeof stored !== 'object' || stored === null) return {};
  const pairs = Object.entries(settingsSchema.shape).flatMap(([name, schema]) => {
    const parsed = schema.safeParse((stored as Record<string, unknown>)[name]);
    return parsed.success ? [[name, parsed.data]] : [];
  });
  return Object.fromEntries(pairs) as Partial<ReadingSettings>;
}

/** A cookie's settings, as far as they make sense. */
function parseSettingsCookie(value: string | undefined): Partial<ReadingSettings> {
  try {
    return validSettings(JSON.parse(value ?? '{}'));
  } catch {
    return {};
  }
}

/**
 * The account's choice, else the browser's, else the defaults.
 *
 * @param cookie what this browser was set to
 * @param choices what has just been chosen in it, and may not have been kept yet
 */
export function chooseSettings(account: unknown, cookie?: string, choices?: string): ReadingSettings {
  const own = validSettings(account);
  return {
    ...DEFAULT_SETTINGS,
    ...(Object.keys(own).length > 0 ? own : parseSettingsCookie(cookie)),
    ...parseSettingsCookie(choices),
  };
}

const cookie = (name: string, value: string, maxAge: number): string =>
  `${name}=${value}; Path=/; SameSite=Lax; Max-Age=${maxAge}${secureCookies() ? '; Secure' : ''}`;

export const settingsCookie = (settings: Partial<ReadingSettings>): string =>
  cookie(SETTINGS_COOKIE, encodeURIComponent(JSON.stringify(settings)), YEAR);

/** What was chosen here last is nobody else's choice: expires with the session, and when another begins. */
export const forgetChoices = (): string => cookie(CHOICES_COOKIE, '', 0);

/** Null: as the browser asks. */
export const localeCookie = (locale: Locale | null): string => cookie(LOCALE_COOKIE, locale ?? '', locale ? YEAR : 0);

export const knownLocale = (value: string | null | undefined): Locale | null =>
  LOCALES.find((locale) => locale === value) ?? null;

/** What a browser was set to before its reader had an account: the account begins with it. */
export const browserChoices = (request: Request): { locale: Locale | null; settings: Partial<ReadingSettings> } => ({
  locale: knownLocale(cookieOf(request, LOCALE_COOKIE)),
  settings: {
    ...parseSettingsCookie(cookieOf(request, SETTINGS_COOKIE)),
    ...parseSettingsCookie(cookieOf(request, CHOICES_COOKIE)),
  },
});

interface Change extends Partial<ReadingSettings> {
  readonly locale?: Locale | null;
}

/** Keeps the change in the account, if there is one; the caller sets the cookies it gets back. */
export async function keepSettings(
  viewer: Viewer,
  change: Change,
  request: Request,
): Promise<{ settings: ReadingSettings; cookies: string[] }> {
  const { locale, ...rest } = change;
  const row = viewer && (await db().user.findUnique({ where: { id: viewer.id }, select: { settings: true } }));
  const settings = { ...chooseSettings(row?.settings, cookieOf(request, SETTINGS_COOKIE)), ...validSettings(rest) };
  if (viewer)
    await db().user.updateMany({
      where: { id: viewer.id },
      data: { settings, ...(locale === undefined ? {} : { locale }) },
    });
  return {
    settings,
    cookies: [settingsCookie(settings), ...(locale === undefined ? [] : [localeCookie(locale)])],
  };
}
