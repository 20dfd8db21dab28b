import 'server-only';
import type { z } from 'zod';
import type { userSchema } from '@/lib/contract/accounts';
import { can, type Role, type Viewer } from '@/lib/domain/permissions/can';
import type { User } from '@/prisma/generated/client';
import { isLastAdmin, whileAdminsStay } from './admins';
import { audit } from './audit';
import { db } from './db';
import { issueToken } from './one-time-tokens';
import { notFound, Problem } from './problem';

export type PersonView = z.infer<typeof userSchema>;

const RESET_HOURS = 24;

const personView = (user: User): PersonView => ({
  id: user.id,
  email: user.email,
  name: user.name,
  role: user.role,
  createdAt: user.createdAt.toISOString(),
});

/** For others than admins there is nothing here. */
function adminOnly(viewer: Viewer): NonNullable<Viewer> | Problem {
  if (!viewer) return new Problem('not-signed-in');
  return can(viewer, 'site: administer') ? viewer : notFound();
}

export async function listPeople(viewer: Viewer): Promise<{ users: PersonView[] } | Problem> {
  const admin = adminOnly(viewer);
  if (admin instanceof Problem) return admin;
  const users = await db().user.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
  return { users: users.map(personView) };
}

/** At least one admin stays. */
export async function changeRole(viewer: Viewer, id: string, role: Role): Promise<PersonView | Problem> {
  const admin = adminOnly(viewer);
  if (admin instanceof Problem) return admin;
  return whileAdminsStay(async (tx) => {
    // Somebody may have taken the role from the asker meanwhile.
    const asker = await tx.user.findUnique({ where: { id: admin.id } });
    const person = await tx.user.findUnique({ where: { id } });
    if (asker?.role !== 'admin' || !person) return notFound();
    if (person.role === role) return personView(person);
    if (role !== 'admin' && (await isLastAdmin(tx, id))) return new Problem('last-admin');
    await audit(tx, admin.id, 'user.role', id, { from: person.role, to: role });
    return personView(await tx.user.update({ where: { id }, data: { role } }));
  });
}

/** A link for somebody who forgot their password, to be handed over by hand. Works once, for a day. */
export async function makeResetLink(
  viewer: Viewer,
  id: string,
  origin: string,
): Promise<{ url: string; expires: string } | Problem> {
  const admin = adminOnly(viewer);
  if (admin instanceof Problem) return admin;
  return db().$transaction(async (tx) => {
    const person = await tx.user.findUnique({ where: { id }, select: { id: true } });
    if (!person) return notFound();
    const { token, expires } = await issueToken(tx, 'reset', id, RESET_HOURS);
    await audit(tx, admin.id, 'user.reset-link', id);
    return { url: `${origin}/reset/${token}`, expires: expires.toISOString() };
  });
}
