import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { MyNotes } from '@/components/notes/my-notes';
import { listMyAnnotations } from '@/lib/server/annotations-mine';
import { currentViewer } from '@/lib/server/current';
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
  const { q, cursor } = await searchParams;
  const query = typeof q === 'string' ? q.trim().slice(0, LONGEST_QUERY) : '';
  const after = typeof cursor === 'string' && UUID.test(cursor) ? cursor : undefined;
  const page = await listMyAnnotations(await currentViewer(), { q: query, cursor: after });
  if (page instanceof Problem) redirect('/sign-in?next=/notes');
  return <MyNotes notes={page.annotations} next={page.cursor} query={query} isFirst={after === undefined} />;
}
