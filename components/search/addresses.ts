/** Where what was found is read. */

export const searchAddress = (query: Record<string, string | number | null | undefined>): string => {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  return search.size ? `/search?${search}` : '/search';
};

export const blockAddress = (slug: string, block: string): string =>
  `/read/${encodeURIComponent(slug)}?b=${block}#b-${block}`;

export const noteAddress = (slug: string, id: string): string => `/read/${encodeURIComponent(slug)}?note=${id}`;
