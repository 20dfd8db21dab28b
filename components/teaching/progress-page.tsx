import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { useRuleSentence } from '@/components/assignment/rule-sentence';
import type { AssignmentView, ProgressRow } from '@/lib/contract/assignments';
import { readPath, readQuery } from '@/lib/domain/reading/read-path';
import type { ShownScript } from '@/lib/domain/script/script';
import { Heat } from './heat';
import { editAssignmentPath, groupAssignmentsPath } from './paths';
import { ProgressDesk } from './progress-desk';
import styles from './progress.module.css';
import { TeachingPage } from './teaching-page';

interface Props {
  /** Id of who is looking. */
  viewer: string;
  assignment: AssignmentView;
  rows: readonly ProgressRow[];
  script: ShownScript;
}

/** What everybody did for an assignment, and where its text was not understood. */
export function ProgressPage({ viewer, assignment, rows, script }: Props) {
  const t = useTranslations('teaching.progress');
  const tList = useTranslations('teaching.list');
  const collator = new Intl.Collator(useLocale(), { numeric: true });
  const named = rows.toSorted((a, b) => collator.compare(a.member.name, b.member.name));
  const sentence = useRuleSentence()(assignment.rule);
  const { id, title, group, article, section } = assignment;
  return (
    <TeachingPage
      isWide
      heading={title}
      lead={
        <>
          <Link href={`${readPath(article.slug)}${readQuery({ block: section?.first.key })}`} prefetch={false}>
            {article.title}
          </Link>
          {' · '}
          {section ? tList('span', { from: section.first.number, to: section.last.number }) : tList('lost')}
          {!group.archived && (
            <>
              {' · '}
              <Link href={editAssignmentPath(id)} prefetch={false}>
                {t('edit')}
              </Link>
            </>
          )}
        </>
      }
      back={{ href: groupAssignmentsPath(group.id), label: t('back') }}
    >
      <p className={styles.rule}>{sentence}</p>
      <ProgressDesk user={viewer} assignment={assignment} rows={named} />
      {section && <Heat assignment={id} slug={article.slug} script={script} />}
    </TeachingPage>
  );
}
