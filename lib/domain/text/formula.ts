/**
 * Whether what stands between dollars in a line is a formula: `$100到$200` is money. As Pandoc has it, no space stands
 * inside the dollars and no digit after them; and a formula has no Chinese outside `\text{…}`.
 *
 * @param written with its dollars
 * @param next the character after them, as its code; null at the end
 */
export function isFormula(written: string, next: number | null): boolean {
  if (written.startsWith('$$')) return true;
  const inside = written.slice(1, -1);
  if (/^\s|\s$/u.test(inside) || (next !== null && next >= 48 && next <= 57)) return false;
  return !/[\p{Script=Han}，。；：！？]/u.test(inside.replace(/\\(?:text|mbox|textrm|mathrm|tag)\{[^{}]*\}/g, ''));
}
