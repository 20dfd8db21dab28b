import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Who signs in at the provider. */
export interface Claims {
  sub: string;
  email?: string;
  email_verified?: boolean | string;
  name?: string;
}

interface Grant {
  claims: Claims;
  nonce: string;
  challenge: string;
  redirectUri: string;
}

export const CLIENT = { id: 'meipi', secret: 'a client secret' };

/**
 * A small OpenID Connect provider on loopback: discovery, authorization code with PKCE, a signed ID
 * token, userinfo. Whoever is in `visitor` signs in without a page.
 */
export async function startOidcProvider() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const grants = new Map<string, Grant>();
  const accessTokens = new Map<string, Claims>();
  const provider = { visitor: { sub: 'nobody' } as Claims | 'cancels', issuer: '', stop: async () => {} };

  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const jwt = (claims: object) => {
    const signed = `${part({ alg: 'RS256', typ: 'JWT', kid: '1' })}.${part(claims)}`;
    return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64url')}`;
  };

  /** Where the browser is sent back to. */
  const authorize = (query: URLSearchParams): string => {
    const back = new URL(query.get('redirect_uri') ?? '');
    back.searchParams.set('state', query.get('state') ?? '');
    if (provider.visitor === 'cancels') back.searchParams.set('error', 'access_denied');
    else {
      const code = randomUUID();
      back.searchParams.set('code', code);
      grants.set(code, {
        claims: provider.visitor,
        nonce: query.get('nonce') ?? '',
        challenge: query.get('code_challenge') ?? '',
        redirectUri: query.get('redirect_uri') ?? '',
      });
    }
    return back.href;
  };

  const token = async (request: IncomingMessage): Promise<object | null> => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const form = new URLSearchParams(body);
    const grant = grants.get(form.get('code') ?? '');
    grants.delete(form.get('code') ?? '');
    const basic = `Basic ${Buffer.from(`${CLIENT.id}:${encodeURIComponent(CLIENT.secret).replaceAll('%20', '+')}`).toString('base64')}`;
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (!grant || request.headers.authorization !== basic) return null;
    if (grant.challenge !== challenge || grant.redirectUri !== form.get('redirect_uri')) return null;
    const accessToken = randomUUID();
    accessTokens.set(accessToken, grant.claims);
    const now = Math.floor(Date.now() / 1000);
    const { sub } = grant.claims;
    return {
      access_token: accessToken,
      token_type: 'Bearer',
      expires_in: 60,
      // No e-mail address in here, as with many providers.
      id_token: jwt({ iss: provider.issuer, aud: CLIENT.id, sub, nonce: grant.nonce, iat: now, exp: now + 60 }),
    };
  };

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', provider.issuer);
    const json = (value: object | null) => {
      response.writeHead(value ? 200 : 400, { 'content-type': 'application/json' });
      response.end(JSON.stringify(value ?? { error: 'invalid_grant' }));
    };
    if (url.pathname === '/.well-known/openid-configuration')
      json({
        issuer: provider.issuer,
        authorization_endpoint: `${provider.issuer}/authorize`,
        token_endpoint: `${provider.issuer}/token`,
        userinfo_endpoint: `${provider.issuer}/userinfo`,
        jwks_uri: `${provider.issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        code_challenge_methods_supported: ['S256'],
      });
    else if (url.pathname === '/authorize') response.writeHead(302, { location: authorize(url.searchParams) }).end();
    else if (url.pathname === '/token') void token(request).then(json);
    else if (url.pathname === '/userinfo')
      json(accessTokens.get(request.headers.authorization?.replace('Bearer ', '') ?? '') ?? null);
    else if (url.pathname === '/jwks')
      json({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: '1', alg: 'RS256' }] });
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  provider.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  provider.stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      // Who still holds a connection would be waited for.
      server.closeAllConnections();
    });
  return provider;
}
