/**
 * Quotation marks as a script's readers expect them: “ ” ‘ ’ in Simplified, 「 」 『 』 in Traditional. One
 * for one, so that no offset moves. Pairs in Latin text are that text's own.
 */
import type { Script } from './script';

const SIMPLIFIED = '“”‘’';
const TRADITIONAL = '「」『』';

export function withQuotationMarks(text: string, script: Script): string {
  const [from, to] = script === 'zh-Hans' ? [TRADITIONAL, SIMPLIFIED] : [SIMPLIFIED, TRADITIONAL];
  if (!(script === 'zh-Hans' ? /[「」『』]/ : /[“”‘’]/).test(text)) return text;
  const kept = keptMarks(text, from);
  return text.replace(/[“”‘’「」『』]/g, (mark, at: number) => {
    const index = from.indexOf(mark);
    return index === -1 || kept.has(at) ? mark : to.charAt(index);
  });
}

/**
 * Places of marks that stay: pairs in Latin text, and single marks that quote nothing — don’t, readers’, ’90s,
 * and those without a partner.
 */
function keptMarks(text: string, from: string): Set<number> {
  const [double, , single, closing] = from;
  const kept = new Set<number>();
  const open = { double: [] as number[], single: [] as number[] };
  const marks = [...text.matchAll(/[“”‘’「」『』]/g)].filter(({ 0: mark }) => from.includes(mark));
  for (const { 0: mark, index } of marks) {
    const isSingle = mark === single || mark === closing;
    const waiting = isSingle ? open.single : open.double;
    if (mark === double || mark === single) {
      waiting.push(index);
      continue;
    }
    const insideWord = LATIN.test(text.charAt(index - 1)) && LATIN.test(text.charAt(index + 1));
    const start = isSingle && mark === '’' && insideWord ? undefined : waiting.pop();
    if (start === undefined) {
      if (mark === '’') kept.add(index);
    } else if (isLatin(text, start, index)) kept.add(start).add(index);
  }
  if (single === '‘') for (const index of open.single) kept.add(index);
  return kept;
}

const LATIN = /[\p{Script=Latin}\p{Nd}]/u;

/** Whether a pair holds no Chinese and stands in none: the nearest letters on either side are Latin, or there are none. */
function isLatin(text: string, start: number, end: number): boolean {
  if (!/\p{L}/u.test(text.slice(start, end)) || EAST_ASIAN.test(text.slice(start, end))) return false;
  const before = /\p{L}(?=\P{L}*$)/u.exec(text.slice(Math.max(0, start - NEAR), start))?.[0] ?? '';
  const after = /\p{L}/u.exec(text.slice(end, end + NEAR))?.[0] ?? '';
  return !EAST_ASIAN.test(before + after) && (before + after !== '' || !EAST_ASIAN.test(text));
}
const EAST_ASIAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/u;
/** Code units looked at on either side. */
const NEAR = 60;
