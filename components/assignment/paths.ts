import { readPath } from '@/lib/domain/reading/read-path';
import type { AssignmentView } from '@/lib/contract/assignments';

export const ASSIGNMENTS_PATH = '/assignments';
export const assignmentPath = (id: string): string => `${ASSIGNMENTS_PATH}/${id}`;

/** A place in an article; an article alone without one. */
export const placePath = (slug: string, block?: string): string =>
  `${readPath(slug)}${block === undefined ? '' : `?b=${block}#b-${block}`}`;

/** Where the section begins. */
export const sectionPath = ({ article, section }: Pick<AssignmentView, 'article' | 'section'>): string =>
  placePath(article.slug, section?.first.key);

/** The form of a new assignment, with what was picked in the reader. */
export const newAssignmentPath = (group: string, article: string, first: string, last: string): string =>
  `/groups/${group}/assignments/new?${new URLSearchParams({ article, first, last })}`;
