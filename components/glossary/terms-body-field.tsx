import type { Editor } from '@tiptap/react';
import { useState } from 'react';
import { NoteEditor } from '@/components/editor/note-editor';
import { Toolbar } from '@/components/editor/toolbar';
import type { TermView } from '@/lib/contract/terms';
import styles from './terms-form.module.css';

type Body = TermView['definition'];

interface Props {
  label: string;
  hint: string;
  /** What it begins with. */
  body: Body;
  onChange: (body: Body) => void;
  onSave: () => void;
  onLeave: () => void;
}

/** A definition, or notes on a translation: written as notes are. */
export function TermsBodyField({ label, hint, body, onChange, onSave, onLeave }: Props) {
  const [editor, setEditor] = useState<Editor | null>(null);
  return (
    <div className={styles.field}>
      <span className={styles.label} aria-hidden="true">
        {label}
      </span>
      <div className={styles.body}>
        <NoteEditor
          body={body}
          label={label}
          placeholder={hint}
          onReady={setEditor}
          onChange={(changed) => onChange(changed.isEmpty ? null : (changed.getJSON() as Body))}
          onSave={onSave}
          onLeave={onLeave}
        />
        {editor && <Toolbar editor={editor} />}
      </div>
    </div>
  );
}
