'use client';

import { useTable, type Cell as TableCell, type Header } from '@tanstack/react-table';
import { useTranslations } from 'next-intl';
import { Fragment, useState, type ReactNode } from 'react';
import { SelectField, TextField } from '@/components/ui/field';
import type { ProgressRow } from '@/lib/contract/assignments';
import { STANDINGS } from '@/lib/domain/assignments/standing';
import { RestOfRows, useFirstRows } from './first-rows';
import { progressFeatures, useProgressColumns, type ProgressFeatures } from './progress-columns';
import styles from './progress.module.css';

interface Props {
  assignment: string;
  rows: readonly ProgressRow[];
  mayChange: boolean;
  /** The member below whose row `extension` stands. */
  extending: string | null;
  extension: ReactNode;
  onExtend: (member: string) => void;
  onGrade: (member: string) => void;
}

/** What everybody did: sorted by any column, filtered by name and standing. Those who never opened it come first. */
export function ProgressTable({ assignment, rows, mayChange, extending, extension, onExtend, onGrade }: Props) {
  const t = useTranslations('teaching.progress');
  const columns = useProgressColumns({ assignment, mayChange, onExtend, onGrade });
  const table = useTable({
    features: progressFeatures,
    columns,
    data: rows,
    getRowId: ({ member }) => member.id,
    initialState: { sorting: [{ id: 'standing', desc: false }] },
    enableSortingRemoval: false,
  });
  const shown = table.getRowModel().rows;
  const { first, rest } = useFirstRows(shown);
  const sorted = table.state.sorting[0];
  const names = new Map(table.getFlatHeaders().map(({ id, column }) => [id, String(column.columnDef.header)]));
  return (
    <>
      <Filters
        rows={rows}
        onName={(name) => table.getColumn('member')?.setFilterValue(name)}
        onStanding={(standing) => table.getColumn('standing')?.setFilterValue(standing || undefined)}
      >
        <p role="status" className={styles.status}>
          {t('shown', { count: shown.length })}
          {sorted && (
            <span className={styles.unseen}>
              {t(sorted.desc ? 'sortedDown' : 'sortedUp', { column: names.get(sorted.id) ?? '' })}
            </span>
          )}
        </p>
      </Filters>
      <div className={styles.scroll} role="region" aria-label={t('scroll')} tabIndex={0}>
        <table className={styles.table}>
          <caption>{t('table')}</caption>
          <thead>
            {table.getHeaderGroups().map((group) => (
              <tr key={group.id}>
                {group.headers.map((header) => (
                  <SortHead key={header.id} header={header} sorted={sorted?.id === header.id ? sorted.desc : null} />
                ))}
              </tr>
            ))}
          </thead>
          <tbody>
            {first.map((row) => (
              <Fragment key={row.id}>
                <tr data-standing={row.original.standing}>
                  {row.getAllCells().map((cell) => {
                    const Cell = cell.column.id === 'member' ? 'th' : 'td';
                    return (
                      <Cell key={cell.id} scope={Cell === 'th' ? 'row' : undefined} data-column={cell.column.id}>
                        {drawn(cell)}
                      </Cell>
                    );
                  })}
                </tr>
                {extending === row.id && (
                  <tr className={styles.below}>
                    <td colSpan={columns.length}>{extension}</td>
                  </tr>
                )}
              </Fragment>
            ))}
          </tbody>
        </table>
        <RestOfRows {...rest} />
        {shown.length === 0 && <p className={styles.none}>{t('none')}</p>}
      </div>
    </>
  );
}

/** Called, not made a component of: other columns would be other components, and the focus in a cell be lost. */
function drawn(cell: TableCell<ProgressFeatures, ProgressRow>): ReactNode {
  const draw = cell.column.columnDef.cell;
  return (typeof draw === 'function' ? draw(cell.getContext()) : draw) as ReactNode;
}

interface SortHeadProps {
  header: Header<ProgressFeatures, ProgressRow>;
  /** Whether the table is sorted by it, downwards; null: it is not. */
  sorted: boolean | null;
}

function SortHead({ header, sorted }: SortHeadProps) {
  return (
    <th
      scope="col"
      data-column={header.id}
      aria-sort={sorted === null ? undefined : sorted ? 'descending' : 'ascending'}
    >
      <button type="button" onClick={() => header.column.toggleSorting()}>
        {String(header.column.columnDef.header)}
        <span className={styles.arrow} aria-hidden="true">
          {sorted === null ? '' : sorted ? '↓' : '↑'}
        </span>
      </button>
    </th>
  );
}

interface FiltersProps {
  rows: readonly ProgressRow[];
  onName: (name: string) => void;
  onStanding: (standing: string) => void;
  children: ReactNode;
}

function Filters({ rows, onName, onStanding, children }: FiltersProps) {
  const t = useTranslations('teaching.progress');
  const tStanding = useTranslations('teaching.standing');
  const [name, setName] = useState('');
  const count = (standing: string): number => rows.filter((row) => row.standing === standing).length;
  return (
    <div className={styles.filters} role="search" aria-label={t('filters')}>
      <TextField
        label={t('name')}
        type="search"
        autoComplete="off"
        value={name}
        onChange={(event) => {
          setName(event.target.value);
          onName(event.target.value);
        }}
      />
      <SelectField label={t('standing')} onChange={(event) => onStanding(event.target.value)}>
        <option value="">{t('everybody', { count: rows.length })}</option>
        {STANDINGS.map((standing) => (
          <option key={standing} value={standing}>
            {t('some', { standing: tStanding(standing), count: count(standing) })}
          </option>
        ))}
      </SelectField>
      {children}
    </div>
  );
}
