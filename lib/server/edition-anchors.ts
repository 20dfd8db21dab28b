import 'server-only';
import { setImmediate as othersTurn } from 'node:timers/promises';
import { ANCHOR_STATES, isWords, type AnchorState, type Standing, type Target } from '@/lib/domain/anchoring/anchor';
import type { Anchored } from '@/lib/domain/anchoring/rebase';
import { sourceOffset } from '@/lib/domain/text/offset';
import { db, type Database } from './db';

/*
 * The positions of an article's notes as anchors, and what a next edition makes of them. Those of deleted notes,
 * too: they may be restored.
 */

interface AnchorRow extends PositionColumns {
  readonly annotationId: string;
  readonly deleted: boolean;
  readonly quote: string | null;
  readonly prefix: string;
  readonly suffix: string;
}

/** Where an annotation stands, as it is stored. */
interface PositionColumns {
  readonly state: AnchorState;
  readonly startBlock: string | null;
  readonly startOffset: number | null;
  readonly endBlock: string | null;
  readonly endOffset: number | null;
  readonly words: string | null;
}

export const positionColumns = ({ target, state, words }: Standing): PositionColumns => {
  const nowhere = { state, words, startBlock: null, startOffset: null, endBlock: null, endOffset: null };
  if (target === null) return nowhere;
  if (!isWords(target)) return { ...nowhere, startBlock: target.block, endBlock: target.block };
  const { start, end } = target;
  return {
    ...{ state, words },
    ...{ startBlock: start.block, startOffset: start.offset, endBlock: end.block, endOffset: end.offset },
  };
};

type Place = Pick<PositionColumns, 'startBlock' | 'startOffset' | 'endBlock' | 'endOffset'>;

export function targetOf({ startBlock, startOffset, endBlock, endOffset }: Place): Target {
  if (startBlock === null) return null;
  if (startOffset === null || endOffset === null) return { block: startBlock };
  return {
    start: { block: startBlock, offset: sourceOffset(startOffset) },
    end: { block: endBlock ?? startBlock, offset: sourceOffset(endOffset) },
  };
}

export const anchorOf = (row: PositionColumns & Pick<AnchorRow, 'quote' | 'prefix' | 'suffix'>): Anchored => ({
  target: targetOf(row),
  state: row.state,
  words: row.words,
  quote: row.quote === null ? null : { exact: row.quote, prefix: row.prefix, suffix: row.suffix },
});

export type Rebase = (anchor: Anchored) => Standing;

/** What becomes of one note's position. */
interface Followed {
  /** Where it stood when this was computed. */
  readonly from: string;
  /** Null: it stays as it is. */
  readonly to: PositionColumns | null;
  readonly state: AnchorState;
  readonly deleted: boolean;
  /** Of one that this edition makes uncertain or removes: the words it was on. */
  readonly about: string | null;
}

/** By annotation. */
export type FollowedNotes = ReadonlyMap<string, Followed>;

/** Positions that are read, and followed, without a break: some milliseconds. */
const SLICE = 500;

/**
 * Where all notes of an article stand in its next edition, asking the database and the event loop for a slice at a
 * time. What was computed before is taken over where the position is the same.
 *
 * @param said hears how many of how many are done
 */
export async function followNotes(
  articleId: string,
  rebase: Rebase,
  { before, database = db(), said = () => undefined }: Following = {},
): Promise<FollowedNotes> {
  // Their ids first: so that each slice is found by them, whatever their number.
  const ids = await database.$queryRaw<{ id: string }[]>`
    SELECT annotation_id AS id FROM position WHERE article_id = ${articleId}::uuid AND last_revision IS NULL`;
  const followed = new Map<string, Followed>();
  said(0, ids.length);
  for (let at = 0; at < ids.length; at += SLICE) {
    const slice = ids.slice(at, at + SLICE).map(({ id }) => id);
    for (const row of await readAnchors(database, slice)) followed.set(row.annotationId, follow(row, rebase, before));
    said(Math.min(at + SLICE, ids.length), ids.length);
    await othersTurn();
  }
  return followed;
}

