/** Rules somebody has begun to change, kept on this device by person and article until they are saved. */
import { del, get, set } from 'idb-keyval';
import { deviceStore, quietly } from './device-store';

export interface RulesDraft {
  readonly rules: string;
  /** The version that was changed. */
  readonly base: number;
}

const drafts = deviceStore('meipi-rules', 'drafts');

export const readRulesDraft = (user: string, slug: string): Promise<RulesDraft | undefined> =>
  quietly(() => get<RulesDraft>([user, slug], drafts));

export const keepRulesDraft = (user: string, slug: string, draft: RulesDraft): Promise<void> =>
  quietly(() => set([user, slug], draft, drafts));

export const dropRulesDraft = (user: string, slug: string): Promise<void> => quietly(() => del([user, slug], drafts));
