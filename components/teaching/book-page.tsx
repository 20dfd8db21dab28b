import { useLocale, useTranslations } from 'next-intl';
import type { GroupView } from '@/lib/contract/groups';
import { BookTable, type Book } from './book-table';
import styles from './book.module.css';
import { groupAssignmentsPath } from './paths';
import { TeachingPage } from './teaching-page';

/** How every member of a group stands in everything that is assigned to it. */
export function BookPage({ group, book }: { group: GroupView; book: Book }) {
  const t = useTranslations('teaching.book');
  const collator = new Intl.Collator(useLocale(), { numeric: true });
  const members = book.members.toSorted((a, b) => collator.compare(a.name, b.name));
  const isEmpty = book.assignments.length === 0 || members.length === 0;
  return (
    <TeachingPage
      isWide
      heading={`${group.name} · ${t('heading')}`}
      lead={t('lead')}
      back={{ href: groupAssignmentsPath(group.id), label: t('back') }}
    >
      {isEmpty ? <p className={styles.empty}>{t('empty')}</p> : <BookTable book={{ ...book, members }} />}
    </TeachingPage>
  );
}
