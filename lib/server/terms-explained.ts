import 'server-only';
import { setImmediate } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { suggestTerms, type TermSuggestion } from '@/lib/domain/glossary/suggest-terms';
import { readBlocks } from './articles';
import { folding } from './search-index';

/*
 * Terms that a text explains itself. A revision never changes: what it explains is found once, and again only when it
 * has been forgotten. What of that is a term by now is the caller's question.
 */

type Explained = readonly TermSuggestion[];
const global = globalThis as typeof globalThis & { meipiTermsExplained?: LRUCache<string, Promise<Explained>> };
const explained = () => (global.meipiTermsExplained ??= new LRUCache({ max: 100 }));

/** In the order of the text. The caller has checked who reads it. */
export function termsExplained(revisionId: string): Promise<Explained> {
  const known = explained().get(revisionId);
  if (known) return known;
  const found = findExplained(revisionId);
  explained().set(revisionId, found);
  found.catch(() => explained().delete(revisionId));
  return found;
}

/** Blocks that are looked through in one go: in between, others have their turn. */
const STRETCH = 400;

async function findExplained(revisionId: string): Promise<Explained> {
  const found: TermSuggestion[] = [];
  for (let from = 1; ; from += STRETCH) {
    const blocks = await readBlocks(revisionId, from, STRETCH);
    // Words that are explained already are not suggested a second time.
    found.push(...suggestTerms(blocks, found, folding()));
    if (blocks.length < STRETCH) return found;
    await setImmediate();
  }
}
