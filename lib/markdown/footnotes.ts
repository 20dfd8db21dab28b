import type { Conversion } from './conversion';
import { convertFlow } from './flow';

/**
 * Footnotes after the text, in the order in which it first refers to them; those they refer to
 * themselves follow.
 */
export function convertFootnotes(conversion: Conversion): void {
  conversion.divider = false;
  let number = 0;
  // The set grows while it is walked.
  for (const identifier of conversion.usedFootnotes) {
    const definition = conversion.footnotes.get(identifier);
    if (!definition) continue;
    const label = definition.label ?? identifier;
    number += 1;
    const path = [{ id: conversion.nextId(), type: 'footnote', label, number }] as const;
    const before = conversion.drafts.length;
    convertFlow(definition.children, path, conversion);
    if (conversion.drafts.length === before) {
      const line = conversion.lineOf(definition);
      conversion.add({ text: '', marks: [], path, line, oneLine: true, kind: 'footnote' });
    }
    conversion.divider = false;
  }
  for (const [identifier, definition] of conversion.footnotes) {
    if (conversion.usedFootnotes.has(identifier)) continue;
    conversion.warn('footnote-unused', conversion.lineOf(definition), { label: definition.label ?? identifier });
  }
}
