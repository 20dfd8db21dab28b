/**
 * Headings that an author wrote as bare paragraphs: 「一、…」, 「（一）…」, 「第十回 …」, 「卷三 …」.
 *
 * A line is one only together with its fellows: short, alone, unpunctuated at the end, numbered in
 * sequence, and with text between it and the next. A table of contents fails the last.
 */
import { NUMERAL, numeralValue } from './numerals';

/** Kinds of numbering, the widest first: where two occur, the later one is the lower heading. */
const FAMILIES: readonly RegExp[] = [
  new RegExp(`^第([${NUMERAL}]+)[部编編卷集辑輯篇]`, 'u'),
  new RegExp(`^卷之?([${NUMERAL}]+)(?=$|\\s)`, 'u'),
  new RegExp(`^第([${NUMERAL}]+)[回章讲講幕]`, 'u'),
  new RegExp(`^第([${NUMERAL}]+)[节節]`, 'u'),
  new RegExp(`^([${NUMERAL}]+)、`, 'u'),
  new RegExp(`^[（(]([${NUMERAL}]+)[）)]`, 'u'),
];
/** From here on a sequence has to begin at one: 「三、」 alone is as likely a list. */
const FIRST_LOOSE_FAMILY = 4;

/** Parts without a number, recognised only where chapters are. */
const UNNUMBERED =
  /^(?:序|序章|序言|自序|前言|引言|引子|楔子|绪论|緒論|导言|導言|尾声|尾聲|后记|後記|跋|结语|結語|终章|終章|番外|附录|附錄)(?:[\s：:].{0,20})?$/u;

/** In full-width characters; a Latin letter counts half. */
const MAX_WIDTH = 40;
/** Ends a sentence or a clause. */
const ENDS_SENTENCE = /[。．.，,；;：:、…—][”’」』）)》"']*$/u;
/** May end a heading too, but is no evidence of one. */
const ENDS_CRY = /[？?！!][”’」』）)》"']*$/u;
/** How many numbers may be missing between two chapters of a damaged file. */
const MAX_GAP = 3;

interface Candidate {
  readonly index: number;
  readonly family: number;
  readonly number: number;
  readonly plain: boolean;
}

/**
 * Which of an article's paragraphs are headings, and how deep: 0 is the widest kind it has.
 * `null` stands for whatever cannot be one: another kind of block, a paragraph of several lines.
 */
export function recogniseHeadings(paragraphs: readonly (string | null)[]): Map<number, number> {
  const candidates = paragraphs.flatMap((text, index) => (text === null ? [] : (candidateOf(text, index) ?? [])));
  const accepted = FAMILIES.flatMap((_, family) =>
    runsOf(candidates.filter((candidate) => candidate.family === family))
      .filter(isHeadingRun)
      .flat(),
  );
  const present = [...new Set(accepted.map(({ family }) => family))].sort((a, b) => a - b);
  const found = new Map(accepted.map(({ index, family }) => [index, present.indexOf(family)]));
  if ((present[0] ?? FIRST_LOOSE_FAMILY) < FIRST_LOOSE_FAMILY) {
    for (const [index, text] of paragraphs.entries())
      if (text !== null && !found.has(index) && UNNUMBERED.test(text)) found.set(index, 0);
  }
  return found;
}

function candidateOf(text: string, index: number): Candidate | null {
  if (text.length > MAX_WIDTH * 2 || widthOf(text) > MAX_WIDTH || ENDS_SENTENCE.test(text)) return null;
  for (const [family, pattern] of FAMILIES.entries()) {
    const number = numeralValue(pattern.exec(text)?.[1] ?? '');
    if (number !== null) return { index, family, number, plain: !ENDS_CRY.test(text) };
  }
  return null;
}

const widthOf = (text: string): number =>
  [...text].reduce((width, character) => width + (character.charCodeAt(0) < 0x2000 ? 0.5 : 1), 0);

/** Cuts one family's candidates into runs that count upwards. */
function runsOf(candidates: readonly Candidate[]): Candidate[][] {
  const runs: Candidate[][] = [];
  for (const candidate of candidates) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    const loose = candidate.family >= FIRST_LOOSE_FAMILY;
    const step = last ? candidate.number - last.number : NaN;
    if (run && step >= 1 && step <= (loose ? 1 : MAX_GAP)) run.push(candidate);
    else if (!loose || candidate.number <= 1) runs.push([candidate]);
  }
  return runs;
}

function isHeadingRun(run: readonly Candidate[]): boolean {
  if (run.filter(({ plain }) => plain).length < 2) return false;
  const touching = run.filter((candidate, i) => run[i + 1]?.index === candidate.index + 1).length;
  return touching * 2 < run.length;
}
