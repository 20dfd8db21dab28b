import { Extension, type Editor } from '@tiptap/core';
import { Fragment, Slice } from '@tiptap/pm/model';
import { Plugin, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { persistently } from '@/components/margin/persistently';
import { looksLikeMarkdown } from './looks-like-markdown';

/** What could not be pasted, or hardly. */
export type LeftOut = 'image' | 'file' | 'too-long';

/** Said by the editor's element; `detail`: a `LeftOut`. */
export const LEFT_OUT = 'meipi:left-out';

/** UTF-16 code units. A note holds some 20,000 characters; beyond, saving says so. */
const LONG = 40_000;
/** More would stop the page for seconds, and is no note. */
const TOO_LONG = 400_000;

/**
 * Pasting: Markdown becomes what it means (undone once, it is its source again), HTML what the schema has of it, images
 * and files are left out, and it is said.
 */
export const Pasting = Extension.create({
  name: 'pasting',
  addProseMirrorPlugins() {
    const { editor } = this;
    const onLeftOut = (what: LeftOut) => editor.view.dom.dispatchEvent(new CustomEvent(LEFT_OUT, { detail: what }));
    /** While the source itself is pasted. */
    let plainly = false;
    const paste = (view: EditorView, event: ClipboardEvent): boolean => {
      if (plainly) return false;
      const [text, html] = [dataOf(event, 'text/plain'), dataOf(event, 'text/html')];
      if (text.length + html.length > TOO_LONG * 4 || text.length > TOO_LONG) {
        onLeftOut('too-long');
        return true;
      }
      const hasImage = /<img\b/i.test(html) || [...(event.clipboardData?.files ?? [])].some(isImage);
      if (text.trim() === '' && (hasImage || event.clipboardData?.files.length)) {
        onLeftOut(hasImage ? 'image' : 'file');
        return true;
      }
      if (hasImage) onLeftOut('image');
      if (text.length > LONG) onLeftOut('too-long');
      const { $from } = view.state.selection;
      if (html !== '' || $from.parent.type.spec.code || !looksLikeMarkdown(text)) return false;
      plainly = true;
      const from = view.state.selection.from;
      view.pasteText(text, event);
      plainly = false;
      void asMarkdown(editor, text, from, view.state.selection.to);
      return true;
    };
    const drop = (_: EditorView, event: DragEvent): boolean => {
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return false;
      // The browser would leave the page for it.
      event.preventDefault();
      onLeftOut(files.some(isImage) ? 'image' : 'file');
      return true;
    };
    return [new Plugin({ props: { handlePaste: paste, handleDrop: drop } })];
  },
});

const dataOf = ({ clipboardData }: ClipboardEvent, type: string): string => clipboardData?.getData(type) ?? '';
const isImage = ({ type }: File): boolean => type.startsWith('image/');

/** The source stands there until the parser has come; what is typed meanwhile stays where it is. */
async function asMarkdown(editor: Editor, source: string, from: number, to: number): Promise<void> {
  let range = { from, to };
  const follow = ({ transaction }: { transaction: { mapping: { map: (at: number, side: number) => number } } }) => {
    const { mapping } = transaction;
    range = { from: mapping.map(range.from, -1), to: mapping.map(range.to, -1) };
  };
  const wordsThere = () => editor.state.doc.textBetween(range.from, range.to, '\n', '\uFFFC');
  const words = wordsThere();
  editor.on('transaction', follow);
  try {
    const { bodyOfMarkdown } = await persistently(() => import('@/lib/richtext/from-markdown'));
    const body = bodyOfMarkdown(source);
    await afterComposition(editor);
    if (editor.isDestroyed || wordsThere() !== words) return;
    replace(editor, range, Fragment.fromJSON(editor.schema, body.content));
  } catch {
    // The parser cannot be had, or made nothing of it: the source is there, and says the same.
  } finally {
    editor.off('transaction', follow);
  }
}

function replace(editor: Editor, { from, to }: { from: number; to: number }, content: Fragment): void {
  const { state, view } = editor;
  const wasBehind = state.selection.empty && state.selection.from === to;
  const open = (node: Fragment['firstChild']) => (node?.type.name === 'paragraph' ? 1 : 0);
  const slice = new Slice(content, open(content.firstChild), open(content.lastChild));
  const tr = state.tr.replaceRange(from, to, slice);
  if (wasBehind) tr.setSelection(TextSelection.near(tr.doc.resolve(tr.mapping.map(to)), -1));
  view.dispatch(tr.scrollIntoView());
}

/** An input method's words are not disturbed. */
const afterComposition = (editor: Editor): Promise<void> =>
  new Promise((done) => {
    if (!editor.view.composing) return done();
    editor.view.dom.addEventListener('compositionend', () => setTimeout(done), { once: true });
  });
