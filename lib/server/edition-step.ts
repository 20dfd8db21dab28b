import 'server-only';
import { LRUCache } from 'lru-cache';
import { compareAcross, type Root } from '@/lib/domain/anchoring/across-scripts';
import type { Comparison, EditionBlock } from '@/lib/domain/anchoring/compare-editions';
import { isChinese, scriptOf } from '@/lib/domain/script/script';
import { characterRoot } from '@/lib/opencc';
import { db, type Database } from './db';

/** From an edition to a later one. */
export interface EditionStep {
  readonly comparison: Comparison;
  readonly root: Root;
}

/** Editions never change, so neither do comparisons of two. Each holds both texts. */
const global = globalThis as typeof globalThis & { meipiSteps?: LRUCache<string, Promise<EditionStep>> };
const steps = (): LRUCache<string, Promise<EditionStep>> => (global.meipiSteps ??= new LRUCache({ max: 6 }));

/** What became of a stored edition's blocks in a later one. The caller has checked who reads. */
export function editionStep(earlierId: string, laterId: string): Promise<EditionStep> {
  const key = `${earlierId} ${laterId}`;
  const known = steps().get(key);
  if (known) return known;
  const step = stepBetween(earlierId, laterId);
  steps().set(key, step);
  step.catch(() => steps().delete(key));
  return step;
}

async function stepBetween(earlierId: string, laterId: string): Promise<EditionStep> {
  const [earlier, later, before, after] = await Promise.all([
    scriptIn(earlierId),
    scriptIn(laterId),
    editionBlocks(earlierId),
    editionBlocks(laterId),
  ]);
  const root = rootBetween(earlier, later);
  return { comparison: compareAcross(before, after, root), root };
}

const scriptIn = async (id: string): Promise<string> =>
  (await db().revision.findUniqueOrThrow({ where: { id }, select: { sourceScript: true } })).sourceScript;

/** By what texts in two languages are compared. */
export const rootBetween = (one: string, other: string): Root =>
  isChinese(one) && isChinese(other) && scriptOf(one) !== scriptOf(other) ? characterRoot : null;

export const editionBlocks = (revisionId: string, database: Database = db()): Promise<EditionBlock[]> =>
  database.block.findMany({
    where: { revisionId },
    select: { key: true, kind: true, text: true },
    orderBy: { number: 'asc' },
  });
