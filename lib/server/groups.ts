import 'server-only';
import { cache } from 'react';
import { uuidv7 } from 'uuidv7';
import type { ResponseOf } from '@/lib/contract/endpoint';
import type { Endpoints } from '@/lib/contract/endpoints';
import type { GroupView, ListedGroup } from '@/lib/contract/groups';
import { can, type GroupRole, type Viewer } from '@/lib/domain/permissions/can';

import { db } from './db';
import { newestEvent, recordMembership } from './events';
import { spendPersonal } from './invitations-spent';
import { notFound, Problem, wrong } from './problem';

type Members = ResponseOf<Endpoints['GET /api/groups/:id/members']>;
type MemberView = Members['members'][number];

/** The groups that the viewer belongs to, by name. Asked for by several parts of a page: of the database once a request. */
export const listGroups = cache(async function listGroups(viewer: Viewer): Promise<GroupView[]> {
  if (!viewer) return [];
  const memberships = await db().membership.findMany({
    where: { userId: viewer.id },
    include: { group: { select: { name: true, archivedAt: true } } },
    orderBy: [{ group: { name: 'asc' } }, { groupId: 'asc' }],
  });
  return memberships.map(({ groupId, role, group }) => ({
    ...{ id: groupId, name: group.name, role },
    archived: group.archivedAt !== null,
  }));
});

/** Likewise, with how many belong to each: nothing that every page should count. */
export async function countedGroups(viewer: Viewer): Promise<ListedGroup[]> {
  const groups = await listGroups(viewer);
  const where = { groupId: { in: groups.map(({ id }) => id) } };
  const counts = await db().membership.groupBy({ by: ['groupId'], where, _count: true });
  const countOf = new Map(counts.map(({ groupId, _count }) => [groupId, _count]));
  return groups.map((group) => ({ ...group, members: countOf.get(group.id) ?? 0 }));
}

export async function foundGroup(
  viewer: Viewer,
  { name, description }: { readonly name: string; readonly description: string },
): Promise<GroupView | Problem> {
  if (!viewer) return new Problem('not-signed-in');
  const id = uuidv7();
  await db().$transaction(async (tx) => {
    await tx.group.create({
      data: { id, name, description, memberships: { create: { userId: viewer.id, role: 'owner' } } },
    });
    await recordMembership(tx, viewer.id);
  });
  return { id, name, role: 'owner', archived: false };
}

export async function listMembers(viewer: Viewer, groupId: string): Promise<Members | Problem> {
  if (!can(viewer, 'group: see', groupId)) return viewer ? notFound() : new Problem('not-signed-in');
  const members = await db().membership.findMany({
    where: { groupId },
    include: { user: { select: { name: true, email: true, seenAt: true } } },
    orderBy: [{ role: 'asc' }, { joinedAt: 'asc' }, { userId: 'asc' }],
  });
  const leads = can(viewer, 'group: lead', groupId);
  return { members: members.map((member) => memberView(member, member.user, leads)) };
}

export const memberView = (
  { userId, role, joinedAt }: { userId: string; role: GroupRole; joinedAt: Date },
  { name, email, seenAt }: { name: string; email: string; seenAt: Date | null },
  leads: boolean,
): MemberView => ({
  ...{ id: userId, name, role, joinedAt: joinedAt.toISOString() },
  seenAt: seenAt?.toISOString() ?? null,
  email: leads ? email : null,
});

/** Who is in the group already stays what they are. */
export async function addMember(
  viewer: Viewer,
  groupId: string,
  { email, role }: { email: string; role: GroupRole },
): Promise<MemberView | Problem> {
  if (!can(viewer, 'group: see', groupId)) return viewer ? notFound() : new Problem('not-signed-in');
  const right = role === 'member' ? 'group: lead' : 'group: own';
  if (!can(viewer, right, groupId)) return notFound();
  if (viewer?.archived?.includes(groupId)) return new Problem('group-archived');
  const user = await db().user.findUnique({ where: { email: email.trim().toLowerCase() } });
  if (!user) return wrong('email', 'no-account');
  return db().$transaction(async (tx) => {
    const key = { groupId, userId: user.id };
    const { count } = await tx.membership.createMany({
      data: { ...key, role, joinedAfter: await newestEvent(tx) },
      skipDuplicates: true,
    });
    const member = await tx.membership.findUniqueOrThrow({ where: { groupId_userId: key } });
    if (count > 0) {
      await spendPersonal(tx, key);
      await recordMembership(tx, user.id);
    }
    return memberView(member, user, true);
  });
}

/** Anybody leaves; who leads the group removes others, but for its owners. One owner stays. */
export async function removeMember(viewer: Viewer, groupId: string, userId: string): Promise<Problem | undefined> {
  if (!viewer) return new Problem('not-signed-in');
  if (!can(viewer, 'group: see', groupId)) return notFound();
  return db().$transaction(async (tx) => {
    // Two owners who leave at once would both find the other.
    await tx.$queryRaw`SELECT 1 FROM "group" WHERE id = ${groupId}::uuid FOR UPDATE`;
    const members = await tx.membership.findMany({ where: { groupId } });
    const member = members.find((one) => one.userId === userId);
    if (!member) return notFound();
    const isSelf = userId === viewer.id;
    const right = member.role === 'member' ? 'group: lead' : 'group: own';
    if (!isSelf && !can(viewer, right, groupId)) return notFound();
    const isLastOwner = member.role === 'owner' && !members.some((one) => one.role === 'owner' && one !== member);
    if (isLastOwner) return new Problem('last-owner');
    await tx.membership.delete({ where: { groupId_userId: { groupId, userId } } });
    await recordMembership(tx, userId);
    return undefined;
  });
}
