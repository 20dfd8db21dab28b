'use client';

import { useSelectedLayoutSegment } from 'next/navigation';
import type { ReactNode } from 'react';

/** The reading page has a bar of its own; every other page has the common one. */
export function OutsideReader({ children }: { children: ReactNode }) {
  return useSelectedLayoutSegment() === 'read' ? null : children;
}