interface Following {
  readonly before?: FollowedNotes;
  readonly database?: Database;
  readonly said?: (done: number, total: number) => void;
}

const readAnchors = (database: Database, ids: readonly string[]): Promise<AnchorRow[]> =>
  database.$queryRaw<AnchorRow[]>`
    SELECT p.annotation_id AS "annotationId", a.deleted_at IS NOT NULL AS deleted, a.quote, a.prefix, a.suffix, p.state,
           p.start_block AS "startBlock", p.start_offset AS "startOffset",
           p.end_block AS "endBlock", p.end_offset AS "endOffset", p.words
    FROM position p JOIN annotation a ON a.id = p.annotation_id
    WHERE p.annotation_id = ANY (${[...ids]}::uuid[]) AND p.last_revision IS NULL`;

function follow(row: AnchorRow, rebase: Rebase, before?: FollowedNotes): Followed {
  const from = placeOf(row);
  const known = before?.get(row.annotationId);
  if (known?.from === from) return { ...known, deleted: row.deleted };
  const anchor = anchorOf(row);
  const standing = rebase(anchor);
  const { state } = standing;
  const about = isDisturbed(state) ? (row.words ?? row.quote) : null;
  if (standing === anchor) return { from, to: null, state, deleted: row.deleted, about: null };
  return { from, to: positionColumns(standing), state, deleted: row.deleted, about };
}

const placeOf = ({ state, startBlock, startOffset, endBlock, endOffset, words }: PositionColumns): string =>
  JSON.stringify([state, startBlock, startOffset, endBlock, endOffset, words]);

/** How many notes are in which state; deleted ones left out. */
export function countStates(notes: FollowedNotes): Record<AnchorState, number> {
  const counts = Object.fromEntries(ANCHOR_STATES.map((state) => [state, 0])) as Record<AnchorState, number>;
  for (const { state, deleted } of notes.values()) if (!deleted) counts[state] += 1;
  return counts;
}

type Disturbed = Extract<AnchorState, 'uncertain' | 'removed'>;
const isDisturbed = (state: AnchorState): state is Disturbed => state === 'uncertain' || state === 'removed';

/** The notes that an edition makes uncertain or removes, by their words; deleted ones left out. */
export const disturbedNotes = (notes: FollowedNotes): { state: Disturbed; words: string }[] =>
  [...notes.values()].flatMap(({ state, about, deleted }) =>
    about !== null && !deleted && isDisturbed(state) ? [{ state, words: about }] : [],
  );

/** Rows a statement. */
const BATCH = 2000;

/** Ends positions with the edition before, and begins others, of the notes that stand otherwise from `number` on. */
export async function writePositions(
  tx: Database,
  articleId: string,
  number: number,
  notes: FollowedNotes,
): Promise<void> {
  const rows = [...notes].flatMap(([annotationId, { to }]) => (to ? [{ annotationId, ...to }] : []));
  for (let at = 0; at < rows.length; at += BATCH) {
    const batch = JSON.stringify(rows.slice(at, at + BATCH));
    // Whoever leaves takes notes along at any moment: those that are gone are passed over, the others kept from going.
    await tx.$executeRaw`
      WITH rebased AS (
        SELECT * FROM json_to_recordset(${batch}::json) AS r("annotationId" uuid, state anchor_state,
          "startBlock" text, "startOffset" int, "endBlock" text, "endOffset" int, words text)
      ), there AS (
        SELECT id FROM annotation WHERE id IN (SELECT "annotationId" FROM rebased) ORDER BY id FOR KEY SHARE
      ), ended AS (
        UPDATE position SET last_revision = ${number - 1} FROM there WHERE annotation_id = id AND last_revision IS NULL
      )
      INSERT INTO position (annotation_id, article_id, first_revision, state,
                            start_block, start_offset, end_block, end_offset, words)
      SELECT id, ${articleId}::uuid, ${number}, state, "startBlock", "startOffset", "endBlock", "endOffset", words
      FROM rebased JOIN there ON id = "annotationId"`;
  }
}
