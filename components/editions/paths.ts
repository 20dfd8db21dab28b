const articlePath = (slug: string): string => `/articles/${encodeURIComponent(slug)}`;

/** All editions of an article. */
export const editionsPath = (slug: string): string => `${articlePath(slug)}/editions`;

/** What an edition changed. @param number 1… */
export const editionPath = (slug: string, number: number): string => `${editionsPath(slug)}/${number}`;

/** Where its editors publish the next one. */
export const publishPath = (slug: string): string => `${articlePath(slug)}/publish`;
