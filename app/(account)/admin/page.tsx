import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AccountPage } from '@/components/account/account-page';
import { AuditList, type AuditItem } from '@/components/account/audit-list';
import { PeopleView } from '@/components/account/people-view';
import { recentAudit, type AuditEntry } from '@/lib/server/audit';
import { currentViewer } from '@/lib/server/current';
import { listPeople } from '@/lib/server/people';
import { Problem } from '@/lib/server/problem';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin'))('title') };
}

/** People: their roles, and links for those who forgot their password. */
export default async function AdminPage() {
  const viewer = await currentViewer();
  if (!viewer) redirect('/sign-in?next=/admin');
  const people = await listPeople(viewer);
  if (people instanceof Problem) notFound();
  const t = await getTranslations('admin');
  return (
    <AccountPage title={t('title')} wide>
      <PeopleView people={people.users} self={viewer.id} />
      <AuditList items={(await recentAudit(viewer)).map(auditItem)} />
    </AccountPage>
  );
}

const SAID_AS: Readonly<Record<string, AuditItem['action']>> = {
  'user.role': 'role',
  'user.reset-link': 'resetLink',
  'annotation.hide': 'hideNote',
  'annotation.show': 'showNote',
  'reply.hide': 'hideReply',
  'reply.show': 'showReply',
  'flag.settle': 'settle',
};

const auditItem = ({ id, at, actor, action, subject, detail, article }: AuditEntry): AuditItem => ({
  id,
  at: at.toISOString(),
  actor,
  action: SAID_AS[action] ?? 'resetLink',
  subject,
  article: article && {
    title: article.title,
    href: `/read/${encodeURIComponent(article.slug)}?note=${detail.annotation ?? ''}`,
  },
  reason: detail.reason ?? null,
  from: (detail.from as AuditItem['from']) ?? null,
  to: (detail.to as AuditItem['to']) ?? null,
});
