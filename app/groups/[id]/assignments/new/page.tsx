import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AssignmentFormPage } from '@/components/teaching/assignment-form-page';
import { groupAssignmentsPath, newAssignmentPath } from '@/components/teaching/paths';
import { TeachingPage } from '@/components/teaching/teaching-page';
import { assignableArticles, assignableText } from '@/lib/server/assignable';
import { ledGroup } from '../../own-group';

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  await ledGroup(id, newAssignmentPath(id));
  return { title: (await getTranslations('teaching.form'))('new'), robots: { index: false } };
}

/** Assigns a section to a group; `?article=&first=&last=` as it was picked in the text. */
export default async function NewAssignment({ params, searchParams }: Props) {
  const { id } = await params;
  const { viewer, group } = await ledGroup(id, newAssignmentPath(id));
  const { article, first, last } = await searchParams;
  const asked = typeof first === 'string' && typeof last === 'string' ? { first, last } : undefined;
  const [articles, text] = await Promise.all([
    assignableArticles(viewer, group.id),
    typeof article === 'string' ? assignableText(viewer, article, asked) : null,
  ]);
  const t = await getTranslations('teaching.form');
  return (
    <TeachingPage
      heading={t('new')}
      lead={group.archived ? (await getTranslations('teaching.list'))('readOnly') : t('lead', { group: group.name })}
      back={{ href: groupAssignmentsPath(group.id), label: t('back') }}
    >
      {!group.archived && (
        <AssignmentFormPage user={viewer.id} group={group.id} articles={articles} text={text} assignment={null} />
      )}
    </TeachingPage>
  );
}
