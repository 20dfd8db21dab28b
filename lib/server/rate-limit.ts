import 'server-only';
import { createHash } from 'node:crypto';
import { db } from './db';
import { Problem } from './problem';

/** At most `max` turns in a window of `seconds`, which begins with the first. */
interface Limit {
  readonly max: number;
  readonly seconds: number;
}

const QUARTER = 15 * 60;
const HOUR = 60 * 60;

/**
 * A class behind one school's address registers and signs in at once: limits by address are wide,
 * the one by address and account is narrow. Where the address is unknown (client-address.ts) all
 * share one, wider still; somebody who tries ten wrong passwords then locks that account's sign-in
 * for everybody until the window ends.
 */
export const LIMITS = {
  login: { max: 10, seconds: QUARTER },
  'login-address': { max: 300, seconds: QUARTER },
  'login-anywhere': { max: 3000, seconds: QUARTER },
  'register-address': { max: 200, seconds: HOUR },
  'register-anywhere': { max: 1000, seconds: HOUR },
  'link-address': { max: 30, seconds: QUARTER },
  'link-anywhere': { max: 300, seconds: QUARTER },
  password: { max: 10, seconds: QUARTER },
  'mail-address': { max: 30, seconds: HOUR },
  'mail-anywhere': { max: 300, seconds: HOUR },
  mail: { max: 5, seconds: HOUR },
  flag: { max: 60, seconds: HOUR },
  // Codes that lead nowhere: who types one wrong types it again.
  join: { max: 30, seconds: HOUR },
  'term-request': { max: 60, seconds: HOUR },
} as const satisfies Record<string, Limit>;

type Name = keyof typeof LIMITS;

/** Who or what is limited is hashed: the table tells nobody’s address. */
const keyOf = (name: Name, who: string): string =>
  `${name}:${createHash('sha256').update(who).digest('base64url').slice(0, 32)}`;

/** Counts one turn; 429 with `Retry-After` when it is one too many. One statement, so exact under any load. */
export async function takeTurn(name: Name, who = ''): Promise<Problem | null> {
  const { max, seconds } = LIMITS[name];
  const [row] = await db().$queryRaw<[{ count: number; wait: number }]>`
    INSERT INTO rate_limit AS r (key, count, window_start) VALUES (${keyOf(name, who)}, 1, now())
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN r.window_start <= now() - make_interval(secs => ${seconds})
                   THEN 1 ELSE least(r.count + 1, 1000000) END,
      window_start = CASE WHEN r.window_start <= now() - make_interval(secs => ${seconds})
                          THEN now() ELSE r.window_start END
    RETURNING count, ceil(extract(epoch FROM window_start - now()) + ${seconds})::int AS wait`;
  if (row.count <= max) return null;
  const wait = Math.max(1, row.wait);
  return new Problem('too-many', { values: { seconds: wait }, headers: { 'retry-after': String(wait) } });
}

/** By the client's address; by all together where it is unknown. */
export const takeAddressTurn = (
  kind: 'login' | 'register' | 'link' | 'mail',
  address: string | null,
): Promise<Problem | null> => (address === null ? takeTurn(`${kind}-anywhere`) : takeTurn(`${kind}-address`, address));

/** Right at last: earlier mistakes are forgiven. */
export async function forgiveTurns(name: Name, who: string): Promise<void> {
  await db().rateLimit.deleteMany({ where: { key: keyOf(name, who) } });
}
