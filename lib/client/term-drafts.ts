/** Terms that somebody has begun to write, kept on this device by person and place until they are saved. */
import { del, get, set } from 'idb-keyval';
import type { TermScope, TermView } from '@/lib/contract/terms';
import { deviceStore, quietly } from './device-store';

/** What a writer can change of a term. */
export interface TermContent extends Pick<TermView, 'headword' | 'definition' | 'translation' | 'definedIn'> {
  readonly aliases: readonly string[];
  readonly protect: boolean;
}

export interface TermDraft {
  readonly content: TermContent;
  /** Which glossary it is for. */
  readonly scope: TermScope;
  /** The version that is changed; null: a new term. */
  readonly changes: number | null;
  /** Milliseconds since 1970. */
  readonly touched: number;
}

export interface TermPlace {
  readonly user: string;
  /** Slug of the article on whose page it is written; or the group's id. */
  readonly page: string;
  /** Id of the term that is changed, `new`, or which suggestion is taken up. */
  readonly at: string;
}

const drafts = deviceStore('meipi-terms', 'drafts');
const keyOf = ({ user, page, at }: TermPlace): string[] => [user, page, at];

export const readTermDraft = (place: TermPlace): Promise<TermDraft | undefined> =>
  quietly(() => get<TermDraft>(keyOf(place), drafts));

export const keepTermDraft = (place: TermPlace, draft: TermDraft): Promise<void> =>
  quietly(() => set(keyOf(place), draft, drafts));

export const dropTermDraft = (place: TermPlace): Promise<void> => quietly(() => del(keyOf(place), drafts));
