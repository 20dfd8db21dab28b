import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { ReadingView } from '@/components/reader/reading-view';
import type { Locale } from '@/lib/contract/accounts';
import { isChinese, isShownScript, scriptOf, type ShownScript } from '@/lib/domain/script/script';
import { exactReadPath, readPath } from '@/lib/domain/reading/read-path';
import { BLOCK_KEY } from '@/lib/domain/text/block';
import { articleSummary } from '@/lib/server/articles';
import { assignmentsBeside } from '@/lib/server/assignments-beside';
import { currentBarViewer, currentViewer } from '@/lib/server/current';
import { listGroups } from '@/lib/server/groups';
import { Problem } from '@/lib/server/problem';
import { openReading, type Reading, type ReadingQuery } from '@/lib/server/reading';
import { readingSettings } from '@/lib/server/reading-settings';
import { glossaryBeside } from '@/lib/server/terms-occurrences';
import { slugFrom } from './slug';
import { textPage } from './text-page';

interface Props {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { article, revision, words, wanted, page, outline, headingTitles, old } = await load(
    await slugFrom(params),
    await queryOf(searchParams),
  );
  const { author, description } = words;
  const { from = 1 } = outline.pages[page] ?? {};
  const chapter = page > 0 && outline.headings.find(({ number }) => number === from);
  const name = old
    ? (await getTranslations('reader'))('old.title', { title: words.title, number: old.number })
    : words.title;
  const title = chapter ? `${headingTitles.get(chapter.key)} · ${name}` : name;
  return {
    title,
    description: description ?? undefined,
    authors: author ? [{ name: author }] : undefined,
    alternates: alternatesOf(
      article.slug,
      revision.sourceScript,
      wanted.script,
      page > 0 && !old ? `?from=${from}` : '',
    ),
    robots: article.visibility === 'public' && article.publishedAt && !old ? undefined : { index: false },
    openGraph: { type: 'article', title, description: description ?? undefined },
  };
}

export default async function ReadingPage({ params, searchParams }: Props) {
  const slug = await slugFrom(params);
  const query = await queryOf(searchParams);
  const reading = await load(slug, query);
  if (query.revision && !reading.old) goToNewest(reading, await searchParams);
  if (!query.script) await goToPreferred(reading, await searchParams);
  const viewer = await currentViewer();
  const [groups, reader, settings, glossary, assigned] = await Promise.all([
    listGroups(viewer),
    currentBarViewer(),
    readingSettings(),
    glossaryBeside(viewer, reading.article),
    reading.old ? null : assignmentsBeside(viewer, reading.article),
  ]);
  const { page, wanted, display } = reading;
  return (
    <ReadingView
      article={{ ...articleSummary(reading, viewer), revision: reading.revision.number }}
      old={reading.old}
      page={page}
      html={await textPage(reading, wanted, display, page, (await getLocale()) as Locale)}
      script={wanted.script}
      lang={reading.lang}
      rules={reading.article.rules}
      words={reading.words}
      headingTitles={reading.headingTitles}
      outline={reading.outline}
      place={reading.place}
      opened={reading.opened}
      viewer={reader}
      groups={groups}
      settings={settings}
      glossary={glossary}
      openNote={query.note ?? null}
      assigned={assigned}
    />
  );
}

/** Once a request, for the page and its metadata. */
const loadOnce = cache(async (slug: string, json: string) =>
  openReading(await currentViewer(), slug, JSON.parse(json) as ReadingQuery),
);

async function load(slug: string, query: ReadingQuery): Promise<Reading> {
  const reading = await loadOnce(slug, JSON.stringify(query));
  if (reading instanceof Problem) notFound();
  return reading;
}

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

async function queryOf(searchParams: Props['searchParams']): Promise<ReadingQuery> {
  const { from, b, note, rev, script } = await searchParams;
  // An address with a script that there is not is an address at which there is nothing.
  if (script !== undefined && !(typeof script === 'string' && isShownScript(script))) notFound();
  const revision = wholeNumber(rev);
  if (rev !== undefined && !revision) notFound();
  const number = wholeNumber(from);
  return {
    quotes: (await readingSettings()).quotes,
    ...(script !== undefined && { script }),
    ...(revision && { revision }),
    ...(number && { from: number }),
    ...(typeof b === 'string' && BLOCK_KEY.test(b) && { block: b }),
    ...(typeof note === 'string' && UUID.test(note) && { note: note.toLowerCase() }),
  };
}

/** As the database can have it, from 1. */
function wholeNumber(written: string | string[] | undefined): number | undefined {
  const number = typeof written === 'string' && /^\d+$/.test(written) ? Number(written) : 0;
  return number > 0 && number < 2 ** 31 ? number : undefined;
}

/** The newest edition has one address, by which it remains the newest. */
function goToNewest({ article, wanted }: Reading, search: Awaited<Props['searchParams']>): never {
  const query = queryString({ ...search, rev: undefined, script: undefined });
  redirect(`${search.script ? exactReadPath(article.slug, wanted.script) : readPath(article.slug)}${query}`);
}

/** A reader who prefers a script reads in it, wherever the link came from. */
async function goToPreferred({ article, revision }: Reading, search: Awaited<Props['searchParams']>): Promise<void> {
  const { script } = await readingSettings();
  if (script === 'source' || !isChinese(revision.sourceScript)) return;
  redirect(`${readPath(article.slug, script)}${queryString(search)}`);
}

function queryString(search: Awaited<Props['searchParams']>): string {
  const query = new URLSearchParams(
    Object.entries(search).flatMap(([name, value]) => [value ?? []].flat().map((one) => [name, one])),
  );
  return query.size > 0 ? `?${query}` : '';
}

/**
 * The same text in other scripts, for search engines. Private-use tags are not for them.
 *
 * @param query of the page, for later ones
 */
function alternatesOf(slug: string, language: string, shown: ShownScript, query: string): Metadata['alternates'] {
  if (!isChinese(language)) return { canonical: `${readPath(slug)}${query}` };
  const source = scriptOf(language);
  const address = (script: ShownScript) => `${readPath(slug, script === source ? 'source' : script)}${query}`;
  const indexed = ['zh-Hans', 'zh-Hant', 'zh-Hant-TW', 'zh-Hant-HK'] as const;
  return {
    canonical: address(shown === 'zh-Hant-TW-x-phrase' ? 'zh-Hant-TW' : shown),
    languages: {
      ...Object.fromEntries(indexed.map((script) => [script, address(script)])),
      'x-default': `${readPath(slug)}${query}`,
    },
  };
}
