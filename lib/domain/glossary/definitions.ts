/** The ways in which a text says what a word means. On levelled text: see level.ts. */
import type { Level } from './level';
import { isHan, isLatin, isName, type OtherForms, type Stretch } from './other-forms';

/** What a text says of a word, by where it stands in the text. */
export interface Definition {
  readonly headword: Stretch;
  readonly others: readonly Stretch[];
  /** Empty where the text does not say what the word means. */
  readonly meaning: Stretch;
}

export type DefinitionKind =
  /** Concept（概念）：……, at the beginning of a block. */
  | 'entry'
  /** 所谓X，是指……。 */
  | 'so-called'
  /** X（English）, in a sentence. */
  | 'gloss';

/** @param level a block’s text, levelled @param strong stretches of it in bold */
export type ReadDefinitions = (level: string, strong: readonly Stretch[]) => Definition[];

/** In order of how sure they are. */
export const readersBy = (level: Level, otherForms: OtherForms): (readonly [DefinitionKind, ReadDefinitions])[] => [
  ['entry', entries(otherForms)],
  ['so-called', soCalled(level, otherForms)],
  ['gloss', glosses(level, otherForms)],
];

/** Shorter explanations are something else: a speaker’s answer, a label. In UTF-16 code units. */
const SHORTEST_MEANING = 8;

const isWord = (words: string): boolean => isLatin(words) || isHan(words);

function entries(otherForms: OtherForms): ReadDefinitions {
  return (text) => {
    const match = /^\s*"?([^\s"(),.:;!?\uFFFC][^"(),:;!?\uFFFC]{0,59}?)"?\s*\(([^()]{1,80})\)"?\s*:(?!\/\/)\s*/u.exec(
      text,
    );
    const [whole = '', head = '', brackets = ''] = match ?? [];
    if (!match || !isWord(head) || text.length - whole.length < SHORTEST_MEANING) return [];
    const others = otherForms(brackets, whole.indexOf('(') + 1, head);
    const isSpeaker = isHan(head) && isName(brackets.trim()) && brackets.trim().includes(' ');
    if (!others || isSpeaker) return [];
    const start = whole.indexOf(head);
    return [
      { headword: { start, end: start + head.length }, others, meaning: { start: whole.length, end: text.length } },
    ];
  };
}

function soCalled(level: Level, otherForms: OtherForms): ReadDefinitions {
  const pattern = new RegExp(
    level(
      '(?<!无)(所谓的?\\s*"?)([^"(),.:;!?\\s\uFFFC][^"(),.:;!?\uFFFC]{0,39}?)"?\\s*(?:\\(([^()]{1,80})\\))?"?\\s*,?\\s*' +
        '(?:(?:就|便|乃|即)?是?指(?![望责出向导点使派认控挥定引教示正])(?:的是|的就是)?|[,](?:就是|便是|即是|即))\\s*([^.!?]{0,600}[.!?]?)',
    ),
    'gu',
  );
  const noTerm = new RegExp(level('^(?:这|那|其|他|她|它|我|你|何|的)|的$'), 'u');
  return (text) =>
    Array.from(text.matchAll(pattern)).flatMap((match) => {
      const [whole, before = '', head = '', brackets = '', meaning = ''] = match;
      const start = match.index + before.length;
      if (!isWord(head) || noTerm.test(head) || meaning.length < SHORTEST_MEANING) return [];
      const others = brackets ? otherForms(brackets, match.index + whole.indexOf('(') + 1, head) : [];
      const end = match.index + whole.length;
      return [
        {
          headword: { start, end: start + head.length },
          others: others ?? [],
          meaning: { start: end - meaning.length, end },
        },
      ];
    });
}

function glosses(level: Level, otherForms: OtherForms): ReadDefinitions {
  const before = {
    // What names a word: it begins right behind.
    called: new RegExp(level('(?:叫作|叫做|称作|称为|称之为|名为|译作|译为|所谓的?|术语|概念)\\s*$'), 'u'),
    clause: /(?:^|[,.:;!?"(\n])\s*$/u,
  };
  // Has more in it than a term: where nothing marks its beginning, only words without these are taken for one.
  const sentence = new RegExp(
    level(
      '[的了着过在是有和与跟把被从对为这那他她它我你们就也都不又还一叫称将让使用到给于而且或并及以之其等很会能要可说所什么]',
    ),
    'u',
  );
  const meant = new RegExp(
    level(
      '^\\s*,?\\s*(?:(?:就|便|即)?是?指(?![望责出向导点使派认控挥定引教示正])(?:的是)?|是一[种个类]|即)\\s*([^.!?]{0,600}[.!?]?)',
    ),
    'u',
  );
  /** Where the word that ends before the bracket begins; null: that cannot be told. */
  const begins = (text: string, end: number, strong: readonly Stretch[], name: boolean): number | null => {
    const bold = strong.find((stretch) => stretch.end === end || (stretch.start < end && stretch.end > end));
    if (bold) return bold.start;
    if (text.charAt(end - 1) === '"') return text.lastIndexOf('"', end - 2) + 1 || null;
    const run = /[\p{Script=Han}\p{Script=Latin}\d·-]*$/u.exec(text.slice(Math.max(0, end - 40), end))?.[0] ?? '';
    for (let length = Math.min(run.length, 12); length >= 2; length--) {
      const word = text.slice(end - length, end);
      if (sentence.test(word)) continue;
      if (before.called.test(text.slice(Math.max(0, end - length - 6), end - length))) return end - length;
    }
    const start = end - run.length;
    const alone = run.length >= 2 && run.length <= 8 && !sentence.test(run) && !name;
    return alone && before.clause.test(text.slice(Math.max(0, start - 3), start)) ? start : null;
  };
  return (text, strong) =>
    Array.from(text.matchAll(/\(([^()]{2,80})\)/gu)).flatMap((match) => {
      const [whole, brackets = ''] = match;
      const end = match.index - (text.charAt(match.index - 1) === ' ' ? 1 : 0);
      const others = otherForms(brackets, match.index + 1, '');
      const [first] = others ?? [];
      if (!others || !first || !isLatin(text.slice(first.start, first.end))) return [];
      const start = begins(text, end, strong, isName(text.slice(first.start, first.end)));
      const quoted = text.charAt(end - 1) === '"' ? 1 : 0;
      const head = start === null ? '' : text.slice(start, end - quoted);
      if (start === null || head.length < 2 || !isHan(head)) return [];
      const after = match.index + whole.length;
      const [said = '', meaning = ''] = meant.exec(text.slice(after, after + 640)) ?? [];
      const to = after + said.length;
      return [{ headword: { start, end: end - quoted }, others, meaning: { start: to - meaning.length, end: to } }];
    });
}
