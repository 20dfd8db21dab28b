import styles from './bar.module.css';

/** How much of something is done; what it says stands beside it as words. */
export function Bar({ value, of, label }: { value: number; of: number; label: string }) {
  return <progress className={styles.bar} value={value} max={of || 1} aria-label={label} />;
}
