import 'server-only';
import type { Adapter, AdapterUser, VerificationToken } from '@auth/core/adapters';
import { uuidv7 } from 'uuidv7';
import type { User } from '@/prisma/generated/client';
import { db } from './db';
import { COOKIE_SECONDS, hashToken, sessionExpiry, storeSession } from './sessions';
import { browserChoices } from './settings';

/** What is known of the sign-in that one request carries out. */
export interface SignInFlow {
  readonly request: Request;
  /** Whether the provider vouches for the e-mail address. */
  emailProven: boolean;
}

const adapterUser = (user: User): AdapterUser => ({
  id: user.id,
  email: user.email,
  emailVerified: user.emailVerified,
  name: user.name,
});

/** The row decides when a session ends; @auth/core makes its cookie as long as ours. */
const cookieExpiry = (): Date => new Date(Date.now() + COOKIE_SECONDS * 1000);

/** @auth/core's database: our rows, with session and verification tokens stored as hashes only. */
export const authAdapter = (flow: SignInFlow): Adapter => ({ ...people(flow), ...sessions(flow), ...emailTokens });

const people = (flow: SignInFlow): Adapter => ({
  async createUser({ email, name, emailVerified }) {
    const user = await db().user.create({
      data: {
        id: uuidv7(),
        email: email.toLowerCase(),
        name: name?.trim().slice(0, 60) || (email.split('@')[0] ?? email).slice(0, 60),
        emailVerified: emailVerified ?? (flow.emailProven ? new Date() : null),
        ...browserChoices(flow.request),
      },
    });
    return adapterUser(user);
  },
  async getUser(id) {
    const user = await db().user.findUnique({ where: { id } });
    return user && adapterUser(user);
  },
  async getUserByEmail(email) {
    const user = await db().user.findUnique({ where: { email: email.toLowerCase() } });
    return user && adapterUser(user);
  },
  async getUserByAccount({ provider, providerAccountId }) {
    const account = await db().account.findUnique({
      where: { provider_providerAccountId: { provider, providerAccountId } },
      include: { user: true },
    });
    return account && adapterUser(account.user);
  },
  /** Only to note that an e-mail address is proven: names are the person's own business here. */
  async updateUser({ id, emailVerified }) {
    return adapterUser(await db().user.update({ where: { id }, data: { emailVerified } }));
  },
  /** That the two belong together is all that is kept: nothing here calls the provider later. */
  async linkAccount({ userId, type, provider, providerAccountId }) {
    await db().account.create({ data: { userId, type, provider, providerAccountId } });
  },
});

const sessions = (flow: SignInFlow): Adapter => ({
  async createSession({ sessionToken, userId }) {
    await storeSession(userId, sessionToken, flow.request.headers.get('user-agent'));
    return { sessionToken, userId, expires: cookieExpiry() };
  },
  async getSessionAndUser(sessionToken) {
    const found = await db().session.findUnique({
      where: { sessionToken: hashToken(sessionToken), expires: { gt: new Date() } },
      include: { user: true },
    });
    if (!found) return null;
    return { session: { sessionToken, userId: found.userId, expires: found.expires }, user: adapterUser(found.user) };
  },
  async updateSession({ sessionToken }) {
    await db().session.updateMany({
      where: { sessionToken: hashToken(sessionToken) },
      data: { lastSeenAt: new Date(), expires: sessionExpiry() },
    });
  },
  async deleteSession(sessionToken) {
    await db().session.deleteMany({ where: { sessionToken: hashToken(sessionToken) } });
  },
});

const emailTokens: Adapter = {
  async createVerificationToken({ identifier, token, expires }) {
    await db().verificationToken.create({ data: { identifier, token: hashToken(token), expires } });
    return { identifier, token, expires };
  },
  /** Deletes it: of two uses at once, one finds it. */
  async useVerificationToken({ identifier, token }): Promise<VerificationToken | null> {
    const where = { identifier, token: hashToken(token) };
    const found = await db().verificationToken.findUnique({ where: { identifier_token: where } });
    const { count } = await db().verificationToken.deleteMany({ where });
    return found && count === 1 ? { identifier, token, expires: found.expires } : null;
  },
};
