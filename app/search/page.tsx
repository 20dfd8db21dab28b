import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { searchAddress } from '@/components/search/addresses';
import { FoundArticles, FoundInArticle } from '@/components/search/found-articles';
import { FoundNotes } from '@/components/search/found-notes';
import { SearchPage, type SearchAsked } from '@/components/search/search-page';
import { scriptOf, shownLanguage } from '@/lib/domain/script/script';
import { MAX_QUERY } from '@/lib/domain/search/query';
import { openArticle, type OpenArticle } from '@/lib/server/articles';
import { currentViewer } from '@/lib/server/current';
import { Problem } from '@/lib/server/problem';
import { readingSettings } from '@/lib/server/reading-settings';
import { searchArticle } from '@/lib/server/search-article';
import { search } from '@/lib/server/search-library';
import { displayOf, shownText, type Wanted } from '@/lib/server/shown';

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Where there is nothing, it must be said before the page begins: the status goes first. */
export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { article: slug } = await searchParams;
  if (typeof slug === 'string' && (await openArticle(await currentViewer(), slug)) instanceof Problem) notFound();
  return { title: (await getTranslations('search'))('title'), robots: { index: false } };
}

export default async function SearchRoute({ searchParams }: Props) {
  const { q, in: where, article: slug, from, cursor } = await searchParams;
  const query = typeof q === 'string' ? q.trim() : '';
  const [viewer, { script, quotes }] = await Promise.all([currentViewer(), readingSettings()]);
  if (typeof slug !== 'string')
    return Everywhere({
      query,
      where: where === 'notes' ? 'notes' : 'articles',
      wanted: { script, quotes },
      cursor: typeof cursor === 'string' ? cursor : undefined,
    });
  const open = await openArticle(viewer, slug);
  if (open instanceof Problem) notFound();
  const number = Number(from);
  return Within({
    query,
    open,
    // A text that is not Chinese is shown as it was written.
    wanted: { script: scriptOf(open.revision.sourceScript) ? script : 'source', quotes },
    from: Number.isSafeInteger(number) && number > 0 && number < 2 ** 31 ? number : 1,
  });
}

interface EverywhereProps {
  query: string;
  where: 'articles' | 'notes';
  wanted: Wanted;
  cursor: string | undefined;
}

async function Everywhere({ query, where, wanted, cursor }: EverywhereProps) {
  const t = await getTranslations('search');
  const asked: SearchAsked = { query, in: where, article: null };
  const none = { asked, summary: null, first: null, next: null, children: null };
  if (query === '') return <SearchPage {...none} without="start" />;
  const found =
    query.length > MAX_QUERY ? null : await search(await currentViewer(), { q: query, in: where, ...wanted, cursor });
  // The only thing that can be wrong with a query is its length.
  if (!found || found instanceof Problem) return <SearchPage {...none} without="tooLong" />;
  if (!found.asked) return <SearchPage {...none} without="empty" />;
  const count = found.articles.length + found.notes.length;
  const address = { q: query, in: where === 'notes' ? where : undefined };
  const words = where === 'notes' ? 'foundNotes' : 'foundArticles';
  return (
    <SearchPage
      asked={asked}
      without={count === 0 ? 'nothing' : null}
      summary={count === 0 ? null : t(found.cursor || cursor ? 'foundMore' : words, { count })}
      first={cursor ? searchAddress(address) : null}
      next={found.cursor && searchAddress({ ...address, cursor: found.cursor })}
    >
      {where === 'notes' ? (
        <FoundNotes notes={found.notes} />
      ) : (
        <FoundArticles articles={found.articles} query={query} />
      )}
    </SearchPage>
  );
}

interface WithinProps {
  query: string;
  open: OpenArticle;
  wanted: Wanted;
  from: number;
}

const PAGE = 50;

async function Within({ query, open, wanted, from }: WithinProps) {
  const t = await getTranslations('search');
  const { article, revision } = open;
  const { slug } = article;
  const display = await displayOf(open, wanted);
  if (display instanceof Problem) notFound();
  const lang = shownLanguage(revision.sourceScript, wanted.script);
  const asked: SearchAsked = {
    query,
    in: 'articles',
    article: { slug, title: shownText(revision.title, display), lang },
  };
  const none = { asked, summary: null, first: null, next: null, children: null };
  if (query === '') return <SearchPage {...none} without="start" />;
  const found =
    query.length > MAX_QUERY
      ? null
      : await searchArticle(await currentViewer(), slug, { q: query, ...wanted, from, limit: PAGE });
  if (!found || found instanceof Problem) return <SearchPage {...none} without="tooLong" />;
  if (!found.asked) return <SearchPage {...none} without="empty" />;
  const { total, blocks, hits, next } = found;
  return (
    <SearchPage
      asked={asked}
      without={total === 0 ? 'nothing' : null}
      summary={total === 0 ? null : t('foundHits', { total, blocks })}
      first={from > 1 ? searchAddress({ article: slug, q: query }) : null}
      next={next === null ? null : searchAddress({ article: slug, q: query, from: next })}
    >
      <FoundInArticle slug={slug} lang={lang} hits={hits} />
    </SearchPage>
  );
}
