import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { slugFrom } from '@/app/read/[slug]/slug';
import { listTerms } from '@/components/glossary/terms-listed';
import { TermsPage } from '@/components/glossary/terms-page';
import { glossaryPath, suggestionsPath, type TermsOrder } from '@/components/glossary/terms-paths';
import { termScopeSchema, type TermScope } from '@/lib/contract/terms';
import { MAX_FORM } from '@/lib/domain/glossary/term';
import { readPath } from '@/lib/domain/reading/read-path';
import { isShownScript, scriptOf, shownLanguage, type ShownScript } from '@/lib/domain/script/script';
import { BLOCK_KEY } from '@/lib/domain/text/block';
import { openArticle } from '@/lib/server/articles';
import { currentViewer } from '@/lib/server/current';
import { listGroups } from '@/lib/server/groups';
import { Problem } from '@/lib/server/problem';
import { readingSettings } from '@/lib/server/reading-settings';
import { displayOf, shownText } from '@/lib/server/shown';
import { listTerms as readTerms } from '@/lib/server/terms';
import { termBlocks } from '@/lib/server/terms-occurrences';
import { numbersOf } from '@/lib/server/terms-suggestions';
import { shownGroups } from './shown-groups';

interface Props {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Once a request, for the page and its metadata: where there is nothing, the status says so first. */
const load = cache(async (slug: string) => {
  const viewer = await currentViewer();
  const open = await openArticle(viewer, slug);
  if (open instanceof Problem) notFound();
  return { viewer, open };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { open } = await load(await slugFrom(params));
  const t = await getTranslations('glossary.page');
  return { title: t('heading', { title: open.revision.title }), robots: { index: false } };
}

export default async function GlossaryPage({ params, searchParams }: Props) {
  const { viewer, open } = await load(await slugFrom(params));
  const { article, revision } = open;
  const asked = askedOf(await searchParams);
  const settings = await readingSettings();
  const script = scriptOf(revision.sourceScript) ? (asked.script ?? settings.script) : 'source';
  const wanted = { script, quotes: settings.quotes };
  const [all, display, places, groups] = await Promise.all([
    readTerms(viewer, article.slug, {}),
    displayOf(open, wanted),
    termBlocks(viewer, open),
    listGroups(viewer),
  ]);
  if (all instanceof Problem || display instanceof Problem) notFound();
  const terms = all.terms.filter((term) => asked.scope === undefined || term.scope === asked.scope);
  const numbers = await numbersOf(
    revision.id,
    [...terms.map(({ definedIn }) => definedIn), asked.block].filter((key) => typeof key === 'string'),
  );
  const number = numbers.get(asked.block ?? '');
  const { page, pages, ...listed } = listTerms({ ...asked, terms, places, numbers, wanted: asked.term });
  const groupsShown = await shownGroups(listed.groups, script, article);

  const t = await getTranslations('glossary.page');
  const lang = shownLanguage(revision.sourceScript, script);
  const nameOf = (scope: TermScope): string => {
    const group = groups.find(({ id }) => scope === `group:${id}`);
    return group ? t('group', { name: group.name }) : t('article');
  };
  const at = (changes: Parameters<typeof glossaryPath>[1]) =>
    glossaryPath(article.slug, { order: asked.order, scope: asked.scope, script: asked.script, ...changes });
  const orders: readonly TermsOrder[] = ['reading', 'alphabet'];
  const scopes = [...new Set(all.terms.map(({ scope }) => scope))];
  const isEditor = all.mayAdd.length > 0;
  return (
    <TermsPage
      heading={t.rich('headingRich', {
        title: shownText(revision.title, display),
        text: (words) => <span lang={lang}>{words}</span>,
      })}
      lead={t('lead')}
      back={{ href: readPath(article.slug, asked.script), label: t('back') }}
      views={[
        {
          label: t('order'),
          views: orders.map((order) => ({ href: at({ order }), label: t(order), current: order === asked.order })),
        },
        ...(scopes.length > 1 || asked.scope !== undefined
          ? [
              {
                label: t('whose'),
                views: [undefined, ...new Set([...scopes, ...(asked.scope ? [asked.scope] : [])])].map((scope) => ({
                  href: at({ scope }),
                  label: scope === undefined ? t('all') : nameOf(scope),
                  current: scope === asked.scope,
                })),
              },
            ]
          : []),
      ]}
      groups={groupsShown}
      total={terms.length}
      shown={{ slug: article.slug, script, lang }}
      editor={isEditor && viewer ? viewer.id : null}
      page={article.slug}
      scopes={all.mayAdd
        .filter((scope) => asked.scope === undefined || scope === asked.scope)
        .map((scope) => ({ scope, label: nameOf(scope) }))}
      begin={
        asked.headword
          ? {
              headword: asked.headword,
              definedIn: asked.block && number !== undefined ? { key: asked.block, number } : null,
            }
          : null
      }
      file={{ at: { slug: article.slug }, mayImport: all.mayAdd.includes('article') }}
      suggestions={isEditor ? suggestionsPath(article.slug, all.mayAdd[0]) : null}
      pages={{
        earlier: page > 1 ? at({ page: page - 1 }) : null,
        later: page < pages ? at({ page: page + 1 }) : null,
      }}
    />
  );
}

interface Asked {
  order: TermsOrder;
  scope?: TermScope | undefined;
  script?: ShownScript | undefined;
  page: number;
  term?: string | undefined;
  /** Of a new term that is asked for, and the block that defines it. */
  headword?: string | undefined;
  block?: string | undefined;
}

function askedOf(search: Awaited<Props['searchParams']>): Asked {
  const { order, scope, script, page, term, new: headword, block } = search;
  const number = Number(page);
  return {
    order: order === 'alphabet' ? 'alphabet' : 'reading',
    scope: termScopeSchema.safeParse(scope).data,
    script: typeof script === 'string' && isShownScript(script) ? script : undefined,
    page: Number.isSafeInteger(number) && number > 0 ? number : 1,
    term: typeof term === 'string' ? term : undefined,
    headword: typeof headword === 'string' ? headword.trim().slice(0, MAX_FORM) : undefined,
    block: typeof block === 'string' && BLOCK_KEY.test(block) ? block : undefined,
  };
}
