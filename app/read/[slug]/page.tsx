import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { ReadingView } from '@/components/reader/reading-view';
import { BLOCK_KEY } from '@/lib/domain/text/block';
import { articleSummary } from '@/lib/server/articles';
import { currentSession, currentViewer } from '@/lib/server/current';
import { Problem } from '@/lib/server/problem';
import { openReading, type Reading, type ReadingQuery } from '@/lib/server/reading';
import { readingSettings } from '@/lib/server/reading-settings';
import { slugFrom } from './slug';

interface Props {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { article, revision } = await load(await slugFrom(params), await queryOf(searchParams));
  return {
    title: revision.title,
    description: revision.description ?? undefined,
    authors: revision.author ? [{ name: revision.author }] : undefined,
    alternates: { canonical: `/read/${encodeURIComponent(article.slug)}` },
    robots: article.visibility === 'public' && article.publishedAt ? undefined : { index: false },
    openGraph: { type: 'article', title: revision.title, description: revision.description ?? undefined },
  };
}

export default async function ReadingPage({ params, searchParams }: Props) {
  const query = await queryOf(searchParams);
  const reading = await load(await slugFrom(params), query);
  const [viewer, session, settings] = await Promise.all([currentViewer(), currentSession(), readingSettings()]);
  return (
    <ReadingView
      article={articleSummary(reading, viewer)}
      blocks={reading.blocks}
      outline={reading.outline}
      place={reading.place}
      viewer={session?.user ?? null}
      settings={settings}
      marked={query.block ?? null}
      openNote={query.note ?? null}
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
  const { from, b, note } = await searchParams;
  const number = Number(from);
  return {
    ...(Number.isSafeInteger(number) && number > 0 && number < 2 ** 31 && { from: number }),
    ...(typeof b === 'string' && BLOCK_KEY.test(b) && { block: b }),
    ...(typeof note === 'string' && UUID.test(note) && { note: note.toLowerCase() }),
  };
}
