'use client';

import type { Editor } from '@tiptap/react';
import { useTranslations } from 'next-intl';
import { lazy, Suspense, useDeferredValue, useRef, useState } from 'react';
import { persistently } from '@/components/margin/persistently';
import { MAX_LATEX } from '@/lib/richtext/body';
import type { FormulaRequest } from './formula-request';
import styles from './formula-field.module.css';

const NoteFormula = lazy(() => persistently(() => import('@/components/notes/note-formula')));

interface Props {
  editor: Editor;
  request: FormulaRequest;
  onDone: () => void;
}

/** The source of a formula, and how it will look. Left, it is taken over. */
export function FormulaField({ editor, request, onDone }: Props) {
  const t = useTranslations('editor.formula');
  const [latex, setLatex] = useState(request.latex);
  const [display, setDisplay] = useState(request.display);
  const shown = useDeferredValue(latex);
  const field = useRef<HTMLDivElement>(null);
  const isDone = useRef(false);
  const leave = ({ apply, focus }: { apply: boolean; focus: boolean }) => {
    if (isDone.current) return;
    isDone.current = true;
    if (apply) put(editor, { ...request, latex: latex.trim(), display });
    onDone();
    if (focus) editor.commands.focus(undefined, { scrollIntoView: false });
  };
  return (
    <div
      ref={field}
      className={styles.field}
      role="group"
      aria-label={t('label')}
      onBlur={({ relatedTarget }) => {
        // Away from all of it; not while the window itself is left.
        if (!field.current?.contains(relatedTarget) && document.hasFocus()) leave({ apply: true, focus: false });
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || event.keyCode === 229) return;
        if (event.key !== 'Escape' && (event.key !== 'Enter' || event.shiftKey)) return;
        if (event.target instanceof HTMLButtonElement && event.key === 'Enter') return;
        event.preventDefault();
        // Ctrl+Enter saves the note, with the formula.
        if (event.ctrlKey || event.metaKey) leave({ apply: true, focus: false });
        else event.stopPropagation();
        leave({ apply: event.key === 'Enter', focus: true });
        if (event.ctrlKey || event.metaKey) (event.currentTarget as HTMLElement).closest('form')?.requestSubmit();
      }}
    >
      <textarea
        autoFocus
        rows={display ? 3 : 1}
        value={latex}
        maxLength={MAX_LATEX}
        aria-label={t('source')}
        placeholder={String.raw`\frac{a}{b}`}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        onChange={({ target }) => setLatex(target.value)}
      />
      <div className={styles.preview} data-display={display || undefined} aria-hidden="true">
        {shown.trim() !== '' && (
          <Suspense fallback={null}>
            <NoteFormula latex={shown} display={display} />
          </Suspense>
        )}
      </div>
      <div className={styles.actions}>
        <label>
          <input type="checkbox" checked={display} onChange={({ target }) => setDisplay(target.checked)} />
          {t('display')}
        </label>
        <button type="button" onClick={() => leave({ apply: true, focus: true })}>
          {t('apply')}
        </button>
      </div>
    </div>
  );
}

/** Without a source there is no formula. */
function put(editor: Editor, { at, latex, display }: FormulaRequest): void {
  const node = at === null ? null : editor.state.doc.nodeAt(at);
  const range = at !== null && node ? { from: at, to: at + node.nodeSize } : editor.state.selection;
  if (at !== null && !node) return;
  if (latex === '') {
    if (node) editor.chain().deleteRange(range).run();
    return;
  }
  const type = display ? 'mathBlock' : 'math';
  if (node?.type.name === type && node.attrs.latex === latex) return;
  editor
    .chain()
    // Behind one that is set apart, writing goes on in a line of its own.
    .insertContentAt(
      { from: range.from, to: range.to },
      display && !node ? [{ type, attrs: { latex } }, { type: 'paragraph' }] : { type, attrs: { latex } },
    )
    .run();
}
