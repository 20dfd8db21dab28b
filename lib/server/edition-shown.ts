import 'server-only';
import { EDITION_FACTS, type EditionPreview } from '@/lib/contract/articles';
import type { EditionBlock, Group } from '@/lib/domain/anchoring/compare-editions';
import { showBlock, type Display, type ShownBlock } from '@/lib/domain/script/display';
import type { Block } from '@/lib/domain/text/block';
import { blockOf } from './articles';
import { db } from './db';
import { shownText } from './shown';

/* An edition's changes in a reader's script: only of blocks that are listed is more read than their words. */

/** By number. */
export type NumberedBlocks = ReadonlyMap<number, Block>;

export const numbersOf = (groups: readonly Group[], side: 'before' | 'after'): Set<number> =>
  new Set(groups.flatMap((group) => group[side].map((index) => index + 1)));

export async function storedBlocks(revisionId: string, numbers: ReadonlySet<number>): Promise<NumberedBlocks> {
  const rows = await db().block.findMany({ where: { revisionId, number: { in: [...numbers] } } });
  return new Map(rows.map((row) => [row.number, blockOf(row)]));
}

/** For `editionChanges`: blocks that were read, as shown. */
export const showFrom =
  (blocks: NumberedBlocks, display: Display | null) =>
  (_: EditionBlock, number: number): ShownBlock => {
    const block = blocks.get(number);
    if (!block) throw new Error(`Block ${number} was not read`);
    return showBlock(block, display);
  };

type Fact = (typeof EDITION_FACTS)[number];
export type ToldFacts = Readonly<Record<Fact, string | readonly string[] | null>>;

/** Words in their texts' script; dates and tags of languages have none. */
const UNCONVERTED: ReadonlySet<Fact> = new Set(['date', 'sourceScript']);

/** What two editions say about themselves, where that differs. Lists are joined by 、. */
export function changedFacts(
  [before, shown]: readonly [ToldFacts, Display | null],
  [after, shownNext]: readonly [ToldFacts, Display | null],
): EditionPreview['facts'] {
  return EDITION_FACTS.filter((name) => written(before[name]) !== written(after[name])).map((name) => ({
    name,
    before: shownText(written(before[name]), UNCONVERTED.has(name) ? null : shown),
    after: shownText(written(after[name]), UNCONVERTED.has(name) ? null : shownNext),
  }));
}

const written = (fact: ToldFacts[Fact]): string => (typeof fact === 'string' ? fact : (fact ?? []).join('、'));
