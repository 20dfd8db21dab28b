import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { openArticle } from '@/lib/server/articles';
import { currentViewer } from '@/lib/server/current';
import { Problem } from '@/lib/server/problem';
import { slugFrom } from './slug';

/**
 * Asks whether there is anything to read before `loading.tsx` is sent: what comes after that can no
 * longer answer 404.
 */
export default async function ReadLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ slug: string }>;
}) {
  if ((await openArticle(await currentViewer(), await slugFrom(params))) instanceof Problem) notFound();
  return children;
}
