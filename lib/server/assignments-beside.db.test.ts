import { beforeEach, expect, it } from 'vitest';
import type { Viewer } from '@/lib/domain/permissions/can';
import { OF_ARTICLE } from './articles';
import { assignmentsBeside } from './assignments-beside';
import { firstUnread } from './assignments-unread';
import { db } from './db';
import { groupStanding } from './group-standing';
import { assignTo, bringClass, inHours, readBlocks, type Class } from './testing/assignments-cast';
import { freshDatabase } from './testing/fresh-database';
import { key, type Person } from './testing/notes-cast';

/** What the reading page and an assignment's page are told of what is assigned. */

let cast: Class;

beforeEach(async () => {
  await freshDatabase();
  cast = await bringClass();
});

const viewing = async ({ id }: Pick<Person, 'id'>): Promise<Viewer> => ({
  ...{ id, role: 'reader' },
  ...(await groupStanding(id)),
});
const beside = async (who: Pick<Person, 'id'> | null) =>
  assignmentsBeside(
    who && (await viewing(who)),
    await db().article.findFirstOrThrow({ where: { slug: 'biaoxiang' }, include: OF_ARTICLE }),
  );

it('beside an article stands what is assigned of it, and for who leads a group, to which they may assign it', async () => {
  expect(await beside(null)).toBeNull();
  // It may be assigned to her while she reads.
  expect(await beside(cast.lin)).toMatchObject({ assignments: [], leads: [] });
  expect(await beside(cast.ruan)).toEqual({
    ...{ slug: 'biaoxiang', viewer: cast.ruan.id, assignments: [] },
    leads: [{ id: cast.group.id, name: '晨读' }],
  });
  const { id } = await assignTo(cast);
  await assignTo(cast, { opensAt: inHours(1) });
  expect(await beside(cast.lin)).toMatchObject({ assignments: [{ id, may: [] }], leads: [] });
  // The owner of another group could assign it to that one, and sees nothing of this.
  expect(await beside(cast.gu)).toMatchObject({ assignments: [], leads: [{ id: cast.other.id }] });
});

it('what members cannot read is not offered for assigning, nor is a group that is archived', async () => {
  await db().article.updateMany({ data: { visibility: 'private', ownerId: cast.ruan.id } });
  expect((await beside(cast.ruan))?.leads).toEqual([]);
  await db().article.updateMany({ data: { visibility: 'group', groupId: cast.group.id } });
  expect((await beside(cast.ruan))?.leads).toHaveLength(1);
  expect((await beside(cast.gu))?.leads).toEqual([]);
  await db().group.updateMany({ data: { archivedAt: new Date() } });
  expect(await beside(cast.ruan)).toBeNull();
});

it('whoever comes back is led to the first block that they have not read', async () => {
  const { id } = await assignTo(cast, { section: { first: key(2), last: key(4) } });
  const [lin, shen, gu] = await Promise.all([cast.lin, cast.shen, cast.gu].map(viewing));
  expect(await firstUnread(lin ?? null, id)).toEqual({ key: key(2), number: 2 });
  await readBlocks(cast.lin, 2, 4);
  expect(await firstUnread(lin ?? null, id)).toEqual({ key: key(3), number: 3 });
  await readBlocks(cast.lin, 3);
  expect(await firstUnread(lin ?? null, id)).toBeNull();
  expect(await firstUnread(shen ?? null, id)).toEqual({ key: key(2), number: 2 });
  expect(await firstUnread(gu ?? null, id)).toBeNull();
});
