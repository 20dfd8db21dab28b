'use client';

import { useTranslations } from 'next-intl';
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import styles from './long-words.module.css';

/** Lines. More than this, and what is folded away, in CSS, is worth a button. */
const WHOLE_UP_TO = 10;

/** What somebody wrote; a long piece is folded until it is opened, and then stays so. */
export function LongWords({ children }: { children: ReactNode }) {
  const t = useTranslations('margin');
  const inside = useRef<HTMLDivElement>(null);
  const [long, setLong] = useState(false);
  const [opened, setOpened] = useState(false);
  useLayoutEffect(() => {
    const element = inside.current;
    if (!element) return;
    // Its height is its own, folded or not.
    const measure = () =>
      setLong(element.offsetHeight > WHOLE_UP_TO * parseFloat(getComputedStyle(element).lineHeight));
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  const folded = long && !opened;
  return (
    <>
      {/* A link that is folded away must be in sight when it has the focus. */}
      <div className={styles.words} data-folded={folded || undefined} onFocus={() => setOpened(true)}>
        <div ref={inside} className={styles.inside} tabIndex={-1}>
          {children}
        </div>
      </div>
      {folded && (
        <button
          type="button"
          className={styles.unfold}
          aria-expanded={false}
          onClick={() => inside.current?.focus({ preventScroll: true })}
        >
          {t('unfold')}
        </button>
      )}
    </>
  );
}
