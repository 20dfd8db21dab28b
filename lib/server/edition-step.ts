import 'server-only';
import { LRUCache } from 'lru-cache';
import { compareEditions, type Comparison, type EditionBlock } from '@/lib/domain/anchoring/compare-editions';
import { db, type Database } from './db';

/** Editions never change, so neither do comparisons of two. Each holds both texts. */
const global = globalThis as typeof globalThis & { meipiSteps?: LRUCache<string, Promise<Comparison>> };
const steps = (): LRUCache<string, Promise<Comparison>> => (global.meipiSteps ??= new LRUCache({ max: 6 }));

/** What became of a stored edition's blocks in a later one. The caller has checked who reads. */
export function editionStep(earlierId: string, laterId: string): Promise<Comparison> {
  const key = `${earlierId} ${laterId}`;
  const known = steps().get(key);
  if (known) return known;
  const step = Promise.all([editionBlocks(earlierId), editionBlocks(laterId)]).then(([before, after]) =>
    compareEditions(before, after),
  );
  steps().set(key, step);
  step.catch(() => steps().delete(key));
  return step;
}

export const editionBlocks = (revisionId: string, database: Database = db()): Promise<EditionBlock[]> =>
  database.block.findMany({
    where: { revisionId },
    select: { key: true, kind: true, text: true },
    orderBy: { number: 'asc' },
  });
