import 'server-only';
import type { AssignmentView } from '@/lib/contract/assignments';
import { can, type Viewer } from '@/lib/domain/permissions/can';
import { isReadByMembers, type Article } from './articles';
import { articleAssignments } from './assignments-lists';
import { listGroups } from './groups';
import { Problem } from './problem';

interface AssignmentsBeside {
  readonly slug: string;
  /** Id. */
  readonly viewer: string;
  readonly assignments: readonly AssignmentView[];
  /** The groups to which they can assign a section of it. */
  readonly leads: readonly { readonly id: string; readonly name: string }[];
}

/** What of an article is assigned to a member of a group, or by them, or may be, even while they read; null: of others, nothing. */
export async function assignmentsBeside(viewer: Viewer, article: Article): Promise<AssignmentsBeside | null> {
  if (!viewer || Object.keys(viewer.groups ?? {}).length === 0) return null;
  const [list, groups] = await Promise.all([articleAssignments(viewer, article.slug), listGroups(viewer)]);
  if (groups.every(({ archived }) => archived)) return null;
  const assignments = list instanceof Problem ? [] : list.assignments;
  const leads = groups.filter(
    ({ id, archived }) => !archived && isReadByMembers(article, id) && can(viewer, 'group: lead', id),
  );
  return { slug: article.slug, viewer: viewer.id, assignments, leads: leads.map(({ id, name }) => ({ id, name })) };
}
