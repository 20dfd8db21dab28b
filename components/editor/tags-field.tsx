'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Icon } from '@/components/ui/icon';
import styles from './tags-field.module.css';

/** How what is gathered here is called, and how much of it there may be. As the contract has it. */
interface TagsKind {
  readonly label: string;
  readonly placeholder: string;
  readonly remove: (tag: string) => string;
  /** Stands before each. */
  readonly mark: string;
  /** UTF-16 code units. */
  readonly longest: number;
  readonly most: number;
}

/** Ends a tag, in Chinese or Western typing. */
const END = /[,，、;；\n]/;

interface Props {
  tags: readonly string[];
  onChange: (tags: string[]) => void;
  /** Without: a note's tags. */
  kind?: TagsKind;
}

/** Tags: typed, ended by Enter or a comma, taken off again by their cross or Backspace. */
export function TagsField({ tags, onChange, kind }: Props) {
  const t = useTranslations('editor');
  const { label, placeholder, remove, mark, longest, most }: TagsKind = kind ?? {
    label: t('tags.label'),
    placeholder: t('tags.placeholder'),
    remove: (tag) => t('tags.remove', { tag }),
    mark: '#',
    longest: 40,
    most: 20,
  };
  const [typed, setTyped] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const add = (text: string) => {
    const fresh = text
      .split(END)
      .map((tag) => (tag.startsWith(mark) ? tag.slice(mark.length) : tag).trim().slice(0, longest))
      .filter((tag) => tag && !tags.includes(tag));
    const more = [...new Set(fresh)];
    const room = Math.max(0, most - tags.length);
    if (more.length > 0 && room > 0) onChange([...tags, ...more.slice(0, room)]);
    // What does not fit stays to be seen.
    setTyped(more.slice(room).join(' '));
  };
  return (
    <div className={styles.field}>
      {tags.map((tag) => (
        <span key={tag} className={styles.tag}>
          {mark}
          {tag}
          <button
            type="button"
            aria-label={remove(tag)}
            onClick={() => {
              onChange(tags.filter((other) => other !== tag));
              input.current?.focus();
            }}
          >
            <Icon name="close" />
          </button>
        </span>
      ))}
      <input
        ref={input}
        value={typed}
        maxLength={200}
        aria-label={label}
        placeholder={tags.length === 0 ? placeholder : undefined}
        onChange={(event) => {
          const { value } = event.target;
          const composing = (event.nativeEvent as InputEvent).isComposing;
          if (!composing && END.test(value)) add(value);
          else setTyped(value);
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || event.keyCode === 229) return;
          if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
            event.preventDefault();
            add(typed);
          } else if (event.key === 'Backspace' && typed === '') onChange(tags.slice(0, -1));
        }}
        onBlur={() => add(typed)}
      />
    </div>
  );
}
