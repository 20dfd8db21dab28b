import 'server-only';
import { uuidv7 } from 'uuidv7';
import type { ParsedOf } from '@/lib/contract/endpoint';
import type { Endpoints } from '@/lib/contract/endpoints';
import type { GroupPage, GroupView, MemberView } from '@/lib/contract/groups';
import { can, type GroupRole, type Viewer } from '@/lib/domain/permissions/can';
import { copyAssignments } from './assignments-copy';
import { audit } from './audit';
import { now } from './clock';
import { db, type Database } from './db';
import { recordMembership } from './events';
import { memberView } from './groups';
import { notFound, Problem } from './problem';

/*
 * A group as its members see it, and what its leaders decide about it.
 */

export async function readGroup(viewer: Viewer, id: string): Promise<GroupPage | Problem> {
  if (!viewer) return new Problem('not-signed-in');
  const membership = await db().membership.findUnique({
    where: { groupId_userId: { groupId: id, userId: viewer.id } },
    include: { group: { include: { _count: { select: { memberships: true } } } } },
  });
  if (!membership) return notFound();
  const { group, role, muted } = membership;
  return {
    ...{ id, name: group.name, role, archived: group.archivedAt !== null },
    ...{ description: group.description, members: group._count.memberships, muted },
    createdAt: group.createdAt.toISOString(),
  };
}

type Changes = ParsedOf<Endpoints['PATCH /api/groups/:id']>['body'];

/** Name and description: who leads it. Archiving: its owner; everybody's pages look at it again. */
export async function changeGroup(
  viewer: Viewer,
  id: string,
  { archived, ...words }: Changes,
): Promise<GroupPage | Problem> {
  if (!viewer) return new Problem('not-signed-in');
  const right = archived === undefined ? 'group: lead' : 'group: own';
  if (!can(viewer, right, id)) return notFound();
  await db().$transaction(async (tx) => {
    const group = await tx.group.findUniqueOrThrow({ where: { id } });
    const turns = archived !== undefined && archived !== (group.archivedAt !== null);
    await tx.group.update({
      where: { id },
      data: { ...words, ...(turns && { archivedAt: archived ? now() : null }) },
    });
    await audit(tx, viewer.id, turns ? 'group.archive' : 'group.change', id, { archived: String(archived ?? '') });
    if (!turns) return;
    const members = await tx.membership.findMany({ where: { groupId: id }, select: { userId: true } });
    for (const { userId } of members) await recordMembership(tx, userId);
  });
  return readGroup(viewer, id);
}

export async function muteGroup(viewer: Viewer, id: string, muted: boolean): Promise<Problem | undefined> {
  if (!viewer) return new Problem('not-signed-in');
  const { count } = await db().membership.updateMany({ where: { groupId: id, userId: viewer.id }, data: { muted } });
  return count === 0 ? notFound() : undefined;
}

/** A group for the next term, with what is assigned, and to read, but without members and what they did. */
export async function copyGroup(
  viewer: Viewer,
  from: string,
  { name, days }: { readonly name: string; readonly days: number },
): Promise<GroupView | Problem> {
  if (!viewer) return new Problem('not-signed-in');
  if (!can(viewer, 'group: lead', from)) return notFound();
  const id = uuidv7();
  await db().$transaction(
    async (tx) => {
      const { description } = await tx.group.findUniqueOrThrow({ where: { id: from } });
      await tx.group.create({
        data: { id, name, description, memberships: { create: { userId: viewer.id, role: 'owner' } } },
      });
      const owner = { ...viewer, groups: { ...viewer.groups, [id]: 'owner' as const } };
      await copyAssignments(tx, owner, from, { to: id, days });
      await recordMembership(tx, viewer.id);
    },
    { timeout: 30_000 },
  );
  return { id, name, role: 'owner', archived: false };
}

/** One owner stays. */
export async function changeRole(
  viewer: Viewer,
  { id: groupId, member: userId }: { readonly id: string; readonly member: string },
  role: GroupRole,
): Promise<MemberView | Problem> {
  if (!viewer) return new Problem('not-signed-in');
  if (!can(viewer, 'group: own', groupId)) return notFound();
  return db().$transaction(async (tx) => {
    await lockGroup(tx, groupId);
    const member = await tx.membership.findUnique({
      where: { groupId_userId: { groupId, userId } },
      include: { user: true },
    });
    if (!member) return notFound();
    if (member.role === role) return memberView(member, member.user, true);
    if (member.role === 'owner' && (await countOwners(tx, groupId)) === 1) return new Problem('last-owner');
    const changed = await tx.membership.update({ where: { groupId_userId: { groupId, userId } }, data: { role } });
    await audit(tx, viewer.id, 'group.role', groupId, { member: userId, role });
    await recordMembership(tx, userId);
    return memberView(changed, member.user, true);
  });
}

/** Two owners who leave or give way at once would both find the other. */
export const lockGroup = async (tx: Database, id: string): Promise<void> => {
  await tx.$queryRaw`SELECT 1 FROM "group" WHERE id = ${id}::uuid FOR UPDATE`;
};

const countOwners = (tx: Database, groupId: string): Promise<number> =>
  tx.membership.count({ where: { groupId, role: 'owner' } });
