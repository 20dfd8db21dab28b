import { readPath, readQuery } from '@/lib/domain/reading/read-path';
import type { MarginArticle } from './margin-root';

type Article = Pick<MarginArticle, 'slug'>;

export const noteLink = ({ slug }: Article, note: string): string => `${location.origin}${readPath(slug)}?note=${note}`;

export const replyLink = (article: Article, note: string, reply: string): string =>
  `${noteLink(article, note)}#${replyId(reply)}`;

/** Where to sign in, to come back here: to a note, where one is named. */
export const signInLink = ({ slug }: Article, note?: string): string =>
  `/sign-in?next=${encodeURIComponent(`${readPath(slug)}${note ? `?note=${note}` : ''}`)}`;

/** From an old edition to the newest, in the script that is read; to the block there, where it still is. */
export const newestLink = (block?: string): string => `${location.pathname}${readQuery({ block })}`;

/** Id of a note's card in the page. */
export const cardId = (note: string): string => `note-${note}`;

/** Id of a reply in its note's card. */
export const replyId = (reply: string): string => `reply-${reply}`;
