/** A note's body in another script: its words are converted, its structure stays. */
import { displayCut, type Alignment } from '@/lib/domain/script/alignment';
import { displayText, type Display } from '@/lib/domain/script/display';
import { ATOM } from '@/lib/domain/text/block';
import type { NoteBody } from './body';

/** Tiptap's JSON, as far as words are concerned. */
interface Node {
  readonly type?: string;
  readonly text?: string;
  readonly marks?: readonly { readonly type?: string }[];
  readonly content?: readonly Node[];
}

/** @returns null when nothing of it changes */
export function bodyIn(body: NoteBody, display: Display): NoteBody | null {
  const shown = shownNode(body, display);
  return JSON.stringify(shown) === JSON.stringify(body) ? null : (shown as NoteBody);
}

function shownNode(node: Node, display: Display): Node {
  if (!node.content || node.type === 'codeBlock') return node;
  if (!node.content.some(({ type }) => type === 'text'))
    return { ...node, content: node.content.map((child) => shownNode(child, display)) };
  return { ...node, content: shownInline(node.content, display) };
}

/** A word may run on from plain to bold: the whole is converted, then cut again. */
function shownInline(nodes: readonly Node[], display: Display): Node[] {
  let text = '';
  const placed = nodes.map((node) => {
    const start = text.length;
    text += node.text ?? ATOM;
    return { node, start, end: text.length };
  });
  const code = placed.filter(({ node }) => node.marks?.some(({ type }) => type === 'code'));
  const { text: shown, alignment } = displayText(text, display, code);
  return placed.flatMap(({ node, start, end }) => {
    if (node.text === undefined) return [node];
    const words = shown.slice(cut(alignment, start, shown), cut(alignment, end, shown));
    // ProseMirror knows no empty text.
    return words === '' ? [] : [{ ...node, text: words }];
  });
}

const cut = (alignment: Alignment, offset: number, shown: string): number => displayCut(alignment, offset, shown);

/** All words of a body, to tell which script they are in. */
export const wordsOf = (node: Node): string =>
  node.text ?? (node.content ?? []).map(wordsOf).join(node.type === 'doc' ? '\n' : '');
