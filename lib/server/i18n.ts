import 'server-only';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import compile from 'icu-minify/compile';
import format from 'icu-minify/format';
import { LOCALES, type Locale } from '@/lib/contract/accounts';
import { traditional, type Messages } from './traditional-messages';

/** The interface language chosen by hand. */
export const LOCALE_COOKIE = 'meipi-locale';
/** The text is Chinese, and so are most of its readers. */
const FALLBACK: Locale = 'zh-Hans';

const cache = new Map<Locale, Messages>();

/** All messages of a language: one file a namespace, `messages/<locale>/<namespace>.json`; Traditional ones are derived. */
export async function messagesOf(locale: Locale): Promise<Messages> {
  const known = cache.get(locale);
  if (known) return known;
  const messages = locale === 'zh-Hant' ? await traditionalMessages() : await readMessages(locale);
  if (process.env.NODE_ENV === 'production') cache.set(locale, messages);
  return messages;
}

/** Where the build leaves the derived messages (scripts/derive-messages.ts). */
export const BUILT_MESSAGES = path.join(process.cwd(), '.next/zh-Hant.json');

/** As the build derived them; where there is no build, derived now. */
async function traditionalMessages(): Promise<Messages> {
  const built = process.env.NODE_ENV === 'production' ? await readFile(BUILT_MESSAGES, 'utf8').catch(() => null) : null;
  return built === null ? traditional(await messagesOf('zh-Hans')) : (JSON.parse(built) as Messages);
}

async function readMessages(locale: Locale): Promise<Messages> {
  const folder = path.join(process.cwd(), 'messages', locale);
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json'));
  return Object.fromEntries(
    await Promise.all(
      files.map(
        async (file) =>
          [file.slice(0, -5), JSON.parse(await readFile(path.join(folder, file), 'utf8')) as Messages[string]] as const,
      ),
    ),
  );
}

/** The same, as pages take them: no parser of messages goes to the browser (`resolveAlias` of next.config.ts). */
export async function compiledMessagesOf(locale: Locale): Promise<Record<string, unknown>> {
  const known = compiled.get(locale);
  if (known) return known;
  const messages = compiledAll(await messagesOf(locale)) as Record<string, unknown>;
  if (process.env.NODE_ENV === 'production') compiled.set(locale, messages);
  return messages;
}
const compiled = new Map<Locale, Record<string, unknown>>();

function compiledAll(messages: unknown): unknown {
  // Its branches have no prototype, which React hands to no browser: a clone's have.
  if (typeof messages === 'string') return structuredClone(compile(messages));
  return Object.fromEntries(
    Object.entries(messages as Record<string, unknown>).map(([key, value]) => [key, compiledAll(value)]),
  );
}

/** Cookie first, then what the browser prefers (any Chinese is Chinese), then Simplified Chinese. */
export function chooseLocale(cookie: string | undefined, acceptLanguage: string | null): Locale {
  const chosen = LOCALES.find((locale) => locale === cookie);
  if (chosen) return chosen;
  for (const wanted of acceptLanguage?.toLowerCase().split(',') ?? []) {
    const tag = wanted.trim().split(';')[0] ?? '';
    const language = tag.split('-')[0];
    if (language === 'zh') return /-(?:hant|tw|hk|mo)\b/.test(tag) ? 'zh-Hant' : 'zh-Hans';
    if (language === 'en') return 'en';
  }
  return FALLBACK;
}

export const localeOf = (request: Request): Locale =>
  chooseLocale(cookieOf(request, LOCALE_COOKIE), request.headers.get('accept-language'));

/** One cookie's value, for code that has a plain `Request`. */
export function cookieOf(request: Request, name: string): string | undefined {
  for (const pair of request.headers.get('cookie')?.split(';') ?? []) {
    const [key, ...rest] = pair.trim().split('=');
    if (key === name) return decoded(rest.join('='));
  }
  return undefined;
}

/** A value that is no percent-encoding stands for itself. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

export type Translate = (key: string, values?: Record<string, string | number>) => string;

/** Translates where there is no page. A message that is not there is its own path. */
export async function translatorIn(locale: Locale, namespace: string): Promise<Translate> {
  const messages = await messagesOf(locale);
  return (key, values) => {
    const path = `${namespace}.${key}`;
    const message = path.split('.').reduce<unknown>((at, name) => (at as Messages | undefined)?.[name], messages);
    return typeof message === 'string'
      ? String(format(compile(message), locale, values, { formatters: FORMATTERS }))
      : path;
  };
}
const FORMATTERS = {
  getDateTimeFormat: (...args: ConstructorParameters<typeof Intl.DateTimeFormat>) => new Intl.DateTimeFormat(...args),
  getNumberFormat: (...args: ConstructorParameters<typeof Intl.NumberFormat>) => new Intl.NumberFormat(...args),
  getPluralRules: (...args: ConstructorParameters<typeof Intl.PluralRules>) => new Intl.PluralRules(...args),
};

/** The same, in the language a request asks for. */
export const translatorFor = (request: Request, namespace: string): Promise<Translate> =>
  translatorIn(localeOf(request), namespace);
