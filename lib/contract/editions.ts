import { z } from 'zod';
import { BLOCK_FATES } from '@/lib/domain/anchoring/compare-editions';
import { ANCHOR_STATES } from '@/lib/domain/anchoring/anchor';

/*
 * Editions: what changes from one to the next, and what becomes of notes. Texts are as shown in the script asked
 * for; spans are UTF-16 code units of the shown text.
 */

const count = z.number().int();

/** How many blocks met which fate, and how many notes are in which state afterwards (deleted notes left out). */
export const editionOutcomeSchema = z.object({
  blocks: z.object(
    Object.fromEntries(BLOCK_FATES.map((fate) => [fate, count])) as Record<(typeof BLOCK_FATES)[number], typeof count>,
  ),
  notes: z.object(
    Object.fromEntries(ANCHOR_STATES.map((state) => [state, count])) as Record<
      (typeof ANCHOR_STATES)[number],
      typeof count
    >,
  ),
});
export type EditionOutcome = z.infer<typeof editionOutcomeSchema>;

const sideSchema = z.object({
  key: z.string(),
  number: count,
  kind: z.string(),
  text: z.string(),
  changed: z
    .array(z.object({ start: count, end: count }))
    .describe(
      'What is not in the other edition; empty where only that one has something. A block that is new or gone as a whole has none',
    ),
});

export const editionChangeSchema = z.object({
  fate: z.enum(BLOCK_FATES).describe('Never `unchanged`'),
  moved: z.boolean().describe('Whether it stands elsewhere, too: a paragraph may be moved and corrected'),
  before: z.array(sideSchema),
  after: z.array(sideSchema),
});
