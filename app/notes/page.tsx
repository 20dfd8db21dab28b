import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { MyNotes } from '@/components/notes/my-notes';
import { layerSchema } from '@/lib/contract/annotations';
import { listMyAnnotations } from '@/lib/server/annotations-mine';
import { currentViewer } from '@/lib/server/current';
import { listGroups } from '@/lib/server/groups';
import { Problem } from '@/lib/server/problem';

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notes'))('title'), robots: { index: false } };
}

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
/** As the contract has it. */
const LONGEST_QUERY = 200;

export default async function MyNotesPage({ searchParams }: Props) {
  const { q, layer: asked, cursor } = await searchParams;
  const query = typeof q === 'string' ? q.trim().slice(0, LONGEST_QUERY) : '';
  const after = typeof cursor === 'string' && UUID.test(cursor) ? cursor : undefined;
  const layer = layerSchema.safeParse(asked).data;
  const viewer = await currentViewer();
  const [page, groups] = await Promise.all([
    listMyAnnotations(viewer, { q: query, layer, cursor: after }),
    listGroups(viewer),
  ]);
  if (page instanceof Problem) redirect('/sign-in?next=/notes');
  return (
    <MyNotes
      notes={page.annotations}
      next={page.cursor}
      query={query}
      layer={layer}
      groups={groups}
      isFirst={after === undefined}
    />
  );
}
