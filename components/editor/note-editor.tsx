'use client';

import { EditorContent, useEditor, type Editor } from '@tiptap/react';
import { Placeholder } from '@tiptap/extensions';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { NoteBody } from '@/lib/richtext/body';
import { noteExtensions } from '@/lib/richtext/note-extensions';
import { withFormulas } from './formula-nodes';
import { NameList, type Naming } from './name-list';
import { LEFT_OUT, Pasting, type LeftOut } from './pasting';
import styles from './note-editor.module.css';

interface Props {
  body: NoteBody | null;
  label: string;
  placeholder: string;
  onReady: (editor: Editor) => void;
  /** After every change, from the very first. */
  onChange: (editor: Editor) => void;
  onSave: () => void;
  onLeave: () => void;
  /** Where people may be named; without: nowhere. */
  naming?: Naming;
  /** Something that was pasted or dropped is not in the note. */
  onLeftOut?: (what: LeftOut) => void;
}

/**
 * Where a note is written. It renders once: what is typed stays between the editor and the DOM, so
 * that nothing disturbs an input method's composition.
 */
export function NoteEditor(props: Props) {
  const { body, label, placeholder, onReady, onChange, onSave, onLeave, naming, onLeftOut } = props;
  const around = useRef<HTMLDivElement>(null);
  const leftOut = useEffectEvent((event: Event) => onLeftOut?.((event as CustomEvent<LeftOut>).detail));
  const save = useEffectEvent(onSave);
  const leave = useEffectEvent(onLeave);
  const editor = useEditor({
    extensions: [...withFormulas(noteExtensions), Placeholder.configure({ placeholder }), Pasting],
    content: body as never,
    // Its own style element is refused by the policy: note-editor.module.css has what is needed.
    injectCSS: false,
    immediatelyRender: true,
    shouldRerenderOnTransaction: false,
    autofocus: false,
    // Not in an effect: somebody types before it has run.
    onUpdate: ({ editor: changed }) => onChange(changed),
    editorProps: {
      attributes: { 'aria-label': label, 'aria-multiline': 'true', role: 'textbox', class: styles.writing ?? '' },
    },
  });
  const ready = useEffectEvent(onReady);
  useEffect(() => {
    ready(editor);
    const onKey = (event: KeyboardEvent) => {
      // 229 and `composing`: browsers differ in which key press they count to a composition.
      if (event.isComposing || event.keyCode === 229 || editor.view.composing) return;
      if (event.key === 'Escape') {
        event.preventDefault();
        leave();
      } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        event.stopPropagation();
        save();
      }
    };
    // Before ProseMirror's own keys: Ctrl+Enter would break the line.
    const element = editor.view.dom;
    element.addEventListener('keydown', onKey, { capture: true });
    const onLeft = (event: Event) => leftOut(event);
    element.addEventListener(LEFT_OUT, onLeft);
    return () => {
      element.removeEventListener('keydown', onKey, { capture: true });
      element.removeEventListener(LEFT_OUT, onLeft);
    };
  }, [editor]);
  return (
    <div ref={around}>
      <EditorContent editor={editor} />
      {naming && <NameList editor={editor} naming={naming} around={around} />}
    </div>
  );
}
