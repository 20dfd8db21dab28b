import 'server-only';
import type { z } from 'zod';
import type { targetInputSchema } from '@/lib/contract/annotations';
import { isWords, type Quote, type Target, type WordsTarget } from '@/lib/domain/anchoring/anchor';
import { checkTarget } from '@/lib/domain/anchoring/check-target';
import { quoteOf } from '@/lib/domain/anchoring/quote';
import { graphemeAround } from '@/lib/domain/anchoring/graphemes';
import { displaySpan, sourceSpan } from '@/lib/domain/script/alignment';
import { showBlock, type Display, type ShownBlock } from '@/lib/domain/script/display';
import { sourceOffset, type SourceOffset } from '@/lib/domain/text/offset';

import { blockOf, type OpenArticle } from './articles';
import type { Database } from './db';
import { Problem, wrong } from './problem';
import { displayOf } from './shown';

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
export async function makeAnchor(database: Database, open: OpenArticle, input: TargetInput): Promise<Anchor | Problem> {
  if (input === null) return { target: null, quote: null };
  const written = 'start' in input ? { start: pointOf(input.start), end: pointOf(input.end) } : input;
  const shown =
    'start' in input && input.script && input.script !== 'source' ? await shownBy(database, open, input) : null;
  if (shown instanceof Problem) return shown;
  const target: Target = shown && isWords(written) ? grown(written, shown) : written;
  const blocks = await blocksAround(database, open.revision.id, target);
  const fault = checkTarget(target, blocks);
  if (fault === 'no-such-block' || fault === 'outside') return new Problem('words-differ');
  if (fault) return wrong('target', 'no-place');
  if (!isWords(target)) return { target, quote: null };
  const quote = quoteOf(target, blocks);
  const exact = shown ? shownWords(target, shown) : quote.exact;
  return 'exact' in input && plainQuotes(exact) === plainQuotes(input.exact)
    ? { target, quote }
    : new Problem('words-differ');
}

/** Whether a reader's quotation marks follow the script is their own business. */
const plainQuotes = (text: string): string =>
  text.replace(/[「」『』]/g, (mark) => '“”‘’'.charAt('「」『』'.indexOf(mark)));

type ShownTarget = Extract<TargetInput, { exact: string }>;

/** The blocks of a target as the reader saw them, in order. */
async function shownBy(
  database: Database,
  open: OpenArticle,
  { start, end, script = 'source', rules, exact }: ShownTarget,
): Promise<ShownBlock[] | Problem> {
  const display: Display | null | Problem = await displayOf(open, { script, rules, quotes: true }, database);
  if (display instanceof Problem) return wrong(rules === undefined ? 'target.script' : 'target.rules', 'invalid');
  const ends = await database.block.findMany({
    where: { revisionId: open.revision.id, key: { in: [start.block, end.block] } },
    select: { number: true },
  });
  const numbers = ends.map(({ number }) => number);
  if (numbers.length === 0) return [];
  // Blocks are joined by line feeds: fewer of those than blocks between, and the words cannot be these.
  if (Math.max(...numbers) - Math.min(...numbers) > exact.split('\n').length) return new Problem('words-differ');
  const rows = await database.block.findMany({
    where: { revisionId: open.revision.id, number: { gte: Math.min(...numbers), lte: Math.max(...numbers) } },
    orderBy: { number: 'asc' },
  });
  // No display is a quarter of its source: what is far longer than the words sent is not converted to compare them.
  const between = rows.slice(1, -1).reduce((length, { text }) => length + text.length, 0);
  if (between > 4 * exact.length) return new Problem('words-differ');
  return rows.map((row) => showBlock(blockOf(row), display));
}

/** To whole pieces and whole characters: what a page in another script can ask for. */
function grown({ start, end }: WordsTarget, blocks: readonly ShownBlock[]): WordsTarget {
  const [first, last] = [blocks.find(at(start.block)), blocks.find(at(end.block))];
  if (!first || !last) return { start, end };
  const from = whole(first, start.offset).start;
  const to = whole(last, end.offset).end;
  return {
    start: { block: start.block, offset: sourceOffset(graphemeAround(first.block.text, from).start) },
    end: { block: end.block, offset: sourceOffset(graphemeAround(last.block.text, to).end) },
  };
}

const at =
  (key: string) =>
  ({ block }: ShownBlock): boolean =>
    block.key === key;

const whole = ({ alignment }: ShownBlock, offset: SourceOffset) =>
  sourceSpan(alignment, displaySpan(alignment, { start: offset, end: offset }));

/** The words of a target as they were shown, blocks joined as in a quote. */
function shownWords({ start, end }: WordsTarget, blocks: readonly ShownBlock[]): string {
  const first = blocks.findIndex(at(start.block));
  const last = blocks.findIndex(at(end.block));
  return blocks
    .slice(first, last + 1)
    .map(({ block, text, alignment }, index) => {
      const from = index === 0 ? start.offset : sourceOffset(0);
      const to = index === last - first ? end.offset : sourceOffset(block.text.length);
      const span = displaySpan(alignment, { start: from, end: to });
      return text.slice(span.start, span.end);
    })
    .join('\n');
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
