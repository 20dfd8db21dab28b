import 'server-only';
import { randomBytes } from 'node:crypto';

/** Ways to sign in beside a password, each there only when the operator set it up. */
export interface AuthSettings {
  readonly oidc: {
    readonly issuer: string;
    readonly id: string;
    readonly secret: string;
    readonly name: string;
  } | null;
  readonly email: { readonly server: string; readonly from: string } | null;
}

const NONE: AuthSettings = { oidc: null, email: null };

/** What the environment asks for, or one sentence that says what is wrong with it. */
export function readAuthSettings(env: NodeJS.ProcessEnv = process.env): AuthSettings | string {
  const oidc = together(env, ['AUTH_OIDC_ISSUER', 'AUTH_OIDC_ID', 'AUTH_OIDC_SECRET']);
  if (typeof oidc === 'string') return oidc;
  const email = together(env, ['AUTH_EMAIL_SERVER', 'AUTH_EMAIL_FROM']);
  if (typeof email === 'string') return email;
  if (!oidc && !email) return NONE;
  // Links in mails and the provider’s way back must not be built from what a request claims.
  if (!env.AUTH_URL) return 'AUTH_URL is not set: signing in through OIDC or e-mail needs the address people type.';
  if (!env.AUTH_SECRET)
    return 'AUTH_SECRET is not set: signing in through OIDC or e-mail needs it (for example `openssl rand -base64 33`).';
  return {
    oidc: oidc && {
      // As given: an issuer with a slash at its end is another than one without.
      issuer: oidc[0],
      id: oidc[1],
      secret: oidc[2],
      name: env.AUTH_OIDC_NAME || new URL(oidc[0]).hostname,
    },
    email: email && { server: email[0], from: email[1] },
  };
}

/** All of the variables, none (null), or the complaint that one is missing. */
function together<const N extends readonly string[]>(
  env: NodeJS.ProcessEnv,
  names: N,
): { [I in keyof N]: string } | null | string {
  const values = names.map((name) => env[name] || null);
  if (values.every((value) => value === null)) return null;
  const missing = names.find((_, index) => values[index] === null);
  if (missing) return `${missing} is not set: ${names.join(', ')} belong together.`;
  const [first = ''] = values;
  if (names[0] === 'AUTH_OIDC_ISSUER' && !URL.canParse(first ?? '')) return 'AUTH_OIDC_ISSUER is no address.';
  return values as { [I in keyof N]: string };
}

const shared = globalThis as typeof globalThis & { meipiAuthSecret?: string; meipiAuthComplaint?: string };

/** The settings in force: none when they are wrong, which the log says once. */
export function authSettings(): AuthSettings {
  const settings = readAuthSettings();
  if (typeof settings !== 'string') return settings;
  if (shared.meipiAuthComplaint !== settings) console.error(`Signing in through OIDC and e-mail is off. ${settings}`);
  shared.meipiAuthComplaint = settings;
  return NONE;
}

/**
 * Signs the short-lived cookies of @auth/core. Without a provider only its CSRF token uses it, which
 * guards nothing but `/api/auth/signout`: a random one a process will do.
 */
export const authSecret = (): string =>
  process.env.AUTH_SECRET || (shared.meipiAuthSecret ??= randomBytes(32).toString('base64url'));
