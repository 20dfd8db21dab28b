/**
 * What is stored as a body, made fit to be shown. Everything stored has passed `checkBody`; but a restored dump, another
 * program or a mistake of ours may have written what has not, and one such row must not take a page down or carry
 * anything into it. Cheap, for it stands before every note that is listed.
 */
import { bodyOfText, type NoteBody } from './body';
import { isSafeHref } from './safe-href';

/** @returns the very value where it is sound; else its words alone; null where there are none */
export function readBody(stored: unknown): NoteBody | null {
  if (stored === null || stored === undefined) return null;
  if (isSound(stored)) return stored;
  const words = wordsIn(stored);
  return words === '' ? null : bodyOfText(words);
}

/** The same where there must be one. */
export const readReplyBody = (stored: unknown): NoteBody => readBody(stored) ?? bodyOfText('');

/** As `checkBody` has it: nodes, some of them inside lists and quotes. */
const MAX_DEPTH = 20;
/** Characters of its JSON, as `checkBody` has it, told by those of its words and the least that a node takes. */
const MAX_LENGTH = 100_000;
const LEAST_NODE = '{"type":"text"}'.length;

type Kind = 'block' | 'item' | 'inline' | 'code';
type Json = Readonly<Record<string, unknown>>;

interface Rule {
  readonly is: readonly Kind[];
  /** What may stand in it; without: nothing. */
  readonly holds?: Kind;
  /** Default: it has none. */
  readonly attrs?: (attrs: Json) => boolean;
}

const isNullish = (value: unknown): value is null | undefined => value === null || value === undefined;
const isText = (value: unknown, longest: number): boolean =>
  typeof value === 'string' && value !== '' && value.length <= longest;
const isBare = (attrs: Json): boolean => Object.keys(attrs).length === 0;
const hasOnly = (record: Json, names: readonly string[]): boolean =>
  Object.keys(record).every((name) => names.includes(name));
const formula = ({ latex, ...rest }: Json): boolean => isText(latex, 2_000) && isBare(rest);

/** A map: names of an object's own machinery are no nodes. */
const NODES: ReadonlyMap<unknown, Rule> = new Map<string, Rule>([
  ['paragraph', { is: ['block'], holds: 'inline' }],
  ['blockquote', { is: ['block'], holds: 'block' }],
  ['bulletList', { is: ['block'], holds: 'item' }],
  [
    'orderedList',
    {
      is: ['block'],
      holds: 'item',
      attrs: ({ start, type, ...rest }) =>
        isBare(rest) &&
        (start === undefined || (Number.isInteger(start) && Number(start) >= 0 && Number(start) <= 1_000_000)) &&
        (isNullish(type) || ['1', 'a', 'A', 'i', 'I'].some((one) => one === type)),
    },
  ],
  ['listItem', { is: ['item'], holds: 'block' }],
  [
    'codeBlock',
    {
      is: ['block'],
      holds: 'code',
      attrs: ({ language, ...rest }) =>
        isBare(rest) && (isNullish(language) || (typeof language === 'string' && /^[\w+#.-]{1,40}$/.test(language))),
    },
  ],
  ['mathBlock', { is: ['block'], attrs: formula }],
  ['text', { is: ['inline', 'code'] }],
  ['hardBreak', { is: ['inline'] }],
  [
    'mention',
    { is: ['inline'], attrs: ({ id, label, ...rest }) => isText(id, 36) && isText(label, 200) && isBare(rest) },
  ],
  ['math', { is: ['inline'], attrs: formula }],
]);

const MARKS: ReadonlyMap<unknown, (attrs: Json) => boolean> = new Map([
  ...['bold', 'italic', 'strike', 'code'].map((name) => [name, isBare] as const),
  ['link', ({ href, ...rest }: Json) => isSafeHref(href) && isBare(rest)] as const,
]);

/** What a node is made of. */
const PARTS = ['type', 'text', 'attrs', 'marks', 'content'];

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isSound(stored: unknown): stored is NoteBody {
  if (!isRecord(stored) || stored.type !== 'doc' || !Array.isArray(stored.content)) return false;
  if (!hasOnly(stored, ['type', 'content']) || stored.content.length === 0) return false;
  const left = { length: MAX_LENGTH };
  return stored.content.every((node) => isSoundNode(node, 'block', MAX_DEPTH, left));
}

function isSoundNode(node: unknown, kind: Kind, depth: number, left: { length: number }): boolean {
  left.length -= LEAST_NODE;
  if (depth === 0 || left.length < 0 || !isRecord(node)) return false;
  const rule = NODES.get(node.type);
  if (!rule?.is.includes(kind) || !hasOnly(node, PARTS)) return false;
  if (node.type === 'text' ? !isWithin(node.text, left) : node.text !== undefined) return false;
  if (!areSoundAttrs(node.attrs, rule)) return false;
  const { marks, content } = node;
  if (marks !== undefined && (kind !== 'inline' || !Array.isArray(marks) || !marks.every(isSoundMark))) return false;
  if (content === undefined) return rule.holds !== 'block' && rule.holds !== 'item';
  const { holds } = rule;
  if (holds === undefined || !Array.isArray(content) || content.length === 0) return false;
  if (node.type === 'listItem' && !startsWithWords(content)) return false;
  return content.every((inside) => isSoundNode(inside, holds, depth - 1, left));
}

/** An item begins with a paragraph. */
const startsWithWords = ([first]: readonly unknown[]): boolean => isRecord(first) && first.type === 'paragraph';

function isWithin(text: unknown, left: { length: number }): boolean {
  if (typeof text !== 'string' || text === '') return false;
  left.length -= text.length;
  return left.length >= 0;
}

const areSoundAttrs = (attrs: unknown, { attrs: rule }: Rule): boolean =>
  attrs === undefined ? rule === undefined || rule({}) : isRecord(attrs) && (rule ? rule(attrs) : isBare(attrs));

function isSoundMark(mark: unknown): boolean {
  if (!isRecord(mark) || !hasOnly(mark, ['type', 'attrs'])) return false;
  const rule = MARKS.get(mark.type);
  return rule !== undefined && (isNullish(mark.attrs) ? rule({}) : isRecord(mark.attrs) && rule(mark.attrs));
}

/** More is not looked at. */
const MAX_NODES = 2_500;
/** More is not shown. UTF-16 code units. */
const MAX_WORDS = 20_000;

/** The words in it, in order, whatever they stand in. Not by recursion: it may be of any depth. */
function wordsIn(stored: unknown): string {
  const lines: string[] = [];
  const waiting: unknown[] = [stored];
  let length = 0;
  for (let seen = 0; seen < MAX_NODES && length < MAX_WORDS && waiting.length > 0; seen += 1) {
    const node = waiting.pop();
    if (!isRecord(node)) continue;
    if (node.type !== 'text' || lines.length === 0) lines.push('');
    if (typeof node.text === 'string') {
      lines[lines.length - 1] += node.text.slice(0, MAX_WORDS - length);
      length += node.text.length;
    }
    if (Array.isArray(node.content)) waiting.push(...(node.content as unknown[]).slice(0, MAX_NODES).reverse());
  }
  return lines.filter((line) => line.trim() !== '').join('\n');
}
