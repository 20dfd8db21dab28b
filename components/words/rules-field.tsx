import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useId, useRef, type RefObject } from 'react';
import type { LineError } from './use-preview';
import styles from './protected-words.module.css';

interface Props {
  ref: RefObject<HTMLTextAreaElement | null>;
  label: string;
  rules: string;
  errors: readonly LineError[];
  /** To begin at. */
  line: number | null;
  onChange: (rules: string) => void;
}

const LEAST_ROWS = 10;
/** So many errors are named at once. */
const LISTED = 20;

/** The rules with the numbers of their lines; what is wrong, line by line. */
export function RulesField({ ref, label, rules, errors, line, onChange }: Props) {
  const t = useTranslations('words.page');
  const id = useId();
  const numbers = useRef<HTMLOListElement>(null);
  const lines = rules.split('\n');
  const rows = Math.max(LEAST_ROWS, lines.length + 1);
  const wrong = new Set(errors.map((error) => error.line));
  const goTo = (number: number) => {
    const start = lines.slice(0, number - 1).reduce((length, one) => length + one.length + 1, 0);
    ref.current?.focus({ preventScroll: true });
    ref.current?.setSelectionRange(start, start + (lines[number - 1]?.length ?? 0));
    numbers.current?.children[number - 1]?.scrollIntoView({ block: 'center' });
  };
  const begin = useEffectEvent(() => line !== null && line <= lines.length && goTo(line));
  useEffect(() => void begin(), []);
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <div className={styles.sheet}>
        <ol ref={numbers} className={styles.numbers} aria-hidden="true">
          {Array.from({ length: rows }, (_, index) => (
            <li key={index} data-wrong={wrong.has(index + 1) || undefined}>
              {index + 1}
            </li>
          ))}
        </ol>
        <textarea
          ref={ref}
          id={id}
          name="rules"
          wrap="off"
          rows={rows}
          value={rules}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          aria-invalid={errors.length > 0 || undefined}
          aria-describedby={errors.length > 0 ? `${id}-errors` : undefined}
          onChange={(event) => onChange(event.target.value)}
        />
      </div>
      <div id={`${id}-errors`} role="status" className={styles.errors}>
        {errors.length > 0 && (
          <>
            <p>{t('errors', { count: errors.length })}</p>
            <ul>
              {errors.slice(0, LISTED).map((error) => (
                <li key={`${error.line} ${error.message}`}>
                  {error.line === null ? (
                    error.message
                  ) : (
                    <button
                      type="button"
                      title={t('goToLine', { line: error.line })}
                      onClick={() => goTo(error.line ?? 1)}
                    >
                      {error.message}
                    </button>
                  )}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </div>
  );
}
