import { afterEach, beforeEach, expect, it } from 'vitest';
import type { GroupHome } from '@/lib/contract/group-home';
import { moveClock } from './clock';
import { db } from './db';
import { groupHome } from './group-home';
import { touchPresence } from './presence';
import { Problem } from './problem';
import { readSession } from './sessions';
import { assignTo, ask, bringClass, DAY, writeIn, type Class } from './testing/assignments-cast';
import { freshDatabase } from './testing/fresh-database';
import { article, write, type Person } from './testing/notes-cast';

/** What a group's home shows, and to whom. */

let cast: Class;

beforeEach(async () => {
  await freshDatabase();
  cast = await bringClass();
});
afterEach(() => moveClock(0));

const look = async (who: Person, group = cast.group.id): Promise<GroupHome | Problem> =>
  groupHome((await readSession(who.cookie))?.viewer ?? null, group);

async function home(who: Person): Promise<GroupHome> {
  const seen = await look(who);
  if (seen instanceof Problem) throw new Error(seen.code);
  return seen;
}
const slugs = ({ articles }: GroupHome): string[] => articles.map((one) => one.article.slug);
const newest = (seen: GroupHome): string[] => seen.newest.map(({ id }) => id);

it('who does not belong to it finds nothing, and neither does nobody', async () => {
  expect(await look(cast.gu)).toMatchObject({ code: 'not-found' });
  expect(await groupHome(null, cast.group.id)).toMatchObject({ code: 'not-found' });
});

it('shows what the group wrote where something was said last, and nothing of other layers', async () => {
  await article({ slug: 'other' });
  expect(slugs(await home(cast.lin))).toEqual([]);
  const [first, second] = [await writeIn(cast, cast.shen), await writeIn(cast, cast.lin)];
  await write(cast.shen, { layer: 'public' });
  await write(cast.shen, { layer: 'private' });
  await write(cast.gu, { layer: cast.other.layer, article: 'other' });
  // Nor of another group that reads the same.
  await db().membership.create({ data: { groupId: cast.other.id, userId: cast.lin.id, role: 'member' } });
  await write(cast.gu, { layer: cast.other.layer });
  const seen = await home(cast.lin);
  expect(newest(seen)).toEqual([second, first]);
  expect(slugs(seen)).toEqual(['biaoxiang']);
  expect(seen.articles[0]?.unread).toBe(1);
});

it('tells nothing of notes that are veiled, not even that an article has some', async () => {
  const { id } = await assignTo(cast, { reveal: { kind: 'after-own', notes: 1 } });
  const hidden = await writeIn(cast, cast.shen);
  expect(newest(await home(cast.lin))).toEqual([]);
  expect(newest(await home(cast.ruan))).toEqual([hidden]);
  // It is listed because it is assigned; then no more.
  expect(slugs(await home(cast.lin))).toEqual(['biaoxiang']);
  await ask(cast.ruan, `PATCH /api/assignments/${id}`, { opensAt: new Date(Date.now() + DAY).toISOString() }, 1);
  expect(slugs(await home(cast.lin))).toEqual([]);
  expect(slugs(await home(cast.ruan))).toEqual(['biaoxiang']);
});

it('says who is here, who was today, and who came earlier', async () => {
  await touchPresence([cast.ruan.id]);
  moveClock(DAY / 2);
  await touchPresence([cast.shen.id]);
  const names = ({ present }: GroupHome) =>
    [present.now, present.today, present.earlier].map((people) => people.map(({ name }) => name));
  expect(names(await home(cast.lin))).toEqual([['沈砚', '林晚'], ['阮青'], []]);
  moveClock(1.2 * DAY);
  expect(names(await home(cast.lin))).toEqual([['林晚'], ['沈砚'], ['阮青']]);
});
