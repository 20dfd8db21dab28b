import 'server-only';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
// next-intl's own entry wants React's client half, which is not there under `--conditions=react-server`.
import { createTranslator } from 'use-intl/core';
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
  const messages = locale === 'zh-Hant' ? traditional(await messagesOf('zh-Hans')) : await readMessages(locale);
  if (process.env.NODE_ENV === 'production') cache.set(locale, messages);
  return messages;
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

/** Translates where there is no page. */
export async function translatorIn(locale: Locale, namespace: string): Promise<Translate> {
  return createTranslator({ locale, messages: await messagesOf(locale), namespace }) as never;
}

/** The same, in the language a request asks for. */
export const translatorFor = (request: Request, namespace: string): Promise<Translate> =>
  translatorIn(localeOf(request), namespace);
