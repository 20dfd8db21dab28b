import { newAssignmentPath } from '@/components/teaching/paths';
import type { AssignmentView } from '@/lib/contract/assignments';
import { readPath, readQuery } from '@/lib/domain/reading/read-path';

/** What is due in all of one’s groups. */
export const ASSIGNMENTS_PATH = '/assignments';

/** A place in an article. @param block its key; without one, where the article begins */
export const placePath = (slug: string, block?: string): string => `${readPath(slug)}${readQuery({ block })}`;

/** Where the section begins. */
export const sectionPath = ({ article, section }: Pick<AssignmentView, 'article' | 'section'>): string =>
  placePath(article.slug, section?.first.key);

/** The form of a new assignment, with what was picked in the reader: keys of its first and last block. */
export const assignSectionPath = (group: string, article: string, first: string, last: string): string =>
  `${newAssignmentPath(group)}?${new URLSearchParams({ article, first, last })}`;
