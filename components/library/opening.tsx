'use client';

import { useLinkStatus } from 'next/link';
import styles from './library.module.css';

/**
 * Says in a link that its page is on the way. There is no `loading.tsx`: it would make the server
 * send pages in pieces that only JavaScript puts together, and answer 200 for what is not there.
 */
export function Opening({ children }: { children: string }) {
  const { pending } = useLinkStatus();
  return (
    <span className={styles.pending} role="status">
      {pending && children}
    </span>
  );
}
