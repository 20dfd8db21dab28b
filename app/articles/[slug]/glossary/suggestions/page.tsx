import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { slugFrom } from '@/app/read/[slug]/slug';
import { glossaryPath, suggestionsPath } from '@/components/glossary/terms-paths';
import { TermsSuggested } from '@/components/glossary/terms-suggested';
import { TermsViews } from '@/components/glossary/terms-views';
import styles from '@/components/glossary/terms.module.css';
import { ClientMessages } from '@/components/ui/client-messages';
import { termScopeSchema, type TermScope } from '@/lib/contract/terms';
import { openArticle } from '@/lib/server/articles';
import { currentViewer } from '@/lib/server/current';
import { listGroups } from '@/lib/server/groups';
import { Problem } from '@/lib/server/problem';
import { suggestedTerms } from '@/lib/server/terms-suggestions';
import { listTerms } from '@/lib/server/terms';

interface Props {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Once a request, for the page and its metadata: where there is nothing, the status says so first. */
const load = cache(async (slug: string) => {
  const viewer = await currentViewer();
  const open = await openArticle(viewer, slug);
  if (open instanceof Problem || !viewer) notFound();
  const terms = await listTerms(viewer, slug, {});
  if (terms instanceof Problem || terms.mayAdd.length === 0) notFound();
  return { viewer, open, scopes: terms.mayAdd };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await load(await slugFrom(params));
  return { title: (await getTranslations('glossary.page.suggested'))('title'), robots: { index: false } };
}

/** What might be a term, for who may make it one. */
export default async function SuggestionsPage({ params, searchParams }: Props) {
  const { viewer, open, scopes } = await load(await slugFrom(params));
  const { article, revision } = open;
  const asked = termScopeSchema.safeParse((await searchParams).scope).data;
  const scope: TermScope = asked ?? scopes[0] ?? 'article';
  const [suggested, groups] = await Promise.all([suggestedTerms(viewer, article.slug, scope), listGroups(viewer)]);
  if (suggested instanceof Problem) notFound();
  const t = await getTranslations('glossary.page');
  const labelled = scopes.map((one) => {
    const group = groups.find(({ id }) => one === `group:${id}`);
    return { scope: one, label: group ? t('group', { name: group.name }) : t('article') };
  });
  return (
    <main className={styles.page}>
      <header className={styles.head}>
        <p>
          <Link href={glossaryPath(article.slug)} prefetch={false}>
            ← {t('suggested.back')}
          </Link>
        </p>
        <h1>
          {t.rich('suggested.heading', {
            title: revision.title,
            text: (words) => <span lang={revision.sourceScript}>{words}</span>,
          })}
        </h1>
        <p className={styles.lead}>{t('suggested.lead')}</p>
        <noscript>
          <p>{t('noScript')}</p>
        </noscript>
      </header>
      {labelled.length > 1 && (
        <TermsViews
          label={t('suggested.whose')}
          views={labelled.map((one) => ({
            href: suggestionsPath(article.slug, one.scope),
            label: one.label,
            current: one.scope === scope,
          }))}
        />
      )}
      <ClientMessages namespaces={['glossary', 'editor']}>
        <TermsSuggested
          key={scope}
          user={viewer.id}
          slug={article.slug}
          lang={revision.sourceScript}
          scope={scope}
          label={labelled.find((one) => one.scope === scope)?.label ?? ''}
          suggestions={suggested.suggestions}
        />
      </ClientMessages>
    </main>
  );
}
