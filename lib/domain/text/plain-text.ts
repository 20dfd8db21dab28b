/**
 * A `.txt` file as paragraphs. Two customs are told apart: a paragraph a line (indented by two
 * ideographic spaces, or not), and lines wrapped to a width with blank lines between paragraphs.
 */
import { characterAt, characterBefore, lineJoint } from './line-joining';

export interface Line {
  readonly text: string;
  /** In the file, 1…. */
  readonly line: number;
}

const INDENT = /^(?:\u3000|\t|[ \u00A0\u2002\u2003]{2})/u;
/** Full-width characters: what is shorter than this was not wrapped for its width. */
const WRAP_WIDTH = 24;
const ENDS_SENTENCE = /[。！？；：…—.!?;:][”’」』）)》"']*\s*$/u;

export function plainParagraphs(text: string, chinese: boolean): Line[] {
  const lines = text.split(/\n|\u0085|\u2028|\u2029|\f/u).map((raw, i) => ({ text: raw, line: i + 1 }));
  const wrapped = isWrapped(lines);
  const paragraphs: { text: string; line: number }[] = [];
  let open: { text: string; line: number } | null = null;
  for (const { text: raw, line } of lines) {
    const words = raw.trim();
    if (words === '') open = null;
    else if (wrapped && open && !INDENT.test(raw)) open.text = join(open.text, words, chinese);
    else paragraphs.push((open = { text: words, line }));
  }
  return paragraphs;
}

function join(before: string, after: string, chinese: boolean): string {
  return before + lineJoint(characterBefore(before, before.length), characterAt(after, 0), chinese) + after;
}

/** Whether most lines that go on in the next one are long and break off in mid-sentence. */
function isWrapped(lines: readonly Line[]): boolean {
  let pairs = 0;
  let brokenOff = 0;
  for (const [i, { text }] of lines.entries()) {
    const next = lines[i + 1]?.text;
    if (text.trim() === '' || next === undefined || next.trim() === '' || INDENT.test(next)) continue;
    pairs += 1;
    if (text.length >= WRAP_WIDTH && !ENDS_SENTENCE.test(text)) brokenOff += 1;
  }
  return brokenOff * 2 > pairs;
}

/** The book and its author, from a first line like 「《西游记》 吴承恩（明）」. */
export function bookTitle(firstLine: string): { title: string; author: string | null } | null {
  const match = /^《([^》]{1,60})》[\s·—-]*(?:作者[：:])?\s*([^。，！？]{0,30})$/u.exec(firstLine);
  return match?.[1] ? { title: match[1], author: match[2]?.trim() || null } : null;
}
