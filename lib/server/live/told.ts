import 'server-only';
import type { LiveEvent } from '@/lib/contract/events';
import { groupOf } from '@/lib/domain/discussion/annotation';
import { can, type AnnotationFacts, type Viewer } from '@/lib/domain/permissions/can';
import type { Happened, Thread } from './log';

/** Who has missed more fetches everything again. */
const MOST_MISSED = 500;
/**
 * Milliseconds after a note was hidden in which an event may be the one that tells of it: a transaction's life.
 * Of what happens to it later those who don't see it learn nothing.
 */
const HIDING = 30_000;

interface Interest {
  /** Slugs. */
  readonly articles: ReadonlySet<string>;
  /** The event up to which they know everything. */
  readonly at: number;
}

/**
 * What somebody is told of what happened: of each thread and article once, at its last event. Pure.
 *
 * @param viewer as they are after all of it
 * @param newest number of the newest event
 */
export function toldTo(
  viewer: Viewer,
  { articles, at }: Interest,
  events: readonly Happened[],
  newest: number,
): LiveEvent[] {
  const theirs = events.filter(
    ({ id, kind, userId, article }) =>
      id > at && (kind === 'membership' ? userId === viewer?.id : article !== null && articles.has(article.slug)),
  );
  // Somebody who has come to a group, or left it, is told nothing of what happened there before: they fetch what they see.
  if (theirs.length > MOST_MISSED || (viewer && theirs.some(({ kind }) => kind === 'membership')))
    return [{ kind: 'reset', id: newest }];
  if (theirs.some(({ thread }) => thread && mayHaveBeenVeiled(viewer, thread))) return [{ kind: 'reset', id: newest }];
  const told = new Map<string, LiveEvent>();
  for (const event of theirs) {
    const line = lineOf(viewer, event);
    if (!line) continue;
    const about = 'annotation' in line ? line.annotation : line.article;
    told.delete(about);
    told.set(about, line);
  }
  return [...told.values()];
}

type Line = Exclude<LiveEvent, { kind: 'reset' }>;

function lineOf(viewer: Viewer, event: Happened): Line | null {
  const { id, article, thread } = event;
  if (!article) return null;
  const { slug, revision, facts } = article;
  if (event.kind === 'article')
    return can(viewer, 'article: read', facts) ? { kind: 'article', id, article: slug, revision } : null;
  const kind = thread && kindOf(viewer, event, thread);
  return kind ? { kind, id, article: slug, annotation: thread.id } : null;
}

/**
 * `changed` for those before whose eyes the thread goes on; `gone` for those who could see it and cannot now. Own words
 * in a group that one has left stay where they are, and what others say to them is not heard any more.
 */
function kindOf(viewer: Viewer, event: Happened, thread: Thread): 'changed' | 'gone' | null {
  const { facts, stands } = thread;
  if (facts && stands && can(viewer, 'annotation: follow', facts)) return 'changed';
  if (facts && stands && can(viewer, 'annotation: see', facts)) return null;
  const before = factsBefore(event, thread);
  return before && can(viewer, 'annotation: see', before) ? 'gone' : null;
}

/**
 * Whether a note went from a group to where they don't see it, while something of their peers' is kept from them: whether
 * that was one of those is not known any more. They look at everything again, and don't hear which it was.
 */
const mayHaveBeenVeiled = (viewer: Viewer, { before, facts }: Thread): boolean =>
  before !== null &&
  groupOf(before) !== null &&
  viewer?.groups?.[groupOf(before) ?? ''] === 'member' &&
  (viewer.veiled ?? []).length > 0 &&
  !(facts && can(viewer, 'annotation: see', facts));

/** Null: it cannot be known any more. */
function factsBefore({ at, article }: Happened, { before, facts, hiddenAt }: Thread): AnnotationFacts | null {
  const layer = before ?? facts?.layer;
  if (!article || !layer) return null;
  if (!facts) return { layer, authorId: null, article: article.facts };
  const hidden = hiddenAt !== null && at.getTime() > hiddenAt.getTime() + HIDING;
  return { ...facts, layer, hidden };
}
