/**
 * Who may do what: design §10 as one table. The same rules as database filters stand in
 * `lib/server/visible.ts`; a test over the whole cast holds the two together.
 */
import { groupOf, type Layer } from '../discussion/annotation';

export const ROLES = ['reader', 'editor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export const GROUP_ROLES = ['owner', 'instructor', 'member'] as const;
export type GroupRole = (typeof GROUP_ROLES)[number];

/** Null: nobody has signed in. */
export type Viewer = {
  readonly id: string;
  readonly role: Role;
  /** The groups they belong to, by id, and as what. Default: none. */
  readonly groups?: Readonly<Record<string, GroupRole>>;
  /** Those of their groups that are archived: they are read, and nothing is added. Default: none. */
  readonly archived?: readonly string[];
  /** Ids of assignments in whose sections they don't see yet what their peers wrote. Default: none. */
  readonly veiled?: readonly string[];
  /** Ids of assignments in whose sections they are not told who of their peers wrote what. Default: none. */
  readonly nameless?: readonly string[];
} | null;

/** To whom an article that is no group's can be open. */
export const OPEN_VISIBILITIES = ['public', 'signed-in', 'private'] as const;
/** `group`: the members of one. */
export const VISIBILITIES = [...OPEN_VISIBILITIES, 'group'] as const;
export type OpenVisibility = (typeof OPEN_VISIBILITIES)[number];
export type Visibility = (typeof VISIBILITIES)[number];

export interface ArticleFacts {
  readonly visibility: Visibility;
  readonly published: boolean;
  /** The importer; null once that account is gone. */
  readonly ownerId: string | null;
  /** Id of the group it belongs to; null unless its visibility is `group`. */
  readonly groupId: string | null;
  /** Ids of the groups that read it besides that one; of no account unless its visibility is `group`. */
  readonly sharedWith: readonly string[];
  readonly publicNotes: boolean;
}

/** An article, and the group with which it is shared, or is to be. */
interface ShareFacts {
  readonly article: ArticleFacts;
  /** Id. */
  readonly group: string;
}

/** A thread is what its note is. */
export interface AnnotationFacts {
  readonly layer: Layer;
  readonly authorId: string | null;
  readonly article: ArticleFacts;
  /** It came from elsewhere. Default: it was written here. */
  readonly imported?: boolean;
  /** By a moderator. Default: not. */
  readonly hidden?: boolean;
  /** Somebody asked for a moderator to look at it, or at a reply to it. Default: nobody. */
  readonly flagged?: boolean;
  /** Ids of the assignments of its group in whose sections it stands. Default: none. */
  readonly assignments?: readonly string[];
}

export interface ReplyFacts {
  readonly thread: AnnotationFacts;
  readonly authorId: string | null;
  readonly imported?: boolean;
  readonly hidden?: boolean;
}

/** Of a term, a request for one, or what might be one: of which glossary. */
export interface TermFacts {
  /** Null: the group's own, whatever is read. */
  readonly article: ArticleFacts | null;
  /** Id; null: the article's. */
  readonly group: string | null;
}

export interface AssignmentFacts {
  /** Id. */
  readonly group: string;
  /** Whether the day has come on which members learn of it. */
  readonly opened: boolean;
}

const edits = (viewer: Viewer, { ownerId, groupId }: ArticleFacts): boolean => {
  if (viewer === null) return false;
  if (viewer.role === 'editor' || viewer.role === 'admin') return true;
  // A group's article is the group's, whoever brought it: who leads it edits it, and who has left it does not.
  return groupId === null ? viewer.id === ownerId : leads(viewer, groupId);
};

const reads = (viewer: Viewer, article: ArticleFacts): boolean => {
  if (edits(viewer, article)) return true;
  if (!article.published) return false;
  switch (article.visibility) {
    case 'public':
      return true;
    case 'signed-in':
      return viewer !== null;
    case 'group':
      return [article.groupId, ...article.sharedWith].some((group) => group !== null && belongsTo(viewer, group));
    case 'private':
      return false;
  }
};

const wrote = (viewer: Viewer, { authorId }: { readonly authorId: string | null }): boolean =>
  viewer !== null && authorId === viewer.id;

/** As what the viewer belongs to the group whose layer it is. */
const roleIn = (viewer: Viewer, layer: Layer): GroupRole | undefined => {
  const group = groupOf(layer);
  return group === null ? undefined : viewer?.groups?.[group];
};
const belongsTo = (viewer: Viewer, group: string): boolean => viewer?.groups?.[group] !== undefined;
const leads = (viewer: Viewer, group: string): boolean => {
  const role = viewer?.groups?.[group];
  return role === 'owner' || role === 'instructor';
};

/** An admin sees what somebody has asked to be looked at, wherever it stands. */
const isCalledTo = (viewer: Viewer, { layer, flagged = false }: AnnotationFacts): boolean =>
  viewer?.role === 'admin' && flagged && layer !== 'private';

/** Public: who edits the article. A group's: who leads it. */
const moderates = (viewer: Viewer, annotation: AnnotationFacts): boolean => {
  const { layer, article } = annotation;
  if (isCalledTo(viewer, annotation)) return true;
  if (layer === 'public') return edits(viewer, article);
  const group = groupOf(layer);
  return group !== null && leads(viewer, group) && reads(viewer, article);
};

/** Whether the thread goes on before the viewer's eyes: what others say in it, and that they do. */
const follows = (viewer: Viewer, annotation: AnnotationFacts): boolean => {
  const { layer, article, hidden = false } = annotation;
  if (moderates(viewer, annotation)) return true;
  if (layer === 'private') return wrote(viewer, annotation);
  const isAmong = layer === 'public' || roleIn(viewer, layer) !== undefined;
  if (!isAmong || !reads(viewer, article)) return false;
  return wrote(viewer, annotation) || (!hidden && !isVeiled(viewer, annotation));
};

/** Whether it stands in the section of an assignment whose members don't see one another's notes yet. */
const isVeiled = (viewer: Viewer, { assignments = [] }: AnnotationFacts): boolean =>
  assignments.some((id) => viewer?.veiled?.includes(id));

/** Whether the viewer may write in a layer of an article. */
const writesIn = (viewer: Viewer, { article, layer }: { article: ArticleFacts; layer: Layer }): boolean => {
  if (viewer === null || !reads(viewer, article)) return false;
  if (layer === 'private') return true;
  if (layer === 'public') return article.publicNotes;
  return !isShut(viewer, layer);
};

/** Whether the viewer may say something else there: to themself always. */
const speaksIn = (viewer: Viewer, thread: AnnotationFacts): boolean =>
  thread.layer === 'private' || writesIn(viewer, thread);

/** Whether it is the layer of a group that the viewer has left, or that is archived. */
const isShut = (viewer: Viewer, layer: Layer): boolean => {
  const group = groupOf(layer);
  return group !== null && (!belongsTo(viewer, group) || viewer?.archived?.includes(group) === true);
};

/** Whether the glossary is before the viewer's eyes: the article's of who reads it, a group's of its members. */
const looksUp = (viewer: Viewer, { article, group }: TermFacts): boolean =>
  (article === null || reads(viewer, article)) && (group === null || belongsTo(viewer, group));

/** One line a right. `…` after an action says what it is about. */
const rules = {
  'site: administer': (viewer: Viewer) => viewer?.role === 'admin',
  // For everybody: the site's editors. Into a group: who leads it, too.
  'article: import': (viewer: Viewer, group: string | null) =>
    viewer?.role === 'editor' || viewer?.role === 'admin' || (group !== null && leads(viewer, group)),
  'article: read': reads,
  'article: edit': edits,
  // With another group than its own, which then reads it: who edits it and leads that group.
  'article: share': (viewer: Viewer, { article, group }: ShareFacts) => edits(viewer, article) && leads(viewer, group),
  // No longer: either of them. Who leads the other group must know that there is such an article.
  'article: unshare': (viewer: Viewer, { article, group }: ShareFacts) =>
    article.sharedWith.includes(group) && (edits(viewer, article) || (leads(viewer, group) && reads(viewer, article))),
  'article: annotate': writesIn,
  // An author keeps sight of their own words, even when the article is withdrawn from them or they have left the group.
  'annotation: see': (viewer: Viewer, annotation: AnnotationFacts) =>
    wrote(viewer, annotation) || follows(viewer, annotation),
  // What others say to it is theirs: who has left the group does not hear it any more.
  'annotation: follow': follows,
  // What it says: nothing new where they could not write it now, as in a group that they have left or that is archived.
  'annotation: change': (viewer: Viewer, annotation: AnnotationFacts) =>
    wrote(viewer, annotation) && speaksIn(viewer, annotation),
  // Back to themself, whatever else is shut. Deleting it is theirs, too, and taking that back, which says nothing new.
  'annotation: withdraw': wrote,
  // A public note from elsewhere has no author here: who may bring it in may take it out again.
  'annotation: delete': (viewer: Viewer, annotation: AnnotationFacts) =>
    wrote(viewer, annotation) ||
    (annotation.imported === true &&
      annotation.layer === 'public' &&
      annotation.authorId === null &&
      edits(viewer, annotation.article)),
  // Where it stands, not what it says: who publishes an edition may put right what that did to readers' notes.
  'annotation: repair': (viewer: Viewer, annotation: AnnotationFacts) =>
    (wrote(viewer, annotation) && !isShut(viewer, annotation.layer)) ||
    (annotation.layer === 'public' && edits(viewer, annotation.article)),
  // Replies and reactions. What is hidden is not discussed on; a private note is answered by its writer alone.
  'annotation: answer': (viewer: Viewer, annotation: AnnotationFacts) =>
    !annotation.hidden && follows(viewer, annotation) && writesIn(viewer, annotation),
  'annotation: resolve': (viewer: Viewer, annotation: AnnotationFacts) =>
    follows(viewer, annotation) && (wrote(viewer, annotation) || moderates(viewer, annotation)),
  'annotation: flag': (viewer: Viewer, annotation: AnnotationFacts) =>
    viewer !== null && annotation.layer !== 'private' && !wrote(viewer, annotation) && follows(viewer, annotation),
  'annotation: hide': moderates,
  'reply: see': (viewer: Viewer, reply: ReplyFacts) =>
    wrote(viewer, reply) || (follows(viewer, reply.thread) && (!reply.hidden || moderates(viewer, reply.thread))),
  'reply: change': (viewer: Viewer, reply: ReplyFacts) => wrote(viewer, reply) && speaksIn(viewer, reply.thread),
  'reply: delete': (viewer: Viewer, reply: ReplyFacts) =>
    wrote(viewer, reply) ||
    (reply.imported === true &&
      reply.thread.layer === 'public' &&
      reply.authorId === null &&
      edits(viewer, reply.thread.article)),
  'reply: react': (viewer: Viewer, reply: ReplyFacts) =>
    !reply.hidden && !reply.thread.hidden && follows(viewer, reply.thread) && writesIn(viewer, reply.thread),
  'reply: flag': (viewer: Viewer, reply: ReplyFacts) =>
    viewer !== null &&
    reply.thread.layer !== 'private' &&
    !wrote(viewer, reply) &&
    !reply.hidden &&
    follows(viewer, reply.thread),
  'reply: hide': (viewer: Viewer, reply: ReplyFacts) => moderates(viewer, reply.thread),
  'term: see': looksUp,
  'term: change': (viewer: Viewer, term: TermFacts) =>
    looksUp(viewer, term) &&
    (term.group === null
      ? term.article !== null && edits(viewer, term.article)
      : leads(viewer, term.group) && !viewer?.archived?.includes(term.group)),
  'term: ask': (viewer: Viewer, term: TermFacts) =>
    viewer !== null && looksUp(viewer, term) && !viewer.archived?.includes(term.group ?? ''),
  'group: see': belongsTo,
  // Whom it has, but for those who lead it.
  'group: lead': leads,
  'group: own': (viewer: Viewer, group: string) => viewer?.groups?.[group] === 'owner',
  // Members learn of it when it opens; who leads the group has made it.
  'assignment: see': (viewer: Viewer, { group, opened }: AssignmentFacts) =>
    leads(viewer, group) || (opened && belongsTo(viewer, group)),
  // Change it, and see and grade what everybody did. What somebody did is also theirs to see: they ask for it by another address.
  'assignment: lead': (viewer: Viewer, { group }: AssignmentFacts) => leads(viewer, group),
} as const;

type Rules = typeof rules;
export type Action = keyof Rules;
type ThingOf<A extends Action> = Parameters<Rules[A]> extends [Viewer, infer Thing] ? [thing: Thing] : [];

/** Whether `viewer` may do `action` to the thing. What they may not see does not exist for them. */
export function can<A extends Action>(viewer: Viewer, action: A, ...thing: ThingOf<A>): boolean {
  return (rules[action] as (viewer: Viewer, ...thing: ThingOf<A>) => boolean)(viewer, ...thing);
}
