/**
 * Conversion between scripts, with the map of what became of every character.
 *
 * What is done is what OpenCC does: compatibility forms are normalised; the text is cut into words by
 * longest match; then each stage of a chain replaces what it knows, longest match first, never across
 * the end of a word. The text is OpenCC’s to the letter; the alignment is ours.
 */
import { compose, identityAlignment, piece, type Alignment, type Piece } from './alignment';
import type { Dictionary } from './dictionary';

/** One road from a script to another. */
export interface Conversion {
  /** Compatibility ideographs → unified ones. */
  readonly normalization: readonly Dictionary[];
  /** The words that no stage may reach across; null: the whole text is one. */
  readonly segmentation: Dictionary | null;
  readonly chain: readonly Dictionary[];
}

export interface Converted {
  readonly text: string;
  readonly alignment: Alignment;
}

/** @param text any, lone surrogates included */
export function convert(text: string, { normalization, segmentation, chain }: Conversion): Converted {
  let now: Stage = { text, alignment: identityAlignment(text.length), ends: oneWord(text) };
  for (const dictionary of normalization) now = replace({ ...now, ends: oneWord(now.text) }, dictionary);
  const ends = segmentation ? segmentEnds(now.text, segmentation) : oneWord(now.text);
  now = { ...now, ends };
  for (const dictionary of chain) now = replace(now, dictionary);
  return { text: now.text, alignment: now.alignment };
}

/** One conversion after another: each sees the text as the one before left it. */
export const convertBy = (text: string, conversions: readonly Conversion[]): Converted =>
  conversions.reduce<Converted>(
    (before, conversion) => {
      const after = convert(before.text, conversion);
      return { text: after.text, alignment: compose(before.alignment, after.alignment) };
    },
    { text, alignment: identityAlignment(text.length) },
  );

interface Stage extends Converted {
  /** Where the words end, in `text`. */
  readonly ends: Ends;
}
type Ends = Int32Array<ArrayBuffer>;

const oneWord = (text: string): Ends => Int32Array.of(text.length);

function replace(before: Stage, dictionary: Dictionary): Stage {
  const { text, ends } = before;
  const pieces: Piece[] = [];
  const out = new Text16(text.length);
  const newEnds: Ends = new Int32Array(ends.length);
  const descriptions = new Descriptions(text);
  let changed = false;
  let copied = 0;
  let start = 0;
  for (let word = 0; word < ends.length; word++) {
    const end = ends[word] as number;
    for (let at = start; at < end;) {
      const unit = text.charCodeAt(at);
      const found = dictionary.begins(unit) ? dictionary.match(text, at, end) : null;
      if (found === null) {
        at += unit < 0x2ff0 ? 1 : unmatchedLength(text, at, end, unit, descriptions);
      } else if (found.changes) {
        changed = true;
        out.copy(text, copied, at);
        if (found.unequal) {
          const [s0, s1, d0, d1] = found.unequal;
          pieces.push(piece(at + s0, at + s1, out.length + d0, out.length + d1));
        }
        out.copy(found.text, 0, found.text.length);
        at += found.length;
        copied = at;
      } else at += found.length;
    }
    start = end;
    newEnds[word] = out.length + end - copied;
  }
  if (!changed) return before;
  out.copy(text, copied, text.length);
  const step: Alignment = { sourceLength: text.length, displayLength: out.length, pieces };
  return { text: out.toString(), alignment: compose(before.alignment, step), ends: newEnds };
}

/** Text that is written code unit by code unit: half the time of putting strings together. */
class Text16 {
  length = 0;
  private units: Uint16Array<ArrayBuffer>;

  constructor(expected: number) {
    this.units = new Uint16Array(expected + (expected >> 4) + 16);
  }

  copy(text: string, from: number, to: number): void {
    if (this.length + to - from > this.units.length) this.grow(to - from);
    const { units } = this;
    let { length } = this;
    for (let at = from; at < to; at++) units[length++] = text.charCodeAt(at);
    this.length = length;
  }

  private grow(by: number): void {
    const wider = new Uint16Array((this.units.length + by) * 2);
    wider.set(this.units);
    this.units = wider;
  }

  toString(): string {
    let text = '';
    // As many arguments as any engine takes.
    for (let at = 0; at < this.length; at += 0x2000)
      text += String.fromCharCode.apply(null, this.units.subarray(at, Math.min(at + 0x2000, this.length)) as never);
    return text;
  }
}

/** What no entry matches stands alone, but for a whole description of a character. */
function segmentEnds(text: string, segmentation: Dictionary): Ends {
  const ends: Ends = new Int32Array(text.length);
  const descriptions = new Descriptions(text);
  let count = 0;
  let loose = false;
  for (let at = 0; at < text.length;) {
    const unit = text.charCodeAt(at);
    const found = segmentation.begins(unit) ? segmentation.match(text, at, text.length) : null;
    if (found) {
      if (loose) ends[count++] = at;
      at += found.length;
      ends[count++] = at;
      loose = false;
    } else {
      at += unit < 0x2ff0 ? 1 : unmatchedLength(text, at, text.length, unit, descriptions);
      loose = true;
    }
  }
  if (loose) ends[count++] = text.length;
  return ends.subarray(0, count);
}

/** How far to go on where no entry matches. */
function unmatchedLength(text: string, at: number, limit: number, unit: number, descriptions: Descriptions): number {
  return unit <= 0x2fff ? descriptions.lengthAt(at, limit) : codePointLength(text, at, limit);
}

const codePointLength = (text: string, at: number, limit: number): number => {
  const unit = text.charCodeAt(at);
  if (unit < 0xd800 || unit > 0xdbff || at + 1 >= limit) return 1;
  const low = text.charCodeAt(at + 1);
  return low >= 0xdc00 && low <= 0xdfff ? 2 : 1;
};

/** How many characters an ideographic description character (⿰…) puts together; 0: it is none. */
const operands = (unit: number): number => {
  if (unit < 0x2ff0 || unit > 0x2fff) return 0;
  return unit === 0x2ff2 || unit === 0x2ff3 ? 3 : 2;
};

/**
 * The descriptions of characters (⿰氵⿱…) in a text: each describes one character and is left as it
 * is. One that the text, or its word, breaks off is none; as an operand of another it then counts as the
 * one character it begins with. All that end before one limit are found together, from the right:
 * hostile ones nest thousands deep, and each is looked at once.
 */
class Descriptions {
  private limit = -1;
  private ends = new Map<number, number>();

  constructor(private readonly text: string) {}

  lengthAt(at: number, limit: number): number {
    if (limit !== this.limit) this.find(at, limit);
    return (this.ends.get(at) ?? at + 1) - at;
  }

  private find(from: number, limit: number): void {
    this.limit = limit;
    this.ends = new Map();
    for (let start = limit - 1; start >= from; start--) {
      let wanted = operands(this.text.charCodeAt(start));
      if (wanted === 0) continue;
      let end = start + 1;
      for (; wanted > 0 && end < limit; wanted--)
        end = this.ends.get(end) ?? end + codePointLength(this.text, end, limit);
      if (wanted === 0) this.ends.set(start, end);
    }
  }
}
