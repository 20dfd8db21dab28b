'use client';

import dynamic from 'next/dynamic';
import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react';
import { isSingleKey } from '@/components/reader/single-key';

/** Comes to the browser when somebody looks for something. */
const FindPanel = dynamic(() => import('./find-panel').then((module) => module.FindPanel), { ssr: false });

interface Props {
  slug: string;
  revision: number;
  label: string;
  /** The bar's look comes from the bar: its styles must be loaded once, and in their order. */
  className: string | undefined;
  /** Without JavaScript the search page finds words of the newest edition only. */
  needsScript: boolean;
  children: ReactNode;
}

/** Opens the search of an article, by `/` too; without JavaScript a link to the search page. */
export function FindOpener({ slug, revision, label, className, needsScript, children }: Props) {
  const [open, setOpen] = useState(false);
  /** How often it was asked for: an open one takes the focus again. 0: never, so nothing is loaded. */
  const [asked, setAsked] = useState(0);
  const link = useRef<HTMLAnchorElement>(null);
  const show = () => {
    setOpen(true);
    setAsked((times) => times + 1);
  };
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== '/' || !isSingleKey(event)) return;
    event.preventDefault();
    show();
  });
  useEffect(() => {
    const keys = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', keys);
    return () => document.removeEventListener('keydown', keys);
  }, []);
  return (
    <>
      <a
        ref={link}
        className={className}
        href={`/search?article=${encodeURIComponent(slug)}`}
        aria-label={label}
        data-needs-script={needsScript ? '' : undefined}
        aria-expanded={open}
        onClick={(event) => {
          if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
          event.preventDefault();
          show();
        }}
      >
        {children}
      </a>
      {asked > 0 && (
        <FindPanel
          slug={slug}
          revision={revision}
          open={open}
          asked={asked}
          onClose={() => {
            setOpen(false);
            link.current?.focus();
          }}
        />
      )}
    </>
  );
}
