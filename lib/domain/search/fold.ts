/**
 * What of a text counts when one looks for words in it: the *folded* text, and where each piece of it
 * stands in what was written.
 *
 *     written   「头发」、头髮，Kant’s KRV。        （发、發、髮 are one; so are K, Ｋ and k）
 *     folded    头发头发 kant  s  krv·             （· : a space）
 *
 * Han, Kana, Hangul and the scripts that are written without spaces count character by character; letters
 * and digits of others make words. A word stands between two spaces of its own, so that looking for ` present `
 * as a mere string does not find `representation`. Everything else falls away, so that words are found
 * across punctuation, line ends, footnotes and formulas; only the end of a table's cell cannot be crossed.
 */
import { CELL_END } from '../text/block';

/** The one character that stands for all that are the same in some script. */
export type RootOf = (character: string) => string;

/** Nothing is found across it. In a folded block. */
export const BREAK = CELL_END;
/** Between folded blocks that are kept as one text. No folded block contains it. */
export const BLOCK_END = '\n';

export interface Folded {
  readonly text: string;
  /**
   * For each UTF-16 unit of `text`, where what it stands for begins and ends in the written text. Neither ever
   * decreases; no surrogate pair is cut.
   */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

export interface Folding {
  /** @param written any text, lone surrogates included: those fall away */
  readonly text: (written: string) => string;
  readonly withMap: (written: string) => Folded;
}

export function foldingBy(rootOf: RootOf): Folding {
  const characters = new Characters(rootOf);
  return {
    text: (written) => fold(written, characters, new Output(written.length, false)).text(),
    withMap: (written) => fold(written, characters, new Output(written.length, true)).folded(),
  };
}

function fold(written: string, characters: Characters, out: Output): Output {
  for (let at = 0; at < written.length;) {
    const unit = written.charCodeAt(at);
    const isHigh = unit >= 0xd800 && unit <= 0xdbff;
    const code = isHigh ? (written.codePointAt(at) as number) : unit;
    const end = at + (code > 0xffff ? 2 : 1);
    const { kind, text, parts } = characters.get(code);
    if (parts) for (const part of parts) out.put(part.kind, part.text, at, end);
    else out.put(kind, text, at, end);
    at = end;
  }
  out.endWord();
  return out;
}

type Kind =
  /** Falls away, and ends a word. */
  | 'gap'
  /** Falls away within a word: an accent, a soft hyphen. */
  | 'nothing'
  /** Part of a word. */
  | 'letter'
  /** Counts by itself. */
  | 'unit'
  | 'break';

interface Character {
  readonly kind: Kind;
  readonly text: string;
  /** What it stands for where that is several characters: ㍿, ﬁ, ½. */
  readonly parts: readonly Character[] | null;
}

/** Scripts in which words are not told apart by spaces, or are built of parts that one looks for. */
const BY_CHARACTER =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Hangul}\p{Script=Yi}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}ー]/u;

/** How each character is folded: worked out when first met. */
class Characters {
  private readonly basic: (Character | undefined)[] = new Array<undefined>(0x10000);
  private readonly others = new Map<number, Character>();

  constructor(private readonly rootOf: RootOf) {}

  get(code: number): Character {
    if (code < 0x10000) return (this.basic[code] ??= this.folded(String.fromCharCode(code)));
    const known = this.others.get(code);
    if (known) return known;
    const made = this.folded(String.fromCodePoint(code));
    this.others.set(code, made);
    return made;
  }

  private folded(character: string): Character {
    // Compatibility forms, full width and ligatures; then case, by way of capitals: ß is SS, ς is Σ.
    const plain = Array.from(character.normalize('NFKC').toUpperCase().toLowerCase()).flatMap((part) =>
      BY_CHARACTER.test(part) ? [part] : Array.from(part.normalize('NFD')),
    );
    const parts = plain.map((part) => this.simple(part));
    const counting = parts.filter(({ kind }) => kind !== 'nothing');
    if (counting.length > 1) return { kind: 'gap', text: '', parts: counting };
    return counting[0] ?? parts[0] ?? { kind: 'nothing', text: '', parts: null };
  }

  private simple(character: string): Character {
    if (character === BREAK) return { kind: 'break', text: BREAK, parts: null };
    if (/^[\p{M}\p{Cf}]$/u.test(character)) return { kind: 'nothing', text: '', parts: null };
    if (!/^[\p{L}\p{N}]$/u.test(character)) return { kind: 'gap', text: '', parts: null };
    if (!BY_CHARACTER.test(character)) return { kind: 'letter', text: character, parts: null };
    return { kind: 'unit', text: this.rootOf(character), parts: null };
  }
}

const SPACE = 0x20;

/** Text that is written code unit by code unit: putting strings together takes twice the time. */
class Output {
  private units: Uint16Array<ArrayBuffer>;
  private starts: Int32Array<ArrayBuffer>;
  private ends: Int32Array<ArrayBuffer>;
  private length = 0;
  /** Where the last letter of the word that is being written stands; −1: none is. */
  private letterStart = -1;
  private letterEnd = -1;

  constructor(
    expected: number,
    private readonly mapped: boolean,
  ) {
    const room = expected + (expected >> 2) + 16;
    this.units = new Uint16Array(room);
    this.starts = new Int32Array(mapped ? room : 0);
    this.ends = new Int32Array(mapped ? room : 0);
  }

  put(kind: Kind, text: string, start: number, end: number): void {
    if (kind === 'nothing') return;
    if (kind === 'letter') {
      if (this.letterStart < 0) this.write(SPACE, start, end);
      this.letterStart = start;
      this.letterEnd = end;
    } else this.endWord();
    for (let i = 0; i < text.length; i++) this.write(text.charCodeAt(i), start, end);
  }

  endWord(): void {
    if (this.letterStart < 0) return;
    this.write(SPACE, this.letterStart, this.letterEnd);
    this.letterStart = -1;
  }

  private write(unit: number, start: number, end: number): void {
    if (this.length === this.units.length) this.grow();
    this.units[this.length] = unit;
    if (this.mapped) {
      this.starts[this.length] = start;
      this.ends[this.length] = end;
    }
    this.length += 1;
  }

  private grow(): void {
    const wider = <T extends Uint16Array<ArrayBuffer> | Int32Array<ArrayBuffer>>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    const room = this.length * 2;
    this.units = wider(this.units, new Uint16Array(room));
    if (!this.mapped) return;
    this.starts = wider(this.starts, new Int32Array(room));
    this.ends = wider(this.ends, new Int32Array(room));
  }

  text(): string {
    let text = '';
    // As many arguments as any engine takes.
    for (let at = 0; at < this.length; at += 0x2000)
      text += String.fromCharCode.apply(null, this.units.subarray(at, Math.min(at + 0x2000, this.length)) as never);
    return text;
  }

  folded(): Folded {
    return {
      text: this.text(),
      starts: this.starts.subarray(0, this.length),
      ends: this.ends.subarray(0, this.length),
    };
  }
}
