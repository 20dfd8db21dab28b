import type { ImportStep } from '@/lib/client/import-article';

/** Whole, and a hundred only when all is done. */
export const percentOf = ({ done, total }: Pick<ImportStep, 'done' | 'total'>): number =>
  total === 0 ? 100 : Math.floor((done / total) * 100);

/** The last quarter that has been reached, for whoever is told: a count that ran on would talk without end. */
export const quartersOf = (step: ImportStep): ImportStep =>
  step.done === step.total
    ? step
    : { ...step, done: Math.floor((Math.floor((step.done / step.total) * 4) / 4) * step.total) };
