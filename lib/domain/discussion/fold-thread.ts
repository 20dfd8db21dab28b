/** Which replies of a long thread are folded away: how it began and how it stands now are read at a glance. */

/** So many stay in sight at its beginning and at its end. */
const FIRST = 1;
const LAST = 2;
/** For fewer than this a fold would take more room than it saves. */
const WORTH_FOLDING = 3;

/**
 * @param ids in time order
 * @param asked one that somebody came for: then nothing is in its way
 */
export function foldedReplies(ids: readonly string[], asked: string | null = null): ReadonlySet<string> {
  const folded = ids.slice(FIRST, Math.max(FIRST, ids.length - LAST));
  if (folded.length < WORTH_FOLDING || (asked !== null && folded.includes(asked))) return new Set();
  return new Set(folded);
}
