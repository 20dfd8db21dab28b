'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { memo, useMemo, useState } from 'react';
import { SelectField, TextField } from '@/components/ui/field';
import type { ResponseOf } from '@/lib/contract/endpoint';
import type { Endpoints } from '@/lib/contract/endpoints';
import { STANDINGS, type Standing } from '@/lib/domain/assignments/standing';
import styles from './book.module.css';
import { RestOfRows, useFirstRows } from './first-rows';
import { memberPath, progressPath } from './paths';
import { StandingMark } from './standing-mark';
import { useTimes } from './use-times';

export type Book = ResponseOf<Endpoints['GET /api/groups/:id/progress']>;
type Member = Book['members'][number];

/** Members and assignments, a word in each cell. */
export function BookTable({ book: { assignments, members } }: { book: Book }) {
  const t = useTranslations('teaching.book');
  const tStanding = useTranslations('teaching.short');
  const time = useTimes();
  const [name, setName] = useState('');
  const [isBehindOnly, setIsBehindOnly] = useState(false);
  // The same object for all rows, or each keystroke would draw every cell anew.
  const words = useMemo(
    () => Object.fromEntries(STANDINGS.map((standing) => [standing, tStanding(standing)])) as Record<Standing, string>,
    [tStanding],
  );
  const finished = useMemo(
    () => assignments.map((_, at) => members.filter(({ standings }) => isDone(standings[at])).length),
    [assignments, members],
  );
  const wanted = name.trim().toLowerCase();
  const isShown = (member: Member): boolean =>
    member.name.toLowerCase().includes(wanted) &&
    (!isBehindOnly || member.standings.some((standing, at) => !assignments[at]?.upcoming && isBehind(standing)));
  const shown = members.filter(isShown);
  const { first, rest } = useFirstRows(shown);
  return (
    <>
      <div className={styles.filters} role="search" aria-label={t('filters')}>
        <TextField
          label={t('name')}
          type="search"
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <SelectField label={t('show')} onChange={(event) => setIsBehindOnly(event.target.value === 'behind')}>
          <option value="all">{t('all')}</option>
          <option value="behind">{t('behind')}</option>
        </SelectField>
        <p role="status" className={styles.status}>
          {t('shown', { count: shown.length })}
        </p>
      </div>
      <ul className={styles.key} aria-label={t('key')}>
        {STANDINGS.map((standing) => (
          <li key={standing}>
            <StandingMark standing={standing} />
          </li>
        ))}
      </ul>
      <div className={styles.scroll} role="region" aria-label={t('scroll')} tabIndex={0}>
        <table className={styles.table}>
          <caption>{t('table')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('member')}</th>
              {assignments.map(({ id, title, dueAt, upcoming }, at) => (
                <th key={id} scope="col">
                  <Link href={progressPath(id)} prefetch={false}>
                    {title}
                  </Link>
                  {dueAt && (
                    <small>
                      {t('due')} <time dateTime={dueAt}>{time(dueAt)}</time>
                    </small>
                  )}
                  <small>
                    {upcoming ? t('upcoming') : t('done', { done: finished[at] ?? 0, total: members.length })}
                  </small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {first.map((member) => (
              <MemberRow key={member.id} member={member} assignments={assignments} words={words} />
            ))}
          </tbody>
        </table>
        <RestOfRows {...rest} />
        {shown.length === 0 && <p className={styles.empty}>{t('none')}</p>}
      </div>
    </>
  );
}

interface RowProps {
  member: Member;
  assignments: Book['assignments'];
  words: Readonly<Record<Standing, string>>;
}

/** Plain links: a table of three hundred members has twelve thousand of them. */
const MemberRow = memo(function MemberRow({ member, assignments, words }: RowProps) {
  return (
    <tr>
      <th scope="row">{member.name}</th>
      {assignments.map(({ id, upcoming }, at) => {
        const standing = member.standings[at];
        if (upcoming || !standing) return <td key={id}>—</td>;
        return (
          <td key={id} data-standing={standing}>
            <a className={styles.standing} data-standing={standing} href={memberPath(id, member.id)}>
              {words[standing]}
            </a>
          </td>
        );
      })}
    </tr>
  );
});

const isDone = (standing: Standing | undefined): boolean => standing === 'done' || standing === 'late';
const isBehind = (standing: Standing): boolean => standing === 'unopened' || standing === 'missed';
