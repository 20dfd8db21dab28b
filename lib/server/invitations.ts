import 'server-only';
import { randomInt } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import type { ParsedOf } from '@/lib/contract/endpoint';
import type { Endpoints } from '@/lib/contract/endpoints';
import type { GroupView, InvitationView, Invited } from '@/lib/contract/groups';
import { newJoinCode, readJoinCode, writtenJoinCode } from '@/lib/domain/groups/join-code';
import { can, type GroupRole, type Viewer } from '@/lib/domain/permissions/can';
import type { Group, Invitation, Prisma } from '@/prisma/generated/client';
import { now } from './clock';
import { db, type Database } from './db';
import { newestEvent, recordMembership } from './events';
import { openGroup } from './groups-open';
import { notFound, Problem } from './problem';
import { spendPersonal } from './invitations-spent';
import { takeTurn } from './rate-limit';

/*
 * Ways into a group. A code is also the end of a link; a personal one, from a roster, is used once.
 */

type Wishes = ParsedOf<Endpoints['POST /api/groups/:id/invitations']>['body'];
type SignedIn = NonNullable<Viewer>;

/**
 * Which invitations somebody who leads the group may see. With one for instructors an instructor would raise anybody,
 * which is the owner’s to do.
 */
export const seenInvitations = (viewer: Viewer, groupId: string): Prisma.InvitationWhereInput => ({
  groupId,
  ...(!can(viewer, 'group: own', groupId) && { role: 'member' }),
});

/** Newest first. @param origin of the links */
export async function listInvitations(
  viewer: Viewer,
  groupId: string,
  origin: string,
): Promise<{ invitations: InvitationView[] } | Problem> {
  if (!can(viewer, 'group: lead', groupId)) return viewer ? notFound() : new Problem('not-signed-in');
  const rows = await db().invitation.findMany({
    where: seenInvitations(viewer, groupId),
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  return { invitations: rows.map((row) => invitationView(row, origin)) };
}

export async function invite(
  viewer: Viewer,
  groupId: string,
  { role, expiresAt, maxUses }: Wishes,
  origin: string,
): Promise<InvitationView | Problem> {
  const group = await openGroup(viewer, groupId);
  if (group instanceof Problem) return group;
  if (role !== 'member' && !can(viewer, 'group: own', groupId)) return notFound();
  const row = await db().invitation.create({
    data: {
      ...{ id: uuidv7(), groupId, code: newCode(), role, maxUses, createdById: viewer?.id, createdAt: now() },
      expiresAt: expiresAt === null ? null : new Date(expiresAt),
    },
  });
  return invitationView(row, origin);
}

export const newCode = (): string => newJoinCode((below) => randomInt(below));

/** Closed for good; who has come by it stays. */
export async function revokeInvitation(
  viewer: Viewer,
  { id: groupId, invitation: id }: { readonly id: string; readonly invitation: string },
): Promise<Problem | undefined> {
  if (!can(viewer, 'group: lead', groupId)) return viewer ? notFound() : new Problem('not-signed-in');
  const known = await db().invitation.findFirst({
    where: { id, ...seenInvitations(viewer, groupId) },
    select: { id: true },
  });
  if (!known) return notFound();
  await db().invitation.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: now() } });
  return undefined;
}

function invitationView(row: Invitation, origin: string): InvitationView {
  const code = writtenJoinCode(row.code);
  return {
    ...{ id: row.id, code, url: `${origin}/join/${code}`, role: row.role },
    expiresAt: row.expiresAt?.toISOString() ?? null,
    ...{ maxUses: row.maxUses, uses: row.uses, state: stateOf(row), for: personOf(row) },
    createdAt: row.createdAt.toISOString(),
  };
}

const personOf = ({ email, name }: Invitation): InvitationView['for'] => (email === null ? null : { email, name });

function stateOf({ revokedAt, expiresAt, maxUses, uses }: Invitation): InvitationView['state'] {
  if (revokedAt) return 'revoked';
  if (maxUses !== null && uses >= maxUses) return 'used-up';
  return expiresAt && expiresAt <= now() ? 'expired' : 'open';
}

type Found = Invitation & { readonly group: Group };

async function invitationOf(typed: string): Promise<Found | null> {
  const code = readJoinCode(typed);
  return code === null ? null : db().invitation.findUnique({ where: { code }, include: { group: true } });
}

/** Where a code leads, for whoever has it. */
export async function readInvitation(
  viewer: Viewer,
  typed: string,
  address: string | null,
): Promise<Invited | Problem> {
  const found = await invitationOf(typed);
  if (!found) return (await takeTurn('join', viewer?.id ?? address ?? '')) ?? notFound();
  const member = viewer?.groups?.[found.groupId] === undefined ? null : found.groupId;
  if (member === null && stateOf(found) !== 'open') return new Problem('invitation-closed');
  if (member === null && found.group.archivedAt) return new Problem('group-archived');
  const { name, description } = found.group;
  return { group: { name, description }, role: found.role, for: personOf(found), member };
}

/** Who belongs to the group already stays what they are, and uses nothing up. */
export async function join(viewer: Viewer, typed: string): Promise<GroupView | Problem> {
  if (!viewer) return new Problem('not-signed-in');
  const found = await invitationOf(typed);
  if (!found) return (await takeTurn('join', viewer.id)) ?? notFound();
  const role = await db().$transaction((tx) => joinOnce(tx, viewer, found));
  if (role instanceof Problem) return role;
  return { id: found.groupId, name: found.group.name, role, archived: found.group.archivedAt !== null };
}

async function joinOnce(tx: Database, viewer: SignedIn, { id, groupId }: Found): Promise<GroupRole | Problem> {
  const who = { groupId, userId: viewer.id };
  // Whoever puts the group away at the same moment waits for this, or is waited for.
  const [group] = await tx.$queryRaw<{ archived: boolean }[]>`
    SELECT archived_at IS NOT NULL AS archived FROM "group" WHERE id = ${groupId}::uuid FOR SHARE`;
  // One who is sent twice, or comes by two ways at once, comes once.
  await tx.$queryRaw`SELECT 1 FROM "user" WHERE id = ${viewer.id}::uuid FOR UPDATE`;
  const there = await tx.membership.findUnique({ where: { groupId_userId: who } });
  if (there) return there.role;
  if (group?.archived) return new Problem('group-archived');
  // Counted and refused in one statement: whoever comes at once waits here.
  const [taken] = await tx.$queryRaw<{ role: GroupRole }[]>`
    UPDATE invitation SET uses = uses + 1
    WHERE id = ${id}::uuid AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ${now()})
      AND (max_uses IS NULL OR uses < max_uses)
    RETURNING role::text AS role`;
  if (!taken) return new Problem('invitation-closed');
  // Who was removed, or left, may come again by the way they came.
  const use = { invitationId: id, userId: viewer.id };
  await tx.invitationUse.upsert({
    where: { invitationId_userId: use },
    create: { ...use, usedAt: now() },
    update: { usedAt: now() },
  });
  await tx.membership.create({ data: { ...who, role: taken.role, joinedAfter: await newestEvent(tx) } });
  await spendPersonal(tx, who);
  await recordMembership(tx, viewer.id);
  return taken.role;
}
