export const glossaryPath = (slug: string): string => `/articles/${encodeURIComponent(slug)}/glossary`;
