/**
 * Who may do what: design §10 as one table. The same rules as database filters stand in
 * `lib/server/visible.ts`; a test over the whole cast holds the two together.
 */
import type { Layer } from '../discussion/annotation';

export const ROLES = ['reader', 'editor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Null: nobody has signed in. */
export type Viewer = { readonly id: string; readonly role: Role } | null;

export type Visibility = 'public' | 'signed-in' | 'private';
export const VISIBILITIES = ['public', 'signed-in', 'private'] as const satisfies readonly Visibility[];

export interface ArticleFacts {
  readonly visibility: Visibility;
  readonly published: boolean;
  /** The importer; null once that account is gone. */
  readonly ownerId: string | null;
  readonly publicNotes: boolean;
}

export interface AnnotationFacts {
  readonly layer: Layer;
  readonly authorId: string | null;
  readonly article: ArticleFacts;
  /** It came from elsewhere. Default: it was written here. */
  readonly imported?: boolean;
}

/** The importer of an article and the site's editors and admins edit it. */
const edits = (viewer: Viewer, article: ArticleFacts): boolean =>
  viewer !== null && (viewer.id === article.ownerId || viewer.role === 'editor' || viewer.role === 'admin');

const reads = (viewer: Viewer, article: ArticleFacts): boolean => {
  if (edits(viewer, article)) return true;
  if (!article.published) return false;
  if (article.visibility === 'public') return true;
  return article.visibility === 'signed-in' && viewer !== null;
};

const wrote = (viewer: Viewer, annotation: AnnotationFacts): boolean =>
  viewer !== null && annotation.authorId === viewer.id;

/** One line a right. `…` after an action says what it is about. */
const rules = {
  'site: administer': (viewer: Viewer) => viewer?.role === 'admin',
  'article: import': (viewer: Viewer) => viewer?.role === 'editor' || viewer?.role === 'admin',
  'article: read': reads,
  'article: edit': edits,
  'article: annotate in private': (viewer: Viewer, article: ArticleFacts) => viewer !== null && reads(viewer, article),
  'article: annotate in public': (viewer: Viewer, article: ArticleFacts) =>
    viewer !== null && article.publicNotes && reads(viewer, article),
  // An author keeps sight of their own words even when the article is withdrawn from them.
  'annotation: see': (viewer: Viewer, annotation: AnnotationFacts) =>
    wrote(viewer, annotation) || (annotation.layer === 'public' && reads(viewer, annotation.article)),
  'annotation: change': wrote,
  // A public note from elsewhere has no author here: who may bring it in may take it out again.
  'annotation: delete': (viewer: Viewer, annotation: AnnotationFacts) =>
    wrote(viewer, annotation) ||
    (annotation.imported === true &&
      annotation.layer === 'public' &&
      annotation.authorId === null &&
      edits(viewer, annotation.article)),
  // Where it stands, not what it says: who publishes an edition may put right what that did to readers' notes.
  'annotation: repair': (viewer: Viewer, annotation: AnnotationFacts) =>
    wrote(viewer, annotation) || (annotation.layer === 'public' && edits(viewer, annotation.article)),
} as const;

type Rules = typeof rules;
export type Action = keyof Rules;
type ThingOf<A extends Action> = Parameters<Rules[A]> extends [Viewer, infer Thing] ? [thing: Thing] : [];

/** Whether `viewer` may do `action` to the thing. What they may not see does not exist for them. */
export function can<A extends Action>(viewer: Viewer, action: A, ...thing: ThingOf<A>): boolean {
  return (rules[action] as (viewer: Viewer, ...thing: ThingOf<A>) => boolean)(viewer, ...thing);
}
