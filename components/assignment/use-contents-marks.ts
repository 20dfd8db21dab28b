import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import type { AssignmentView } from '@/lib/contract/assignments';
import { numbersOf } from './block-range';

/** In the contents, which sections are assigned, wholly or in part: drawn by contents.module.css, and said. */
export function useContentsMarks(assignments: readonly AssignmentView[]): void {
  const t = useTranslations('assignments.reader');
  useEffect(() => {
    const links = [...document.querySelectorAll<HTMLAnchorElement>('a[data-section]')];
    links.forEach((link, index) => {
      const from = Number(link.dataset.section);
      const to = Number(links[index + 1]?.dataset.section ?? Infinity) - 1;
      const found = assignments.flatMap(({ title, section }) => {
        if (!section) return [];
        const [first, last] = numbersOf(section);
        if (last < from || to < first) return [];
        return [{ title, isWhole: first <= from }];
      });
      const [one] = found;
      if (!one) {
        delete link.dataset.assigned;
        return;
      }
      const isWhole = found.some((assigned) => assigned.isWhole);
      link.dataset.assigned = isWhole ? 'whole' : 'part';
      link.dataset.assignedSaid = t(isWhole ? 'within' : 'partly', {
        title: (found.find((assigned) => assigned.isWhole) ?? one).title,
      });
    });
    return () => links.forEach((link) => delete link.dataset.assigned);
  }, [assignments, t]);
}
