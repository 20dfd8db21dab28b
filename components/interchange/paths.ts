/** Where an article's notes are taken along, and brought from elsewhere. */
export const interchangePath = (slug: string): string => `/articles/${encodeURIComponent(slug)}/annotations`;
