'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { DialogProps } from './dialog-window';

/** Base UI comes to the browser when the first dialog opens (about 40 kB gzipped). */
const DialogWindow = dynamic(() => import('./dialog-window').then((module) => module.DialogWindow), { ssr: false });

/** A modal dialog: focus is kept inside and given back, Escape closes. Loaded on first use. */
export function Dialog(props: DialogProps) {
  const [wanted, setWanted] = useState(props.open);
  if (props.open && !wanted) setWanted(true);
  return wanted ? <DialogWindow {...props} /> : null;
}
