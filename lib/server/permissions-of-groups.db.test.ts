import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import { can, type Viewer } from '@/lib/domain/permissions/can';
import type { Cast } from '@/prisma/cast';
import { articleFacts } from './articles';
import { assignmentFacts, OF_ASSIGNMENT } from './assignments-rows';
import { db } from './db';
import {
  articlesRead,
  ask,
  bringEverybody,
  idsOf,
  lineOf,
  ON_ASSIGNMENTS,
  ON_CLASSES,
  PEOPLE,
  read,
  rowsOf,
  successOf,
  viewerOf,
  VIEWERS,
  type KnownAssignment,
  type Name,
} from './testing/law';

/** The part of the law of permissions that is about groups and what is assigned to them; see permissions-endpoints. */

let cast: Cast;

beforeAll(async () => {
  cast = await bringEverybody();
}, 60_000);

const knownAssignments = async (): Promise<KnownAssignment[]> =>
  (await db().assignment.findMany({ include: OF_ASSIGNMENT, orderBy: { id: 'asc' } })).map((row) => ({
    ...{ id: row.id, facts: assignmentFacts(row), article: articleFacts(row.article) },
  }));
async function putAssignmentsBack(): Promise<void> {
  await db().$transaction([
    ...['extension', 'grade', 'assignment_visit', 'notification'].map((table) =>
      db().$executeRawUnsafe(`DELETE FROM ${table}`),
    ),
    db().$executeRawUnsafe(`UPDATE assignment SET title = '渡口', version = 1`),
  ]);
}

describe('of an assignment', () => {
  it.each(rowsOf(ON_ASSIGNMENTS))('%s', async (key, rule: (typeof ON_ASSIGNMENTS)[keyof typeof ON_ASSIGNMENTS]) => {
    const { may, body, headers } = { body: () => undefined, headers: undefined, ...rule } as {
      may: (viewer: Viewer, assignment: KnownAssignment, member: string) => boolean;
      body: () => unknown;
      headers: Record<string, string> | undefined;
    };
    const member = cast.沈砚.id;
    const askOf = (name: Name, id: string) =>
      ask(name, lineOf(key, { id }).replace(':member', member), { body: body(), headers });
    for (const name of VIEWERS) {
      const nothing = await askOf(name, uuidv7());
      expect([key, name, nothing.status]).toEqual([key, name, name === '路人' ? 401 : 404]);
      for (const assignment of await knownAssignments()) {
        const { status, text } = await askOf(name, assignment.id);
        const allowed = may(viewerOf(name), assignment, member);
        expect([key, name, assignment, status]).toEqual([
          ...[key, name, assignment],
          allowed ? ((rule as { status?: number }).status ?? successOf(key)) : nothing.status,
        ]);
        if (!allowed) expect(text).toBe(nothing.text);
        else if (!key.startsWith('GET ')) await putAssignmentsBack();
      }
    }
  });

  it.each(rowsOf(ON_CLASSES))('%s', async (key, { right, status: success, ...rule }) => {
    const { query, body } = { query: '', body: () => undefined, ...rule } as { query: string; body: () => unknown };
    for (const name of VIEWERS)
      for (const group of [...Object.values(cast.groups), uuidv7()]) {
        const { status } = await ask(name, `${lineOf(key, { id: group })}${query}`, { body: body() });
        const may = can(viewerOf(name), `group: ${right}`, group);
        expect([key, name, status]).toEqual([key, name, may ? success : name === '路人' ? 401 : 404]);
      }
  });

  it('lists hold what somebody sees, and of an article what they read', async () => {
    for (const name of PEOPLE) {
      const viewer = viewerOf(name);
      const seen = (await knownAssignments()).filter(({ facts }) => can(viewer, 'assignment: see', facts));
      const taken = seen.filter(({ facts }) => cast[name].groups[facts.group] === 'member');
      type List = { assignments: { id: string; article: { slug: string } }[] };
      expect(idsOf((await read<List>(name, '/api/me/assignments')).assignments)).toEqual(idsOf(taken));
      for (const { article, may } of await articlesRead(viewer)) {
        if (!may) continue;
        const here = await db().assignment.findMany({ where: { articleId: article.id } });
        const { assignments } = await read<List>(name, `/api/articles/${article.slug}/assignments`);
        expect(idsOf(assignments)).toEqual(idsOf(seen.filter(({ id }) => here.some((one) => one.id === id))));
      }
    }
  });
});

describe.each(VIEWERS)('what %s is told', (name) => {
  it('of a group is what its members are told', async () => {
    const viewer = viewerOf(name);
    const { status, text } = await ask(name, 'GET /api/groups');
    expect(status).toBe(viewer ? 200 : 401);
    if (viewer)
      expect(idsOf((JSON.parse(text) as { groups: { id: string }[] }).groups)).toEqual(
        Object.keys(viewer.groups ?? {}).sort(),
      );
    expect((await ask('路人', 'POST /api/groups', { body: { name: '新的' } })).status).toBe(401);
    const everybodys = (await articlesRead(null)).find(({ may }) => may)?.article.slug;
    for (const group of Object.values(cast.groups)) {
      const refused = viewer ? 404 : 401;
      const may = can(viewer, 'group: see', group);
      expect((await ask(name, `GET /api/groups/${group}/members`)).status).toBe(may ? 200 : refused);
      for (const role of ['member', 'instructor', 'owner'] as const) {
        const right = role === 'member' ? 'group: lead' : 'group: own';
        const added = await ask(name, `POST /api/groups/${group}/members`, { body: { email: 'no@where.test', role } });
        expect([role, added.status]).toEqual([role, can(viewer, right, group) ? 422 : refused]);
      }
      const named = await ask(name, `GET /api/articles/${everybodys}/people?layer=group:${group}`);
      expect(named.status).toBe(may ? 200 : refused);
    }
  });
});
