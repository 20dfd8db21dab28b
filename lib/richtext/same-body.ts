/**
 * A body as one string, the same for the same words: whatever order the keys come in (PostgreSQL keeps none), and
 * whether an attribute that says nothing is written down or not.
 */
import type { NoteNode } from './body';

export const bodyKey = (body: NoteNode | null): string => JSON.stringify(ordered(body));

export const isSameBody = (a: NoteNode | null, b: NoteNode | null): boolean => bodyKey(a) === bodyKey(b);

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const said = Object.entries(value)
    .map(([key, inner]) => [key, ordered(inner)] as const)
    .filter(([, inner]) => !saysNothing(inner))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(said);
}

const saysNothing = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  (Array.isArray(value) && value.length === 0) ||
  (typeof value === 'object' && Object.keys(value).length === 0);
