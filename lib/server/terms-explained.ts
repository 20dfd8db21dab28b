import 'server-only';
import { setImmediate } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { suggestTerms, type TermSuggestion } from '@/lib/domain/glossary/suggest-terms';
import type { Revision } from '@/prisma/generated/client';
import { readBlocks } from './articles';
import { folding } from './search-index';
import { foldedForm, formsOf } from './terms-forms';

/*
 * Terms that a text explains itself. A revision never changes: what was found is kept. A novel is read in stretches,
 * between which others have their turn.
 */

/** Blocks that are read in one go. */
const STRETCH = 100;

/** With the number of its block. */
export type ExplainedTerm = TermSuggestion & { readonly number: number };

const global = globalThis as typeof globalThis & {
  meipiTermsExplained?: LRUCache<string, Promise<readonly ExplainedTerm[]>>;
};
const cache = () => (global.meipiTermsExplained ??= new LRUCache({ max: 50 }));

/** In the order of the text; no two share a word. */
export function explainedTerms(revision: Pick<Revision, 'id' | 'blockCount'>): Promise<readonly ExplainedTerm[]> {
  const known = cache().get(revision.id);
  if (known) return known;
  const terms = readExplained(revision);
  cache().set(revision.id, terms);
  terms.catch(() => cache().delete(revision.id));
  return terms;
}

async function readExplained({ id, blockCount }: Pick<Revision, 'id' | 'blockCount'>): Promise<ExplainedTerm[]> {
  const found: ExplainedTerm[] = [];
  for (let from = 1; from <= blockCount; from += STRETCH) {
    const blocks = await readBlocks(id, from, STRETCH);
    const numbers = new Map(blocks.map(({ key, number }) => [key, number]));
    for (const term of suggestTerms(blocks, [], folding()))
      found.push({ ...term, number: numbers.get(term.block) ?? from });
    await setImmediate();
  }
  return surest(found);
}

const BY_SURETY: readonly TermSuggestion['pattern'][] = ['entry', 'so-called', 'gloss'];

/** Stretches may explain the same words: the surest explanation counts, then the first. */
function surest(found: readonly ExplainedTerm[]): ExplainedTerm[] {
  const taken = new Set<string>();
  const kept = new Set<ExplainedTerm>();
  for (const pattern of BY_SURETY)
    for (const term of found) {
      const keys = term.pattern === pattern ? formsOf(term).map(foldedForm) : [];
      if (keys.length === 0 || keys.some((key) => taken.has(key))) continue;
      for (const key of keys) taken.add(key);
      kept.add(term);
    }
  return found.filter((term) => kept.has(term));
}
