/** Rules somebody has begun to change, kept on this device by person and article until they are saved. */
import { createStore, del, get, set, type UseStore } from 'idb-keyval';
import { quietly } from './drafts';

export interface RulesDraft {
  readonly rules: string;
  /** The version that was changed. */
  readonly base: number;
}

let store: UseStore | undefined;
const drafts = (): UseStore => (store ??= createStore('meipi-rules', 'drafts'));

export const readRulesDraft = (user: string, slug: string): Promise<RulesDraft | undefined> =>
  quietly(() => get<RulesDraft>([user, slug], drafts()));

export const keepRulesDraft = (user: string, slug: string, draft: RulesDraft): Promise<void> =>
  quietly(() => set([user, slug], draft, drafts()));

export const dropRulesDraft = (user: string, slug: string): Promise<void> => quietly(() => del([user, slug], drafts()));
