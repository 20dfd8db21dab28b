import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { BookPage } from '@/components/teaching/book-page';
import { groupProgressPath } from '@/components/teaching/paths';
import { groupProgress } from '@/lib/server/group-progress';
import { Problem } from '@/lib/server/problem';
import { ledGroup } from '../own-group';

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  const { group } = await ledGroup(id, groupProgressPath(id));
  const t = await getTranslations('teaching.book');
  return { title: `${t('heading')} · ${group.name}`, robots: { index: false } };
}

export default async function GroupProgress({ params }: Props) {
  const { id } = await params;
  const { viewer, group } = await ledGroup(id, groupProgressPath(id));
  const book = await groupProgress(viewer, group.id);
  if (book instanceof Problem) notFound();
  return <BookPage group={group} book={book} />;
}
