import 'server-only';
import type { z } from 'zod';
import type { targetInputSchema } from '@/lib/contract/annotations';
import { isWords, type Quote, type Target } from '@/lib/domain/anchoring/anchor';
import { checkTarget } from '@/lib/domain/anchoring/check-target';
import { quoteOf } from '@/lib/domain/anchoring/quote';
import { sourceOffset } from '@/lib/domain/text/offset';
import { wrong } from './annotations-content';
import type { Database } from './db';
import { Problem } from './problem';

type TargetInput = z.output<typeof targetInputSchema>;

/** Where a new note sits, and the words it sits on (null: a whole block or article). */
export interface Anchor {
  readonly target: Target;
  readonly quote: Quote | null;
}

/** Blocks read on either side for the quote's context: enough, were each of them one character. */
const NEIGHBOURS = 16;

/**
 * An anchor on the words that a reader selected: they must be the words that stand there, in the
 * edition that the reader saw.
 */
export async function makeAnchor(
  database: Database,
  revisionId: string,
  input: TargetInput,
): Promise<Anchor | Problem> {
  if (input === null) return { target: null, quote: null };
  const target: Target = 'start' in input ? { start: pointOf(input.start), end: pointOf(input.end) } : input;
  const blocks = await blocksAround(database, revisionId, target);
  const fault = checkTarget(target, blocks);
  if (fault === 'no-such-block' || fault === 'outside') return new Problem('words-differ');
  if (fault) return wrong('target', 'no-place');
  if (!isWords(target)) return { target, quote: null };
  const quote = quoteOf(target, blocks);
  return 'exact' in input && quote.exact === input.exact ? { target, quote } : new Problem('words-differ');
}

const pointOf = ({ block, offset }: { block: string; offset: number }) => ({ block, offset: sourceOffset(offset) });

/** The target's blocks and their neighbours, in reading order; none when the target's are not there. */
async function blocksAround(database: Database, revisionId: string, target: NonNullable<Target>) {
  const keys = isWords(target) ? [target.start.block, target.end.block] : [target.block];
  const ends = await database.block.findMany({ where: { revisionId, key: { in: keys } }, select: { number: true } });
  const numbers = ends.map(({ number }) => number);
  if (numbers.length === 0) return [];
  return database.block.findMany({
    where: {
      revisionId,
      number: { gte: Math.min(...numbers) - NEIGHBOURS, lte: Math.max(...numbers) + NEIGHBOURS },
    },
    select: { key: true, text: true },
    orderBy: { number: 'asc' },
  });
}
