import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { z } from 'zod';
import { shownGroups } from '@/app/articles/[slug]/glossary/shown-groups';
import { listTerms } from '@/components/glossary/terms-listed';
import { TermsPage } from '@/components/glossary/terms-page';
import { groupGlossaryPath } from '@/components/glossary/terms-paths';
import { isShownScript } from '@/lib/domain/script/script';
import { currentViewer } from '@/lib/server/current';
import { listGroups } from '@/lib/server/groups';
import { Problem } from '@/lib/server/problem';
import { readingSettings } from '@/lib/server/reading-settings';
import { listGroupTerms } from '@/lib/server/terms';

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Once a request, for the page and its metadata: where there is nothing, the status says so first. */
const load = cache(async (id: string) => {
  const viewer = await currentViewer();
  const group = z.uuid().safeParse(id).success
    ? (await listGroups(viewer)).find((one) => one.id === id.toLowerCase())
    : undefined;
  if (!viewer || !group) notFound();
  return { viewer, group };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { group } = await load((await params).id);
  const t = await getTranslations('glossary.page');
  return { title: t('groupHeading', { name: group.name }), robots: { index: false } };
}

/** A group's glossary: its members read it, who leads it writes it. */
export default async function GroupGlossaryPage({ params, searchParams }: Props) {
  const { viewer, group } = await load((await params).id);
  const { script: wanted, page: asked, term } = await searchParams;
  const own = typeof wanted === 'string' && isShownScript(wanted) ? wanted : undefined;
  const script = own ?? (await readingSettings()).script;
  const all = await listGroupTerms(viewer, group.id);
  if (all instanceof Problem) notFound();
  const number = Number(asked);
  const { groups, page, pages } = listTerms({
    terms: all.terms,
    places: new Map(),
    numbers: new Map(),
    order: 'alphabet',
    page: Number.isSafeInteger(number) && number > 0 ? number : 1,
    wanted: typeof term === 'string' ? term : undefined,
  });
  const t = await getTranslations('glossary.page');
  const at = (to: number) => groupGlossaryPath(group.id, { script: own, page: to });
  const scopes = all.mayAdd.map((scope) => ({ scope, label: group.name }));
  return (
    <TermsPage
      heading={t('groupHeading', { name: group.name })}
      lead={t('groupLead')}
      back={{ href: '/', label: t('backHome') }}
      views={[]}
      groups={await shownGroups(groups, script, null)}
      total={all.terms.length}
      shown={{ slug: null, script, lang: script === 'source' ? undefined : script }}
      editor={scopes.length > 0 ? viewer.id : null}
      page={group.id}
      scopes={scopes}
      file={{ at: { group: group.id }, mayImport: scopes.length > 0 }}
      suggestions={null}
      pages={{ earlier: page > 1 ? at(page - 1) : null, later: page < pages ? at(page + 1) : null }}
    />
  );
}
