/** Protects a word of an article from where it stands, and takes that back. */
import { withRule } from '@/lib/domain/script/protected-words';
import { api, type Result } from './api';

export interface Protection {
  /** The rules as they were. */
  readonly before: string;
  /** Version of those with the new one. */
  readonly number: number;
}

/** Other editors may be at work: added to what is in force by then. */
const ATTEMPTS = 3;

/** @param line one that `ruleLine` gave */
export async function addRule(slug: string, line: string): Promise<Result<Protection>> {
  for (let attempt = 1; ; attempt++) {
    const now = await api('GET /api/articles/:slug/protected-words', { params: { slug }, query: {} });
    if (!now.ok) return now;
    const { rules, number } = now.data;
    const saved = await saveRules(slug, withRule(rules, line), number);
    if (saved.ok) return { ok: true, data: { before: rules, number: saved.data.number } };
    if (saved.problem?.code !== 'rules-changed' || attempt === ATTEMPTS) return saved;
  }
}

/** Refused when somebody has changed the rules since. */
export const takeBack = (slug: string, { before, number }: Protection) => saveRules(slug, before, number);

const saveRules = (slug: string, rules: string, base: number) =>
  api('PUT /api/articles/:slug/protected-words', { params: { slug }, body: { rules, base } });
