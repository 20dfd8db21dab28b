import type { ReactNode } from 'react';
import styles from './notice.module.css';

/**
 * A polite “it is done”. Stays in the page while empty: screen readers announce a change of a
 * region they know, not always a new one.
 */
export function DoneNotice({ children }: { children?: ReactNode }) {
  return (
    <div role="status" className={children ? styles.done : styles.idle}>
      {children}
    </div>
  );
}
