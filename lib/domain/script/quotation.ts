/**
 * Quotation marks as a script's readers expect them: “ ” ‘ ’ in Simplified, 「 」 『 』 in Traditional. One
 * for one, so that no offset moves.
 */
import type { Script } from './script';

const SIMPLIFIED = '“”‘’';
const TRADITIONAL = '「」『』';

export function withQuotationMarks(text: string, script: Script): string {
  const [from, to] = script === 'zh-Hans' ? [TRADITIONAL, SIMPLIFIED] : [SIMPLIFIED, TRADITIONAL];
  if (!(script === 'zh-Hans' ? /[「」『』]/ : /[“”‘’]/).test(text)) return text;
  const kept = script === 'zh-Hans' ? new Set<number>() : apostrophes(text);
  return text.replace(/[“”‘’「」『』]/g, (mark, at: number) => {
    const index = from.indexOf(mark);
    return index === -1 || kept.has(at) ? mark : to.charAt(index);
  });
}

/** Places of single quotation marks that quote nothing: don’t, readers’, ’90s, and those without a partner. */
function apostrophes(text: string): Set<number> {
  const kept = new Set<number>();
  const open: number[] = [];
  for (const { 0: mark, index } of text.matchAll(/[‘’]/g)) {
    const insideWord = LATIN.test(text.charAt(index - 1)) && LATIN.test(text.charAt(index + 1));
    if (mark === '‘') open.push(index);
    else if (insideWord || open.pop() === undefined) kept.add(index);
  }
  for (const index of open) kept.add(index);
  return kept;
}
const LATIN = /[\p{Script=Latin}\p{Nd}]/u;
