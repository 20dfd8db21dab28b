/**
 * What Jekyll, Hugo and Hexo write above a text: YAML between `---`, TOML between `+++`, and YAML
 * that only ends in `---`.
 */
import { parse as parseToml, TomlError } from 'smol-toml';
import { parseDocument } from 'yaml';
import { failure, type ImportFailure } from './article';
import { isoDate } from './iso-date';

export interface FrontMatter {
  readonly title: string | null;
  readonly author: string | null;
  readonly date: string | null;
  /** A date that was given and could not be read. */
  readonly unreadableDate: string | null;
  readonly description: string | null;
  readonly tags: readonly string[];
  readonly categories: readonly string[];
  readonly language: string | null;
  readonly slug: string | null;
}

export type FrontMatterOutcome =
  { readonly ok: true; readonly frontMatter: FrontMatter } | { readonly ok: false; readonly error: ImportFailure };

export const NO_FRONT_MATTER: FrontMatter = {
  title: null,
  author: null,
  date: null,
  unreadableDate: null,
  description: null,
  tags: [],
  categories: [],
  language: null,
  slug: null,
};

/** Whether the text between two `---` is front matter: an author may just as well begin with a rule. */
export const looksLikeFrontMatter = (yaml: string): boolean =>
  /^["']?[\p{L}_][\p{L}\p{N}_ -]{0,60}["']?\s*:(?:\s|$)/mu.test(yaml) || /^\s*(?:#.*\s*)*$/.test(yaml);

/** Hexo lets the opening `---` away. Gives the text with it, or null when it begins in another way. */
export function withOpeningFence(source: string): string | null {
  const head = /^(?:[A-Za-z_][\w-]*:(?:[ \t].*)?\n(?:(?:[ \t]+.*|[ \t]*-[ \t].*)\n)*)+---[ \t]*(?:\n|$)/.exec(source);
  return head && /^(?:title|date|tags|categories|author|layout):/m.test(head[0]) ? `---\n${source}` : null;
}

/** @param firstLine the file's line on which `value` begins */
export function readFrontMatter(kind: 'yaml' | 'toml', value: string, firstLine: number): FrontMatterOutcome {
  const read = kind === 'yaml' ? readYaml(value) : readToml(value);
  if ('problem' in read) {
    return failure('front-matter', firstLine + read.line - 1, { format: kind.toUpperCase(), problem: read.problem });
  }
  return { ok: true, frontMatter: fieldsOf(read.data) };
}

type Read = { readonly data: Record<string, unknown> } | { readonly problem: string; readonly line: number };

function readYaml(value: string): Read {
  const document = parseDocument(value, { uniqueKeys: false, prettyErrors: false });
  const error = document.errors[0];
  if (error) return { problem: error.message, line: value.slice(0, error.pos[0]).split('\n').length };
  try {
    return { data: asRecord(document.toJS({ maxAliasCount: 100 })) };
  } catch (aliases) {
    return { problem: messageOf(aliases), line: 1 };
  }
}

function readToml(value: string): Read {
  try {
    return { data: asRecord(parseToml(value)) };
  } catch (error) {
    const line = error instanceof TomlError ? error.line : 1;
    return { problem: messageOf(error).split('\n')[0] ?? '', line };
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

function fieldsOf(data: Record<string, unknown>): FrontMatter {
  const date = wordOf(data.date);
  const iso = date === null ? null : isoDate(date);
  return {
    title: wordOf(data.title),
    author: listOf(data.author ?? data.authors, false).join('、') || null,
    date: iso,
    unreadableDate: iso === null ? date : null,
    description: wordOf(data.description ?? data.summary ?? data.excerpt),
    tags: listOf(data.tags ?? data.tag, true),
    categories: listOf(data.categories ?? data.category, true),
    language: wordOf(data.lang ?? data.language ?? data.locale),
    slug: wordOf(data.slug),
  };
}

/** A scalar as words; U+0000 and half pairs can come from escapes in YAML. */
function wordOf(value: unknown): string | null {
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return null;
  const words = String(value).toWellFormed().replaceAll('\0', '').replace(/\s+/gu, ' ').trim();
  return words === '' ? null : words;
}

/** A list, nested or not, or (as Jekyll allows) one string of words. */
function listOf(value: unknown, splits: boolean): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((item: unknown) => listOf(item, false)))];
  if (typeof value === 'object' && value !== null && !(value instanceof Date))
    return listOf(asRecord(value).name, false);
  const words = wordOf(value);
  if (words === null) return [];
  if (!splits) return [words];
  return [
    ...new Set(words.split(/[,，、;；]/u.test(words) ? /[,，、;；]/u : /\s+/u).map((word) => word.trim())),
  ].filter(Boolean);
}
