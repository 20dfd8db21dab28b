'use client';

import dynamic from 'next/dynamic';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { isSingleKey } from '@/components/reader/single-key';
import type { MarginProps } from './margin-root';
import { persistently } from './persistently';

const MarginRoot = dynamic(() => persistently(() => import('./margin-root').then((module) => module.MarginRoot)), {
  ssr: false,
});

/** Keys that are the margin’s own (`use-note-keys.ts`). */
const KEYS = ['c', 'h', 'q', 'o', 'n', 'p'];

/**
 * The margin comes when the text is there and can be used: nobody waits for notes before reading. A key that was
 * meant for it and came first is pressed again once it listens.
 */
export function MarginLoader(props: Omit<MarginProps, 'onReady'>) {
  const [ready, setReady] = useState(false);
  const early = useRef<string | null>(null);
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (KEYS.includes(event.key) && isSingleKey(event)) early.current = event.key;
  });
  useEffect(() => {
    if (ready) return;
    const listen = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [ready]);
  useEffect(() => {
    const key = early.current;
    early.current = null;
    if (ready && key) document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  }, [ready]);
  return <MarginRoot {...props} onReady={() => setReady(true)} />;
}
