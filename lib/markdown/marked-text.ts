/** Text with marks beside it, as it grows and as it is cut. */
import { ATOM, type Mark, type MarkKind } from '@/lib/domain/text/block';
import { characterAt, characterBefore, lineJoint } from '@/lib/domain/text/line-joining';
import { sourceOffset } from '@/lib/domain/text/offset';

export interface MarkedText {
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** Collects a paragraph. Where the file breaks a line is kept apart until both sides are known. */
export class MarkedTextBuilder {
  #text = '';
  readonly #marks: Mark[] = [];
  /** Offsets of line feeds that only the file has. */
  readonly #lineEnds: number[] = [];
  /** Where one paragraph ends and the next begins. */
  readonly #cuts: number[] = [];

  get length(): number {
    return this.#text.length;
  }

  append(words: string): void {
    this.#text += words;
  }

  /** `\n` ends a line of the file; an indent of ideographic spaces after it begins a new paragraph. */
  appendLines(words: string): void {
    for (const [i, line] of words.split('\n').entries()) {
      if (i > 0) {
        if (/^\u3000{2}/.test(line)) this.cut();
        this.#lineEnds.push(this.#text.length);
        this.#text += '\n';
      }
      this.#text += line;
    }
  }

  cut(): void {
    this.#cuts.push(this.#text.length);
  }

  lineBreak(): void {
    this.#mark(this.length, { type: 'break' }, '\n');
  }

  atom(kind: MarkKind): void {
    this.#mark(this.length, kind, ATOM);
  }

  /** Marks everything appended since `start`. */
  markFrom(start: number, kind: MarkKind): void {
    this.#mark(start, kind, '');
  }

  #mark(start: number, kind: MarkKind, words: string): void {
    this.#text += words;
    this.#marks.push({ ...kind, start: sourceOffset(start), end: sourceOffset(this.length) });
  }

  /** The paragraphs, trimmed; empty ones are left out. */
  finish(chinese: boolean): MarkedText[] {
    const whole = { text: this.#text, marks: this.#marks };
    const edges = [0, ...this.#cuts, this.#text.length];
    return edges.slice(1).flatMap((end, i) => {
      const start = edges[i] ?? 0;
      const [first, last] = [countBelow(this.#lineEnds, start), countBelow(this.#lineEnds, end)];
      const lineEnds = this.#lineEnds.slice(first, last).map((at) => at - start);
      const paragraph = trim(joinLines(slice(whole, start, end), lineEnds, chinese));
      return paragraph.text === '' ? [] : [paragraph];
    });
  }
}

/** The part of a text in [start, end), its marks cut to it. */
function slice({ text, marks }: MarkedText, start: number, end: number): MarkedText {
  return {
    text: text.slice(start, end),
    marks: remap(marks, (offset) => Math.min(Math.max(offset, start), end) - start),
  };
}

/** White space at the edges is layout: the indent of a paragraph, what dropped HTML leaves. */
function trim(marked: MarkedText): MarkedText {
  const start = marked.text.length - marked.text.trimStart().length;
  return slice(marked, start, Math.max(start, marked.text.trimEnd().length));
}

function joinLines(marked: MarkedText, lineEnds: readonly number[], chinese: boolean): MarkedText {
  if (lineEnds.length === 0) return marked;
  const joints = lineEnds.map((at) => jointAt(marked, at, chinese));
  const pieces = [0, ...lineEnds.map((at) => at + 1)].map((start, i) => marked.text.slice(start, lineEnds[i]));
  const text = pieces.map((piece, i) => piece + (joints[i] ?? '')).join('');
  // Every empty joint before an offset moves it one to the left.
  const removed = lineEnds.filter((_, i) => joints[i] === '');
  return { text, marks: remap(marked.marks, (offset) => offset - countBelow(removed, offset)) };
}

/** A footnote's number clings to the words before it, so what joins lines looks past it. */
function jointAt({ text, marks }: MarkedText, at: number, chinese: boolean): '' | ' ' {
  const isReference = (offset: number) =>
    text[offset] === ATOM && marks.some((mark) => mark.type === 'footnote-reference' && mark.start === offset);
  if (isReference(at + 1)) return '';
  const before = isReference(at - 1) ? at - 1 : at;
  return lineJoint(characterBefore(text, before), characterAt(text, at + 1), chinese);
}

/** How many of the ascending `values` are below `limit`. */
function countBelow(values: readonly number[], limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? Infinity) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Moves marks; what becomes empty is gone. Outer marks first, as a tree is built. */
function remap(marks: readonly Mark[], move: (offset: number) => number): Mark[] {
  return marks
    .map((mark) => ({ ...mark, start: sourceOffset(move(mark.start)), end: sourceOffset(move(mark.end)) }))
    .filter((mark) => mark.end > mark.start)
    .sort((a, b) => a.start - b.start || b.end - a.end);
}
