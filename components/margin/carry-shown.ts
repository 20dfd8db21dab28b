import type { Note } from './note';

/**
 * A note as it has just come, in its writers' scripts, with what is known of how the reader's shows it: as long as the
 * words are the same, they are not seen to change and change back while the list is fetched in that script again.
 */
export function carryShown(known: Note | undefined, fresh: Note): Note {
  if (!known) return fresh;
  const replies = new Map(known.replies.map((reply) => [reply.id, reply]));
  return {
    ...fresh,
    ...(known.version === fresh.version && { shownBody: fresh.shownBody ?? known.shownBody }),
    ...(known.words === fresh.words && { shown: fresh.shown ?? known.shown }),
    replies: fresh.replies.map((reply) => {
      const before = replies.get(reply.id);
      return before?.version === reply.version ? { ...reply, shownBody: reply.shownBody ?? before.shownBody } : reply;
    }),
  };
}
