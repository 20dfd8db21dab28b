'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import styles from './first-rows.module.css';

/** As many rows as a page draws unasked: with those of three hundred members it would be four times as large. */
const FIRST = 80;

/** Of a long table the first rows, and how many others there are, until they are asked for. */
export function useFirstRows<T>(rows: readonly T[]) {
  const [isWhole, setWhole] = useState(false);
  const first = isWhole ? rows : rows.slice(0, FIRST);
  return { first, rest: { count: rows.length - first.length, onShow: () => setWhole(true) } };
}

interface Props {
  /** How many rows are not shown. */
  count: number;
  onShow: () => void;
}

/** Shows them. Stands in the region that the table scrolls in, which then has the focus: the button is gone. */
export function RestOfRows({ count, onShow }: Props) {
  const t = useTranslations('teaching');
  if (count === 0) return null;
  return (
    <p className={styles.rest}>
      <Button
        size="small"
        onClick={({ currentTarget }) => {
          currentTarget.closest<HTMLElement>('[role="region"]')?.focus({ preventScroll: true });
          onShow();
        }}
      >
        {t('rest', { count })}
      </Button>
    </p>
  );
}
