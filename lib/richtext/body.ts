/** A note's body: Tiptap's JSON of the note schema, as types and as text. No ProseMirror in here. */

export type NoteMark =
  | { readonly type: 'bold' | 'italic' | 'strike' | 'code' }
  | { readonly type: 'link'; readonly attrs: { href: string } };

export interface NoteNode {
  readonly type: string;
  readonly text?: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly marks?: readonly NoteMark[];
  readonly content?: readonly NoteNode[];
}

export interface NoteBody extends NoteNode {
  readonly type: 'doc';
}

/** Of a formula's LaTeX. UTF-16 code units. */
export const MAX_LATEX = 2_000;

/** The words alone: one line a paragraph, list item, formula set apart or line of code. */
export const plainText = (body: NoteNode): string => textOf(body).replace(/\n+$/, '');

function textOf(node: NoteNode): string {
  if (node.type === 'text') return node.text ?? '';
  if (node.type === 'hardBreak') return '\n';
  if (node.type === 'mention') return `@${attr(node, 'label')}`;
  if (node.type === 'math') return `$${attr(node, 'latex')}$`;
  if (node.type === 'mathBlock') return `$$${attr(node, 'latex')}$$\n`;
  const inside = (node.content ?? []).map(textOf).join('');
  return node.type === 'paragraph' || node.type === 'codeBlock' ? `${inside}\n` : inside;
}

/** An attribute that is a string; empty where it is none. */
export const attr = ({ attrs }: NoteNode, name: string): string => {
  const value = attrs?.[name];
  return typeof value === 'string' ? value : '';
};

export const isEmptyBody = (body: NoteNode | null): boolean => body === null || plainText(body).trim() === '';

/** A body of plain words, a paragraph a line. */
export const bodyOfText = (text: string): NoteBody => ({
  type: 'doc',
  content: text
    .split('\n')
    .map((line) => ({ type: 'paragraph', ...(line ? { content: [{ type: 'text', text: line }] } : {}) })),
});
