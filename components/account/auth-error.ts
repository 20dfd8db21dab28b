/** The codes with which @auth/core (or our own check, lib/server/mailbox.ts) sends people back, as far as there is more to say than "it did not work". */
const KNOWN = ['OAuthAccountNotLinked', 'NoEmail', 'Verification', 'AccessDenied', 'OAuthCallbackError'] as const;

/** The message `account.signIn.errors.*` for `?error=`. */
export const authErrorKey = (code: string): (typeof KNOWN)[number] | 'other' =>
  KNOWN.find((known) => known === code) ?? 'other';
