'use client';

import { useEditorState, type Editor } from '@tiptap/react';
import { useTranslations } from 'next-intl';
import { useEffect, useState, type KeyboardEvent } from 'react';
import { MAX_LATEX } from '@/lib/richtext/body';
import { isSafeHref } from '@/lib/richtext/safe-href';
import { FormulaField } from './formula-field';
import { onFormulaAsked, type FormulaRequest } from './formula-request';
import styles from './toolbar.module.css';

const TOOLS = {
  bold: { face: 'B', run: (editor: Editor) => editor.chain().focus().toggleBold().run() },
  italic: { face: 'I', run: (editor: Editor) => editor.chain().focus().toggleItalic().run() },
  strike: { face: 'S', run: (editor: Editor) => editor.chain().focus().toggleStrike().run() },
  code: { face: '‹›', run: (editor: Editor) => editor.chain().focus().toggleCode().run() },
  bulletList: { face: '•–', run: (editor: Editor) => editor.chain().focus().toggleBulletList().run() },
  orderedList: { face: '1.', run: (editor: Editor) => editor.chain().focus().toggleOrderedList().run() },
  blockquote: { face: '”', run: (editor: Editor) => editor.chain().focus().toggleBlockquote().run() },
  codeBlock: { face: '{ }', run: (editor: Editor) => editor.chain().focus().toggleCodeBlock().run() },
} as const;
const NAMES = Object.keys(TOOLS) as (keyof typeof TOOLS)[];

/** How the words look. Everything here can also be written as Markdown. */
export function Toolbar({ editor }: { editor: Editor }) {
  const t = useTranslations('editor');
  const [linking, setLinking] = useState(false);
  const [formula, setFormula] = useState<FormulaRequest | null>(null);
  useEffect(() => onFormulaAsked(editor, setFormula), [editor]);
  const on = useEditorState({
    editor,
    selector: ({ editor: current }) =>
      Object.fromEntries([...NAMES, 'link'].map((name) => [name, current.isActive(name)])),
  });
  const link = () => {
    if (on.link) editor.chain().focus().extendMarkRange('link').unsetLink().run();
    else setLinking(true);
  };
  return (
    <>
      <div className={styles.toolbar} role="toolbar" aria-label={t('toolbar')} onKeyDown={walk}>
        {NAMES.map((name, index) => (
          <button
            key={name}
            type="button"
            data-tool={name}
            tabIndex={index === 0 ? 0 : -1}
            aria-label={t(`tools.${name}`)}
            title={t(`tools.${name}`)}
            aria-pressed={on[name]}
            onPointerDown={keepFocus}
            onClick={() => TOOLS[name].run(editor)}
          >
            <span aria-hidden="true">{TOOLS[name].face}</span>
          </button>
        ))}
        <button
          type="button"
          data-tool="link"
          tabIndex={-1}
          aria-label={t('tools.link')}
          title={t('tools.link')}
          aria-pressed={on.link}
          onPointerDown={keepFocus}
          onClick={link}
        >
          <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" fill="none" stroke="currentColor">
            <path
              d="M6.5 9.5l3-3M7 4.5l1.2-1.2a3 3 0 0 1 4.3 4.3L11.3 8.8M9 11.5l-1.2 1.2a3 3 0 0 1-4.3-4.3L4.7 7.2"
              strokeWidth="1.4"
              strokeLinecap="round"
            />
          </svg>
        </button>
        <button
          type="button"
          data-tool="formula"
          tabIndex={-1}
          aria-label={t('tools.formula')}
          title={t('tools.formula')}
          aria-expanded={formula !== null}
          onPointerDown={keepFocus}
          onClick={() => setFormula(formula ? null : newFormula(editor))}
        >
          <span aria-hidden="true">√x</span>
        </button>
      </div>
      {formula && <FormulaField key={formula.at} editor={editor} request={formula} onDone={() => setFormula(null)} />}
      {linking && <LinkField editor={editor} onDone={() => setLinking(false)} />}
    </>
  );
}

/** Of what is selected, in one line; else empty. */
function newFormula({ state }: Editor): FormulaRequest {
  const { from, to } = state.selection;
  const words = state.doc.textBetween(from, to, '\n', '\n');
  return { at: null, latex: words.includes('\n') ? '' : words.slice(0, MAX_LATEX), display: false };
}

/** The editor keeps the focus and its selection. */
const keepFocus = (event: { preventDefault: () => void }): void => event.preventDefault();

function walk(event: KeyboardEvent<HTMLElement>): void {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!by) return;
  event.preventDefault();
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('button')];
  items.at((items.indexOf(document.activeElement as HTMLElement) + by) % items.length)?.focus();
}

function LinkField({ editor, onDone }: { editor: Editor; onDone: () => void }) {
  const t = useTranslations('editor');
  const [address, setAddress] = useState('');
  const [wrong, setWrong] = useState(false);
  const apply = () => {
    const href = /^[a-z][a-z+.-]*:/i.test(address.trim()) ? address.trim() : `https://${address.trim()}`;
    if (!isSafeHref(href)) return setWrong(true);
    const empty = editor.state.selection.empty;
    const chain = editor.chain().focus();
    if (empty)
      chain.insertContent({ type: 'text', text: address.trim(), marks: [{ type: 'link', attrs: { href } }] }).run();
    else chain.setLink({ href }).run();
    onDone();
  };
  return (
    <div className={styles.link}>
      <input
        type="url"
        inputMode="url"
        autoFocus
        value={address}
        aria-label={t('link.label')}
        aria-invalid={wrong || undefined}
        aria-describedby={wrong ? 'link-wrong' : undefined}
        placeholder="https://"
        onChange={(event) => {
          setAddress(event.target.value);
          setWrong(false);
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || event.keyCode === 229) return;
          if (event.key !== 'Enter' && event.key !== 'Escape') return;
          event.preventDefault();
          event.stopPropagation();
          if (event.key === 'Enter') return apply();
          onDone();
          editor.commands.focus();
        }}
      />
      <button type="button" onClick={apply}>
        {t('link.apply')}
      </button>
      {wrong && (
        <p id="link-wrong" role="alert">
          {t('link.wrong')}
        </p>
      )}
    </div>
  );
}
