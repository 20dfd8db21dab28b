import 'server-only';
import type { EmailConfig, OIDCConfig, Provider } from '@auth/core/providers';
import { createTransport } from 'nodemailer';
import { emailSchema } from '@/lib/contract/accounts';
import type { AuthSettings } from './auth-settings';
import { translatorFor } from './i18n';

/** Ids in `/api/auth/callback/<id>`; the operator enters that address at the provider. */
export const OIDC = 'oidc';
export const EMAIL = 'email';

const LINK_SECONDS = 60 * 60;

interface Claims extends Record<string, unknown> {
  sub: string;
  email?: string;
  name?: string;
  preferred_username?: string;
}

export const authProviders = ({ oidc, email }: AuthSettings): Provider[] => [
  ...(oidc ? [oidcProvider(oidc)] : []),
  ...(email ? [emailProvider(email)] : []),
];

const oidcProvider = ({ issuer, id, secret, name }: NonNullable<AuthSettings['oidc']>): OIDCConfig<Claims> => ({
  id: OIDC,
  type: 'oidc',
  name,
  issuer,
  clientId: id,
  clientSecret: secret,
  checks: ['pkce', 'state', 'nonce'],
  // Claims come from the userinfo endpoint: many providers leave the e-mail address out of the ID token.
  idToken: false,
  // Safe because `mayUseEmail` (mailbox.ts) refuses addresses that the provider does not vouch for.
  allowDangerousEmailAccountLinking: true,
  profile: (claims) => ({
    id: claims.sub,
    email: claims.email,
    name: claims.name || claims.preferred_username || null,
  }),
});

const emailProvider = (settings: NonNullable<AuthSettings['email']>): EmailConfig => ({
  id: EMAIL,
  type: 'email',
  name: 'E-mail',
  ...settings,
  maxAge: LINK_SECONDS,
  normalizeIdentifier: (given) => emailSchema.parse(given.normalize('NFKC')),
  sendVerificationRequest: ({ identifier, url, request }) => sendLink(settings, identifier, url, request),
});

/**
 * Mails the link. It opens a page with a button rather than signing in at once: mail scanners
 * follow links, and would use this one up.
 */
async function sendLink(
  { server, from }: { server: string; from: string },
  to: string,
  url: string,
  request: Request,
): Promise<void> {
  const t = await translatorFor(request, 'account');
  const link = new URL('/sign-in/link', url);
  link.search = new URL(url).search;
  const transport = createTransport(server);
  try {
    await transport.sendMail({
      from,
      to: { address: to, name: '' },
      subject: t('mail.subject', { site: link.host }),
      text: [t('mail.greeting'), t('mail.open', { site: link.host }), link.href, t('mail.note')].join('\n\n'),
    });
  } finally {
    transport.close();
  }
}
