/** Where what is assigned to a group is listed. */
export const groupAssignmentsPath = (group: string): string => `/groups/${group}/assignments`;
export const newAssignmentPath = (group: string, article?: string): string =>
  `${groupAssignmentsPath(group)}/new${article === undefined ? '' : `?${new URLSearchParams({ article })}`}`;
/** How everybody stands in everything. */
export const groupProgressPath = (group: string): string => `/groups/${group}/progress`;

export const assignmentPath = (id: string): string => `/assignments/${id}`;
export const editAssignmentPath = (id: string): string => `${assignmentPath(id)}/edit`;
/** What everybody did for it. */
export const progressPath = (id: string): string => `${assignmentPath(id)}/progress`;
export const memberPath = (id: string, member: string): string => `${assignmentPath(id)}/members/${member}`;
