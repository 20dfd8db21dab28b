/** Two versions of what somebody wrote, brought together to be looked over. */
import type { NoteBody } from '@/lib/richtext/body';
import { mergeBodies, mergeSets } from '@/lib/richtext/merge-bodies';
import type { DraftContent } from './drafts';

/** Who sees it and what it is remain as one has it here. */
export const mergeContent = (was: DraftContent | null, mine: DraftContent, theirs: DraftContent): DraftContent => ({
  ...mine,
  body: mergeBodies(bodyOf(was), bodyOf(mine), bodyOf(theirs)) as DraftContent['body'],
  tags: mergeSets(was?.tags ?? null, mine.tags, theirs.tags),
});

const bodyOf = (content: DraftContent | null): NoteBody | null => content?.body ?? null;
