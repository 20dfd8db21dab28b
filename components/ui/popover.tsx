'use client';

import { useRef, type ReactNode } from 'react';
import styles from './popover.module.css';

interface Props {
  /** A button with `popoverTarget={id}` opens it, without JavaScript too. */
  id: string;
  label: string;
  className?: string;
  children: ReactNode;
}

/** A small window under the bar, by the browser’s own popover: Escape and a press outside close it. */
export function Popover({ id, label, className, children }: Props) {
  const box = useRef<HTMLDivElement>(null);
  // Following a link stays in this page’s layout: put the window away by hand.
  const closeAfterLink = (target: EventTarget) => {
    if (target instanceof Element && target.closest('a')) box.current?.hidePopover();
  };
  return (
    <div
      ref={box}
      id={id}
      popover="auto"
      role="group"
      aria-label={label}
      className={[styles.popover, className].filter(Boolean).join(' ')}
      data-chrome=""
      onClick={(event) => closeAfterLink(event.target)}
    >
      {children}
    </div>
  );
}
