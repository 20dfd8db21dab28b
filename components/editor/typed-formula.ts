import { isFormula } from '@/lib/domain/text/formula';

/** What is between the dollars goes on: `$100-` will be `$100-$200`. */
const UNFINISHED = /[-–—~～+=<>/]$/;

/**
 * The formula that has just been closed by a dollar, as an article's would be read: `$100到$200` is money.
 *
 * @param written up to where one writes, the dollar included
 * @returns its source with the dollars; null: none
 */
export function typedFormula(written: string): string | null {
  const [, formula = ''] = /(?:^|[^$\\])(\$[^$]+\$)$/u.exec(written) ?? [];
  if (!formula || !isFormula(formula, null) || UNFINISHED.test(formula.slice(0, -1))) return null;
  return formula;
}
