'use client';

import { useEffect, useEffectEvent, useId, useRef, type ReactNode } from 'react';
import { buttonClass } from '@/components/ui/button';
import styles from './import.module.css';

interface Props {
  label: string;
  hint: string;
  /** The words on the button. The browser's own speak the browser's language. */
  choose: string;
  accept: string;
  multiple?: boolean;
  onChoose: (files: File[]) => void;
  /** What is chosen already. */
  children?: ReactNode;
}

/** A file input that looks like the other buttons, and stays one to the keyboard and a screen reader. */
export function FilePicker({ label, hint, choose, accept, multiple, onChoose, children }: Props) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const take = () => {
    const files = [...(input.current?.files ?? [])];
    // So that choosing the same file again, corrected, is a change.
    if (input.current) input.current.value = '';
    if (files.length > 0) onChoose(files);
  };
  // What was chosen before React took over.
  const takeEarly = useEffectEvent(take);
  useEffect(() => takeEarly(), []);
  return (
    <div className={styles.picker} role="group" aria-labelledby={`${id}-label`}>
      <span className={styles.label} id={`${id}-label`}>
        {label}
      </span>
      {children}
      <label className={`${buttonClass()} ${styles.choose}`}>
        <input
          ref={input}
          type="file"
          className={styles.hidden}
          accept={accept}
          multiple={multiple}
          aria-describedby={`${id}-hint`}
          onChange={take}
        />
        {choose}
      </label>
      <p className={styles.hint} id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  );
}
