/** Numbers as Chinese headings write them: 十二, 一百零三, 二〇, 12, １２. */

const DIGITS = new Map([...'〇一二三四五六七八九'].map((digit, value) => [digit, value]));
DIGITS.set('零', 0).set('两', 2).set('兩', 2);
const UNITS = new Map([
  ['十', 10],
  ['百', 100],
  ['千', 1000],
]);

/** The characters of such a number, for a character class in a regular expression. */
export const NUMERAL = '〇零一二三四五六七八九十百千两兩0-9０-９';

/** Its value; null when it is none. */
export function numeralValue(written: string): number | null {
  const ascii = written.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  if (/^[0-9]{1,6}$/.test(ascii)) return Number(ascii);
  const characters = [...written];
  if (characters.length === 0) return null;
  return characters.every((character) => DIGITS.has(character)) ? positional(characters) : withUnits(characters);
}

/** 一二 = 12, as a newspaper writes a year. */
const positional = (characters: readonly string[]): number =>
  characters.reduce((value, character) => value * 10 + (DIGITS.get(character) ?? 0), 0);

/** 一百零三 = 103; a bare 十 is 10. */
function withUnits(characters: readonly string[]): number | null {
  let total = 0;
  let digit: number | null = null;
  for (const character of characters) {
    const unit = UNITS.get(character);
    const value = DIGITS.get(character);
    if (unit !== undefined) {
      total += (digit ?? 1) * unit;
      digit = null;
    } else if (value !== undefined) digit = value;
    else return null;
  }
  return total + (digit ?? 0);
}
