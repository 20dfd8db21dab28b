import { describe, expect, it } from 'vitest';
import { readAuthSettings } from './auth-settings';

const OIDC = {
  AUTH_OIDC_ISSUER: 'https://id.school.example/realms/x/',
  AUTH_OIDC_ID: 'meipi',
  AUTH_OIDC_SECRET: 'secret',
};
const EMAIL = { AUTH_EMAIL_SERVER: 'smtp://mail.example', AUTH_EMAIL_FROM: 'notes@mail.example' };
const BASE = { AUTH_URL: 'https://read.example', AUTH_SECRET: 's' };

const read = (env: Record<string, string>) => readAuthSettings(env as unknown as NodeJS.ProcessEnv);

describe('what the environment says about signing in', () => {
  it('is nothing, as a rule', () => {
    expect(read({})).toEqual({ oidc: null, email: null });
    expect(read({ AUTH_OIDC_ID: '', AUTH_EMAIL_FROM: '' })).toEqual({ oidc: null, email: null });
  });

  it('is a provider, by its name or else its host, its issuer to the letter', () => {
    expect(read({ ...BASE, ...OIDC })).toEqual({
      oidc: { issuer: 'https://id.school.example/realms/x/', id: 'meipi', secret: 'secret', name: 'id.school.example' },
      email: null,
    });
    expect(read({ ...BASE, ...OIDC, AUTH_OIDC_NAME: '校园账号' })).toMatchObject({ oidc: { name: '校园账号' } });
  });

  it('is a mail server', () => {
    expect(read({ ...BASE, ...EMAIL })).toEqual({
      oidc: null,
      email: { server: 'smtp://mail.example', from: 'notes@mail.example' },
    });
  });

  it.each([
    [{ ...BASE, ...OIDC, AUTH_OIDC_SECRET: '' }, 'AUTH_OIDC_SECRET is not set'],
    [{ ...BASE, AUTH_EMAIL_SERVER: 'smtp://x' }, 'AUTH_EMAIL_FROM is not set'],
    [{ ...OIDC, AUTH_SECRET: 's' }, 'AUTH_URL is not set'],
    [{ ...EMAIL, AUTH_URL: 'https://read.example' }, 'AUTH_SECRET is not set'],
    [{ ...BASE, ...OIDC, AUTH_OIDC_ISSUER: 'id.school.example' }, 'AUTH_OIDC_ISSUER is no address'],
  ])('is a complaint that names what is wrong: %#', (env, complaint) => {
    expect(read(env)).toContain(complaint);
  });
});
