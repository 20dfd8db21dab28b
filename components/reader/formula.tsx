import katex from 'katex';
import { createElement, Fragment, type ReactNode } from 'react';

/**
 * A formula as MathML: KaTeX’s own tree turned into React elements, with no HTML string in between.
 * Its other output needs inline styles, which the page’s policy forbids.
 */
export function Formula({ tex, display }: { tex: string; display: boolean }) {
  return mathml(tex, display);
}

/** The nodes KaTeX builds for MathML (src/mathMLTree.ts): elements, text, and spaces. */
interface KatexNode {
  readonly type?: string;
  readonly text?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly children?: readonly KatexNode[];
  /** Of a space: the character it stands for, or its width in em. */
  readonly character?: string | null;
  readonly width?: number;
}
/** Exported by KaTeX, but not in its types. */
const { __renderToDomTree: renderTree } = katex as unknown as {
  __renderToDomTree: (tex: string, options: katex.KatexOptions) => KatexNode;
};

/** Formulas already built, by mode and source; a formula never changes. Emptied when full. */
const built = new Map<string, ReactNode>();
const MAX_BUILT = 2_000;

function mathml(tex: string, display: boolean): ReactNode {
  const id = `${display ? 'display' : 'inline'}:${tex}`;
  if (!built.has(id)) {
    if (built.size >= MAX_BUILT) built.clear();
    built.set(id, build(tex, display));
  }
  return built.get(id);
}

function build(tex: string, display: boolean): ReactNode {
  try {
    const root = renderTree(tex, { output: 'mathml', displayMode: display, throwOnError: false, trust: false });
    return elementOf(root, 0);
  } catch {
    // Beyond what KaTeX itself turns into a red source, e.g. nesting too deep: the author’s words.
    return <code>{tex}</code>;
  }
}

function elementOf(node: KatexNode, key: number): ReactNode {
  if (node.text !== undefined) return node.text;
  if (node.width !== undefined && node.type === undefined)
    return node.character ?? createElement('mspace', { key, width: `${node.width}em` });
  const children = (node.children ?? []).map(elementOf);
  // The outermost span only carries KaTeX’s class.
  if (node.type === undefined) return createElement(Fragment, { key }, ...children);
  const { style: _, class: className, ...attributes } = node.attributes ?? {};
  return createElement(node.type, { ...attributes, ...(className && { className }), key }, ...children);
}
