import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AssignmentFormPage } from '@/components/teaching/assignment-form-page';
import { editAssignmentPath, groupAssignmentsPath } from '@/components/teaching/paths';
import { TeachingPage } from '@/components/teaching/teaching-page';
import { assignableText } from '@/lib/server/assignable';
import { ledAssignment } from '../led-assignment';

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  const { assignment } = await ledAssignment(id, editAssignmentPath(id));
  const t = await getTranslations('teaching.form');
  return { title: `${t('edit')} · ${assignment.title}`, robots: { index: false } };
}

export default async function EditAssignment({ params }: Props) {
  const { id } = await params;
  const { viewer, assignment } = await ledAssignment(id, editAssignmentPath(id));
  const { group, article } = assignment;
  const text = await assignableText(viewer, article.slug);
  const t = await getTranslations('teaching.form');
  return (
    <TeachingPage
      heading={t('edit')}
      lead={group.archived ? (await getTranslations('teaching.list'))('readOnly') : t('lead', { group: group.name })}
      back={{ href: groupAssignmentsPath(group.id), label: t('back') }}
    >
      {!group.archived && (
        <AssignmentFormPage
          user={viewer.id}
          group={group.id}
          articles={[]}
          text={text ?? { ...article, blocks: 0, sections: [], picked: null }}
          assignment={assignment}
        />
      )}
    </TeachingPage>
  );
}
