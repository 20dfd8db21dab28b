'use client';

import { useState } from 'react';
import en from '@/messages/en/fatal.json';
import zhHans from '@/messages/zh-Hans/fatal.json';
import './tokens.css';
import './globals.css';
import styles from '@/components/ui/whole-page.module.css';
import { Button } from '@/components/ui/button';

/** When the layout itself fails there are no messages to ask: these two come along. */
export default function GlobalError({ retry }: { retry: () => void }) {
  const [english] = useState(() => typeof navigator !== 'undefined' && !/^zh/i.test(navigator.language));
  const words = english ? en : zhHans;
  return (
    <html lang={english ? 'en' : 'zh-Hans'}>
      <body>
        <main className={styles.page}>
          <title>{words.title}</title>
          <h1>{words.title}</h1>
          <p>{words.detail}</p>
          <p className={styles.actions}>
            <Button tone="primary" onClick={retry}>
              {words.retry}
            </Button>
          </p>
        </main>
      </body>
    </html>
  );
}
