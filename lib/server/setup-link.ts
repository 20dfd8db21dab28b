import 'server-only';
import { hasAdmin, whileAdminsStay } from './admins';
import { issueToken } from './one-time-tokens';

const LIFETIME_HOURS = 7 * 24;

/** A one-time link that makes the first admin; links made before stop working. Null: there is one. */
export async function newSetupLink(origin: string): Promise<string | null> {
  return whileAdminsStay(async (tx) => {
    if (await hasAdmin(tx)) return null;
    const { token } = await issueToken(tx, 'setup', null, LIFETIME_HOURS);
    return `${origin}/setup/${token}`;
  });
}
