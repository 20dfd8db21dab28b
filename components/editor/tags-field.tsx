'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Icon } from '@/components/ui/icon';
import styles from './tags-field.module.css';

/** As the contract has it. */
const LONGEST = 40;
const MOST = 20;
/** Ends a tag, in Chinese or Western typing. */
const END = /[,，、;；\n]/;

/** Tags: typed, ended by Enter or a comma, taken off again by their cross or Backspace. */
export function TagsField({ tags, onChange }: { tags: readonly string[]; onChange: (tags: string[]) => void }) {
  const t = useTranslations('editor');
  const [typed, setTyped] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const add = (text: string) => {
    const fresh = text
      .split(END)
      .map((tag) => tag.replace(/^#/, '').trim().slice(0, LONGEST))
      .filter((tag) => tag && !tags.includes(tag));
    if (fresh.length > 0) onChange([...new Set([...tags, ...fresh])].slice(0, MOST));
    setTyped('');
  };
  return (
    <div className={styles.field}>
      {tags.map((tag) => (
        <span key={tag} className={styles.tag}>
          #{tag}
          <button
            type="button"
            aria-label={t('tags.remove', { tag })}
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
        aria-label={t('tags.label')}
        placeholder={tags.length === 0 ? t('tags.placeholder') : undefined}
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
