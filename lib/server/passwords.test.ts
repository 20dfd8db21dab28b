import { describe, expect, it } from 'vitest';
import { hashPassword, verifyPassword } from './passwords';
import { Problem } from './problem';

describe('passwords', () => {
  it('are salted argon2id, right in either Unicode form, and wrong otherwise', async () => {
    const [one, two] = (await Promise.all([hashPassword('Café 山高'), hashPassword('Café 山高')])) as [string, string];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
    expect(await verifyPassword(one, 'Cafe\u0301 山高')).toBe(true);
    expect(await verifyPassword(one, 'cafe 山高')).toBe(false);
  });

  it('are never right for nobody, in about the time a wrong one takes', async () => {
    const stored = (await hashPassword('right password')) as string;
    const time = async (hash: string | null) => {
      const start = performance.now();
      for (let i = 0; i < 8; i += 1) expect(await verifyPassword(hash, 'wrong password')).toBe(false);
      return performance.now() - start;
    };
    await time(stored);
    const [somebody, nobody] = [await time(stored), await time(null)];
    // The work is the same; a check that is skipped would take a thousandth.
    expect(nobody).toBeGreaterThan(somebody / 5);
  });

  it('wait their turn, and when too many wait the rest is told so at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 70 }, () => verifyPassword(null, 'x')));
    const refused = outcomes.filter((outcome) => outcome instanceof Problem);
    expect(refused).toHaveLength(70 - 62);
    expect(refused[0]).toMatchObject({ code: 'unavailable', status: 503 });
    // The queue is empty again.
    expect(await verifyPassword(null, 'x')).toBe(false);
  });
});
