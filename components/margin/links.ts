import { readPath } from '@/lib/domain/reading/read-path';
import type { MarginArticle } from './margin-root';

type Article = Pick<MarginArticle, 'slug'>;

export const noteLink = ({ slug }: Article, note: string): string => `${location.origin}${readPath(slug)}?note=${note}`;

/** Where to sign in, to come back here. */
export const signInLink = ({ slug }: Article): string => `/sign-in?next=${encodeURIComponent(readPath(slug))}`;

/** Id of a note's card in the page. */
export const cardId = (note: string): string => `note-${note}`;
