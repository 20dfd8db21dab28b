/** Addresses of a group's pages, by its id. */
export const groupPath = (id: string, page?: 'assignments' | 'members' | 'members/roster' | 'glossary' | 'settings') =>
  page ? `/groups/${id}/${page}` : `/groups/${id}`;
