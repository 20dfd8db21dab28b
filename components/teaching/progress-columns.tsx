import {
  columnFilteringFeature,
  createColumnHelper,
  createFilteredRowModel,
  createSortedRowModel,
  filterFn_includesString,
  rowSortingFeature,
  tableFeatures,
  type Row,
} from '@tanstack/react-table';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { ProgressRow } from '@/lib/contract/assignments';
import { STANDINGS } from '@/lib/domain/assignments/standing';
import { Bar } from './bar';
import { memberPath } from './paths';
import styles from './progress.module.css';
import { StandingMark } from './standing-mark';
import { useTimes } from './use-times';

export const progressFeatures = tableFeatures({
  columnFilteringFeature,
  rowSortingFeature,
  filteredRowModel: createFilteredRowModel(),
  sortedRowModel: createSortedRowModel(),
});
export type ProgressFeatures = typeof progressFeatures;
type TableRow = Row<ProgressFeatures, ProgressRow>;

interface Asked {
  readonly assignment: string;
  /** Whether anything may be changed. */
  readonly mayChange: boolean;
  readonly onExtend: (member: string) => void;
  readonly onGrade: (member: string) => void;
}

const helper = createColumnHelper<ProgressFeatures, ProgressRow>();
/** What is not there sorts last, either way. */
const LAST = { sortUndefined: 'last' } as const;

/** The columns of the table; the same array as long as nothing of it changes. */
export function useProgressColumns({ assignment, mayChange, onExtend, onGrade }: Asked) {
  const t = useTranslations('teaching.progress');
  const time = useTimes();
  const locale = useLocale();
  return useMemo(() => {
    // 拼音 or strokes, as the language of the page has it; 9 before 10.
    const collator = new Intl.Collator(locale, { numeric: true });
    const byWords = (a: TableRow, b: TableRow, id: string) =>
      collator.compare(a.getValue<string>(id), b.getValue<string>(id));
    const at = (moment: string | null) =>
      moment === null ? t('never') : <time dateTime={moment}>{time(moment)}</time>;
    return helper.columns([
      helper.accessor(({ member }) => member.name, {
        id: 'member',
        header: t('member'),
        sortFn: byWords,
        filterFn: filterFn_includesString,
        cell: ({ row: { original } }) => (
          <>
            <Link href={memberPath(assignment, original.member.id)} prefetch={false}>
              {original.member.name}
            </Link>
            {original.left && <small>{t('left')}</small>}
          </>
        ),
      }),
      helper.accessor(({ standing }) => STANDINGS.indexOf(standing), {
        id: 'standing',
        header: t('standing'),
        filterFn: (row, _, wanted: string) => row.original.standing === wanted,
        cell: ({ row }) => <StandingMark standing={row.original.standing} />,
      }),
      helper.accessor(({ read, blocks }) => (blocks === 0 ? 0 : read / blocks), {
        id: 'read',
        header: t('read'),
        sortDescFirst: true,
        cell: ({ row: { original } }) => (
          <span className={styles.reading}>
            <Bar
              value={original.read}
              of={original.blocks}
              label={t('readOf', { read: original.read, blocks: original.blocks })}
            />
            <span aria-hidden="true">{t('readOf', { read: original.read, blocks: original.blocks })}</span>
          </span>
        ),
      }),
      helper.accessor('notes', { header: t('notes'), sortDescFirst: true }),
      helper.accessor('replies', { header: t('replies'), sortDescFirst: true }),
      helper.accessor(({ completedAt }) => completedAt ?? undefined, {
        id: 'completed',
        header: t('completed'),
        ...LAST,
        cell: ({ row: { original } }) => (
          <>
            {at(original.completedAt)}
            {original.completedAt !== null && <small>{t(original.standing === 'late' ? 'late' : 'onTime')}</small>}
            {original.late > 0 && <small>{t('lateCount', { count: original.late })}</small>}
          </>
        ),
      }),
      helper.accessor(({ lastActiveAt }) => lastActiveAt ?? undefined, {
        id: 'active',
        header: t('active'),
        sortDescFirst: true,
        ...LAST,
        cell: ({ row }) => at(row.original.lastActiveAt),
      }),
      helper.accessor(({ dueAt }) => dueAt ?? undefined, {
        id: 'due',
        header: t('due'),
        ...LAST,
        cell: ({ row: { original } }) => (
          <>
            {at(original.dueAt)}
            {original.extended && <small>{t('extended')}</small>}
            {mayChange && !original.left && (
              <button
                type="button"
                aria-label={t('extendFor', { name: original.member.name })}
                data-extends={original.member.id}
                onClick={() => onExtend(original.member.id)}
              >
                {t(original.extended ? 'changeExtension' : 'extend')}
              </button>
            )}
          </>
        ),
      }),
      helper.accessor(({ grade }) => grade.grade || undefined, {
        id: 'grade',
        header: t('grade'),
        sortFn: byWords,
        ...LAST,
        cell: ({ row: { original } }) => (
          <>
            {original.grade.grade && <strong>{original.grade.grade}</strong>}
            {hasGrade(original) && <small>{t(original.grade.releasedAt === null ? 'graded' : 'isReleased')}</small>}
            {mayChange && (
              <button
                type="button"
                aria-label={t('openFor', { name: original.member.name })}
                onClick={() => onGrade(original.member.id)}
              >
                {t('open')}
              </button>
            )}
          </>
        ),
      }),
    ]);
  }, [assignment, mayChange, onExtend, onGrade, t, time, locale]);
}

const hasGrade = ({ grade }: ProgressRow): boolean => grade.grade !== '' || grade.feedback !== null;
