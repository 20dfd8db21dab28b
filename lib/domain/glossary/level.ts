/**
 * Text in which each thing is written one way, unit for unit, so that one pattern reads it in every script: Han
 * characters as folding has them, punctuation as ASCII has it, all quotation marks as ".
 */
import type { Folding } from '../search/fold';

/** Keeps the length, in UTF-16 code units. A pattern’s source is levelled like any text. */
export type Level = (text: string) => string;

const PUNCTUATION: Readonly<Record<string, string>> = {
  ...{ '，': ',', '、': ',', '；': ';', '：': ':', '。': '.', '．': '.', '！': '!', '？': '?', '（': '(', '）': ')' },
  ...{ '［': '(', '］': ')', '【': '(', '】': ')', '／': '/', '　': ' ', '\u00A0': ' ', '・': '·', '•': '·', '‧': '·' },
  ...{ '「': '"', '」': '"', '『': '"', '』': '"', '“': '"', '”': '"', '《': '<', '》': '>', '’': "'", '‘': "'" },
};

export function leveller(folding: Folding): Level {
  const known = new Map<string, string>();
  const levelOf = (character: string): string => {
    const root = PUNCTUATION[character] ?? folding.text(character);
    return root.length === character.length ? root : character;
  };
  return (text) =>
    text.replace(/[^\0-\u02FF]/gu, (character) => {
      const level = known.get(character) ?? levelOf(character);
      known.set(character, level);
      return level;
    });
}
