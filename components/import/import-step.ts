import type { FileStep } from '@/lib/client/send-file';

/** Whole, and a hundred only when all is done. */
export const percentOf = ({ done, total }: Pick<FileStep, 'done' | 'total'>): number =>
  total === 0 ? 100 : Math.floor((done / total) * 100);

/** The last quarter that has been reached, for whoever is told: a count that ran on would talk without end. */
export const quartersOf = (step: FileStep): FileStep =>
  step.done === step.total
    ? step
    : { ...step, done: Math.floor((Math.floor((step.done / step.total) * 4) / 4) * step.total) };
