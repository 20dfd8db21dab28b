import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { MyNotes } from '@/components/notes/my-notes';
import { endpoints } from '@/lib/contract/endpoints';
import { listMyAnnotations } from '@/lib/server/annotations-mine';
import { currentViewer } from '@/lib/server/current';
import { Problem } from '@/lib/server/problem';

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notes'))('title'), robots: { index: false } };
}

export default async function NotesPage({ searchParams }: Props) {
  // An address that does not fit is read as if it asked for nothing in particular.
  const asked = endpoints['GET /api/me/annotations'].query.safeParse(await searchParams);
  const { q, cursor } = asked.success ? asked.data : {};
  const found = await listMyAnnotations(await currentViewer(), { q, cursor });
  if (found instanceof Problem) redirect('/sign-in?next=/notes');
  return <MyNotes notes={found.annotations} next={found.cursor} q={q ?? ''} later={cursor !== undefined} />;
}
