import 'server-only';
import { whileAdminsStay, hasAdmin } from './admins';
import { issueToken } from './one-time-tokens';

/** A link printed at a start works for a week; the next start prints a new one. */
const SETUP_HOURS = 7 * 24;

/**
 * The one-time link with which the first admin makes their account, or null once there is an
 * admin. Links made before and not used stop working.
 */
export const newSetupLink = (baseUrl: string): Promise<string | null> =>
  whileAdminsStay(async (tx) => {
    if (await hasAdmin(tx)) return null;
    const { token } = await issueToken(tx, 'setup', null, SETUP_HOURS);
    return new URL(`/setup/${token}`, baseUrl).href;
  });
