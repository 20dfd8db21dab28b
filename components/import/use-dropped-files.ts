'use client';

import { useState, type DragEvent } from 'react';

interface DropTarget {
  /** Whether files hang over the target. */
  over: boolean;
  handlers: {
    onDragEnter: (event: DragEvent) => void;
    onDragOver: (event: DragEvent) => void;
    onDragLeave: (event: DragEvent) => void;
    onDrop: (event: DragEvent) => void;
  };
}

const hasFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');

/** Makes an element take files that are dropped on it. */
export function useDroppedFiles(take: (files: File[]) => void): DropTarget {
  const [over, setOver] = useState(false);
  const hover = (event: DragEvent) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    setOver(true);
  };
  const leave = (event: DragEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
  };
  const drop = (event: DragEvent) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    setOver(false);
    take([...event.dataTransfer.files]);
  };
  return { over, handlers: { onDragEnter: hover, onDragOver: hover, onDragLeave: leave, onDrop: drop } };
}
