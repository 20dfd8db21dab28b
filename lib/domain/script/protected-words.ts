/**
 * Protected words: what an article's editors decide about the conversion of its words, a line each.
 *
 *     # comment
 *     keep 字节跳动                     never converted       (保留 is `keep`, too)
 *     zh-Hant-TW: 信息 → 資訊           in this script, and in its vocabularies (`->` will do)
 *
 * Words are written as in the source. They are cut out before anything else is converted: what
 * Wikipedia's `-{…}-` and NoteTA do. The longest word wins; of several rules for one word the one for the
 * narrowest script, of those the last.
 */
import { covers, isScript, type Script } from './script';

export interface ProtectedWord {
  /** Of the rules' text, 1…: errors and explanations name it. */
  readonly line: number;
  /** As the source has it. */
  readonly word: string;
  /** Null: kept in every script. */
  readonly script: Script | null;
  /** What is shown for it; a kept word is shown as it is. */
  readonly text: string;
}

type RuleFault =
  /** Neither `keep …` nor `tag: word → word`. */
  'not-a-rule' | 'unknown-script' | 'empty-word' | 'too-long' | 'too-many';

interface RuleError {
  readonly line: number;
  readonly code: RuleFault;
}

/** In UTF-16 code units, of either word. */
export const MAX_WORD = 60;
export const MAX_RULES = 2000;

export type ParsedRules =
  | { readonly ok: true; readonly words: readonly ProtectedWord[] }
  | { readonly ok: false; readonly errors: RuleError[] };

export function parseProtectedWords(rules: string): ParsedRules {
  const words: ProtectedWord[] = [];
  const errors: RuleError[] = [];
  for (const [index, raw] of rules.split(/\r\n|\n|\r/).entries()) {
    const written = raw.replace(/^\uFEFF/, '').trim();
    if (written === '' || written.startsWith('#')) continue;
    const line = index + 1;
    const parsed = parseRule(written, line);
    if (typeof parsed === 'string') errors.push({ line, code: parsed });
    else if (words.length >= MAX_RULES) errors.push({ line, code: 'too-many' });
    else words.push(parsed);
    if (errors.length >= 50) break;
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, words };
}

function parseRule(written: string, line: number): ProtectedWord | RuleFault {
  const kept = /^(?:keep|保留)(?:\s+(.*))?$/iu.exec(written);
  if (kept) return checked({ line, word: (kept[1] ?? '').trim(), script: null, text: (kept[1] ?? '').trim() });
  const changed = /^([\w-]+)\s*[:：](.*?)(?:→|->|⇒|=>)(.*)$/u.exec(written);
  if (!changed) return 'not-a-rule';
  const [, tag = '', word = '', text = ''] = changed;
  const script = scriptNamed(tag);
  return script ? checked({ line, word: word.trim(), script, text: text.trim() }) : 'unknown-script';
}

function checked(rule: ProtectedWord): ProtectedWord | RuleFault {
  if (rule.word === '' || rule.text === '') return 'empty-word';
  return Math.max(rule.word.length, rule.text.length) > MAX_WORD ? 'too-long' : rule;
}

/**
 * The line that says so, or null where none can: nothing but white space, a line feed, an arrow in the word,
 * what stands for an image or a formula, or too long. Reading it gives the rule back, trimmed.
 */
export function ruleLine({ word, script, text }: Omit<ProtectedWord, 'line'>): string | null {
  const line = script === null ? `keep ${word.trim()}` : `${script}: ${word.trim()} → ${text.trim()}`;
  const parsed = parseProtectedWords(line);
  const [rule] = parsed.ok ? parsed.words : [];
  const same =
    rule?.word === word.trim() && rule.script === script && rule.text === (script === null ? word : text).trim();
  return same && !line.includes('\uFFFC') ? line : null;
}

/** With one more rule at the end. */
export const withRule = (rules: string, line: string): string => `${rules.trimEnd()}${rules.trim() && '\n'}${line}\n`;

/** Tags are written in any case. */
const scriptNamed = (tag: string): Script | null => {
  const [language = '', ...rest] = tag.toLowerCase().split('-');
  const canonical = [language, ...rest.map((part) => CASED[part] ?? part)].join('-');
  return isScript(canonical) ? canonical : null;
};
const CASED: Partial<Record<string, string>> = { hans: 'Hans', hant: 'Hant', tw: 'TW', hk: 'HK' };

/** A protected word as it stands in a text. Offsets are UTF-16 code units. */
export interface ProtectedPlace {
  readonly start: number;
  readonly end: number;
  readonly rule: ProtectedWord;
}

export type FindProtected = (text: string) => ProtectedPlace[];

/** The rule that counts for each word in a script. */
export function rulesIn(words: readonly ProtectedWord[], script: Script): Map<string, ProtectedWord> {
  const rules = new Map<string, ProtectedWord>();
  for (const rule of words) {
    if (rule.script !== null && !covers(rule.script, script)) continue;
    const before = rules.get(rule.word);
    if (!before || breadth(rule) <= breadth(before)) rules.set(rule.word, rule);
  }
  return rules;
}

/** Makes the finder of the words that are protected in a script: longest first, from left to right, none overlapping. */
export function protectedIn(words: readonly ProtectedWord[], script: Script): FindProtected {
  const rules = rulesIn(words, script);
  if (rules.size === 0) return () => [];
  /** Lengths of the words that begin with a character, longest first. */
  const lengths = new Map<string, number[]>();
  for (const word of rules.keys()) {
    const known = lengths.get(word.charAt(0)) ?? [];
    if (!known.includes(word.length)) known.push(word.length);
    lengths.set(
      word.charAt(0),
      known.sort((a, b) => b - a),
    );
  }
  return (text) => {
    const places: ProtectedPlace[] = [];
    for (let start = 0; start < text.length;) {
      const rule = lengths
        .get(text.charAt(start))
        ?.map((length) => rules.get(text.slice(start, start + length)))
        .find((found) => found !== undefined);
      if (rule) places.push({ start, end: start + rule.word.length, rule });
      start += rule ? rule.word.length : 1;
    }
    return places;
  };
}

/** The narrower the script, the smaller. */
const breadth = ({ script }: ProtectedWord): number => (script === null ? Infinity : -script.length);
