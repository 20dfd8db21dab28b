import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { slugFrom } from '@/app/read/[slug]/slug';
import { EditionView } from '@/components/editions/edition-view';
import { CHANGES_PAGE } from '@/lib/contract/articles';
import { isChinese, isShownScript } from '@/lib/domain/script/script';
import { openArticle } from '@/lib/server/articles';
import { currentViewer } from '@/lib/server/current';
import { changesOfEdition } from '@/lib/server/edition-history';
import { Problem } from '@/lib/server/problem';
import { readingSettings } from '@/lib/server/reading-settings';

interface Props {
  params: Promise<{ slug: string; number: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** As an address and the database can have it, from 1. */
function wholeNumber(written: string | string[] | undefined): number | undefined {
  const number = typeof written === 'string' && /^\d+$/.test(written) ? Number(written) : 0;
  return number > 0 && number < 2 ** 31 ? number : undefined;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const number = wholeNumber((await params).number) ?? 0;
  return { title: (await getTranslations('editions.view'))('title', { number }), robots: { index: false } };
}

export default async function EditionPage({ params, searchParams }: Props) {
  const [viewer, slug, settings] = await Promise.all([currentViewer(), slugFrom(params), readingSettings()]);
  const number = wholeNumber((await params).number);
  const { script: asked, from: first } = await searchParams;
  const from = wholeNumber(first ?? '1');
  if (!number || !from || (asked !== undefined && !(typeof asked === 'string' && isShownScript(asked)))) notFound();
  const edition = await openArticle(viewer, slug, number);
  if (edition instanceof Problem) notFound();
  const chinese = isChinese(edition.revision.sourceScript);
  const script = asked ?? (chinese ? settings.script : 'source');
  const found = await changesOfEdition(viewer, slug, {
    number,
    script,
    quotes: settings.quotes,
    from,
    limit: CHANGES_PAGE,
  });
  if (found instanceof Problem || (from > 1 && found.changes.length === 0)) notFound();
  const { open, title, ...changes } = found;
  return (
    <EditionView
      slug={open.article.slug}
      title={title}
      newest={open.article.revision}
      chinese={chinese}
      changes={changes}
      from={from}
      earlier={from > 1 ? Math.max(1, from - CHANGES_PAGE) : null}
    />
  );
}
