import 'server-only';
import { hash, verify } from '@node-rs/argon2';
import { Problem } from './problem';

/** argon2id (the library's default kind) as OWASP recommends it: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Each takes 19 MiB and 8–130 ms of a core: more at once would only slow everything else. */
const AT_ONCE = 2;
/** Beyond this many waiting (about 4 s of work) it is better to say so than to let them wait. */
const MAX_WAITING = 60;

/** A hash of random bytes that nobody knows: checked for unknown people, so that time tells nothing. */
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$5slVQSvW6ULeph9KAQKNMg$ZQOEAmAfycAb5eHKZ4UvIPziyV61LYke08rk41Rrnq0';

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T | Problem> {
  if (running >= AT_ONCE) {
    if (waiting.length >= MAX_WAITING) return new Problem('unavailable', { headers: { 'retry-after': '5' } });
    // Woken with the turn already handed over: `running` stays as it is.
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

/** NFKC, as NIST SP 800-63B asks: the same keys on another keyboard give the same password. */
const bytesOf = (password: string): string => password.normalize('NFKC');

export const hashPassword = (password: string): Promise<string | Problem> =>
  inTurn(() => hash(bytesOf(password), COST));

/** Takes as long for nobody (`stored` null) as for somebody; nobody's password is never right. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean | Problem> {
  const right = await inTurn(() => verify(stored ?? NOBODY, bytesOf(password)));
  return right instanceof Problem ? right : right && stored !== null;
}
