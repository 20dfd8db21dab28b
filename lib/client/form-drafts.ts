/** What somebody has begun to fill in, kept on this device by person and place until it is saved. */
import { del, get, set } from 'idb-keyval';
import { deviceStore, quietly } from './device-store';

const drafts = deviceStore('meipi-forms', 'drafts');

export interface FormDraft<Content> {
  readonly content: Content;
  /** The version that is changed; null: something new. */
  readonly changes: number | null;
  /** Milliseconds since 1970. */
  readonly touched: number;
}

export interface FormPlace {
  /** Id of who writes. */
  readonly user: string;
  /** Which form it is, and of what. */
  readonly at: string;
}

const keyOf = ({ user, at }: FormPlace): string[] => [user, at];

/** The draft of one place. */
export const formDraft = <Content>(place: FormPlace) => ({
  read: () => quietly(() => get<FormDraft<Content>>(keyOf(place), drafts)),
  keep: (draft: FormDraft<Content>) => quietly(() => set(keyOf(place), draft, drafts)),
  drop: () => quietly(() => del(keyOf(place), drafts)),
});
