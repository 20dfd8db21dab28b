import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import styles from './button.module.css';

type ButtonTone = 'primary' | 'quiet' | 'danger';

interface Look {
  /** `primary`: the one thing to do here. `quiet`: everything else. `danger`: cannot be taken back. */
  tone?: ButtonTone;
  size?: 'medium' | 'small';
}

/** The classes of a button, for a link that looks like one. */
export const buttonClass = ({ tone = 'quiet', size = 'medium' }: Look = {}): string =>
  [styles.button, styles[tone], size === 'small' && styles.small].filter(Boolean).join(' ');

interface Props extends ButtonHTMLAttributes<HTMLButtonElement>, Look {
  /**
   * Its action is under way: presses do nothing meanwhile. The button stays focusable, so that
   * the keyboard does not lose its place, and says so to screen readers.
   */
  busy?: boolean;
  ref?: Ref<HTMLButtonElement>;
  children: ReactNode;
}

/** A button of type `button`, unless told otherwise. */
export function Button({ tone, size, busy = false, className, onClick, children, ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      className={[buttonClass({ tone, size }), className].filter(Boolean).join(' ')}
      aria-disabled={busy || rest['aria-disabled'] || undefined}
      aria-busy={busy || undefined}
      onClick={(event) => (busy ? event.preventDefault() : onClick?.(event))}
    >
      {children}
    </button>
  );
}
