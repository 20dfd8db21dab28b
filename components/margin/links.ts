import type { MarginArticle } from './margin-root';

type Article = Pick<MarginArticle, 'slug'>;

export const readPath = ({ slug }: Article): string => `/read/${encodeURIComponent(slug)}`;

export const noteLink = (article: Article, note: string): string =>
  `${location.origin}${readPath(article)}?note=${note}`;

/** Where to sign in, to come back here. */
export const signInLink = (article: Article): string => `/sign-in?next=${encodeURIComponent(readPath(article))}`;

/** Id of a note's card in the page. */
export const cardId = (note: string): string => `note-${note}`;
