import { InputRule, Node, type Extensions } from '@tiptap/core';
import { NodeSelection, TextSelection } from '@tiptap/pm/state';
import { NodeViewWrapper, ReactNodeViewRenderer, type Editor, type ReactNodeViewProps } from '@tiptap/react';
import { lazy, Suspense } from 'react';
import { persistently } from '@/components/margin/persistently';
import { askForFormula } from './formula-request';
import { typedFormula } from './typed-formula';

/** KaTeX comes with the first formula. */
const NoteFormula = lazy(() => persistently(() => import('@/components/notes/note-formula')));

/** A formula as it will be read. Enter or a press opens its source. */
function FormulaView({ node, editor, getPos, selected }: ReactNodeViewProps) {
  const display = node.type.name === 'mathBlock';
  const latex = String(node.attrs.latex ?? '');
  return (
    <NodeViewWrapper
      as={display ? 'div' : 'span'}
      data-formula={display ? 'display' : 'inline'}
      data-selected={selected || undefined}
      onClick={() => open(editor, getPos())}
    >
      <Suspense fallback={<code>{latex}</code>}>
        <NoteFormula latex={latex} display={display} />
      </Suspense>
    </NodeViewWrapper>
  );
}

function open(editor: Editor, at: number | undefined): boolean {
  const node = at === undefined ? null : editor.state.doc.nodeAt(at);
  if (at === undefined || !node) return false;
  askForFormula(editor, { at, latex: String(node.attrs.latex ?? ''), display: node.type.name === 'mathBlock' });
  return true;
}

/** Enter on a formula that is selected. */
function openSelected(editor: Editor): boolean {
  const { selection } = editor.state;
  const isFormula = selection instanceof NodeSelection && /^math/.test(selection.node.type.name);
  return isFormula && open(editor, selection.from);
}

const inlineRule = new InputRule({
  find: (text) => {
    const formula = typedFormula(text);
    return formula === null ? null : { index: text.length - formula.length, text: formula };
  },
  handler: ({ state, range, match }) => {
    const latex = match[0].slice(1, -1);
    state.tr.replaceWith(range.from, range.to, state.schema.node('math', { latex }));
  },
});

/** `$$…$$` as a whole paragraph. */
const displayedRule = new InputRule({
  find: /^\$\$([^$]+)\$\$$/,
  handler: ({ state, match: [, latex = ''] }) => {
    const { $from } = state.selection;
    if ($from.parentOffset < $from.parent.content.size) return null;
    const { mathBlock, paragraph } = state.schema.nodes;
    if (!mathBlock || !paragraph || latex.trim() === '') return null;
    const [from, to] = [$from.before(), $from.after()];
    state.tr.replaceWith(from, to, [mathBlock.create({ latex: latex.trim() }), paragraph.create()]);
    state.tr.setSelection(TextSelection.near(state.tr.doc.resolve(from + 2)));
  },
});

/** `$$` and a space or Enter at the beginning of a line: its source is asked for. */
const displayRule = (editor: Editor) =>
  new InputRule({
    find: /^\$\$[\s\n]$/,
    handler: ({ state, range }) => {
      if (state.selection.$from.parent.textContent.trim() !== '$$') return null;
      state.tr.delete(range.from, range.to);
      setTimeout(() => askForFormula(editor, { at: null, latex: '', display: true }));
    },
  });

/** The note's extensions, with what the editor adds to formulas. */
export const withFormulas = (extensions: Extensions): Extensions =>
  extensions.map((extension) => {
    if (!(extension instanceof Node) || !/^math/.test(extension.name)) return extension;
    return extension.extend({
      addNodeView: () => ReactNodeViewRenderer(FormulaView),
      addInputRules() {
        return extension.name === 'math' ? [inlineRule] : [displayedRule, displayRule(this.editor)];
      },
      addKeyboardShortcuts: () => ({ Enter: ({ editor }) => openSelected(editor) }),
    });
  });
