/** What an instructor's table and a group's book cost, by how many members there are. On a PostgreSQL of its own. */
import pg from 'pg';
import { uuidv7 } from 'uuidv7';
import { progressTable } from '@/lib/server/assignments-table';
import { fileArticle } from '@/lib/server/assignments-notes';
import { db } from '@/lib/server/db';
import { groupProgress } from '@/lib/server/group-progress';
import { importArticle } from '@/lib/server/import';
import { Problem } from '@/lib/server/problem';
import { figuresOf, show, table } from './measure';
import { withDatabase } from './postgres';

const MEMBERS = [3, 30, 300];
const ASSIGNMENTS = 40;
/** Paragraphs to an assignment, and what each member has written in it. */
const SECTION = 6;
const NOTES = 3;
const ROUNDS = 15;

export const progress = (): Promise<string> =>
  withDatabase(async () => {
    const classes: Class[] = [];
    for (const members of MEMBERS) classes.push(await filled(members));
    await db().$executeRawUnsafe('VACUUM ANALYZE');
    const runs: Run[][] = MEMBERS.map(() => []);
    for (let round = -2; round < ROUNDS; round += 1)
      for (const [index, one] of classes.entries()) {
        const run = await measured(one);
        if (round >= 0) runs[index]?.push(run);
      }
    return [
      `${ASSIGNMENTS} assignments of ${SECTION} paragraphs; every member has read all of them and written ${NOTES} notes in each. In process, without the network; median (min–max) of ${ROUNDS} rounds in turn.`,
      table(
        ['members', 'table of one assignment', 'queries', 'book of all of them', 'queries'],
        MEMBERS.map((members, index) => {
          const of = (value: (run: Run) => number) => figuresOf((runs[index] ?? []).map(value));
          return [
            String(members),
            show(
              of(({ one }) => one),
              ' ms',
              1,
            ),
            show(
              of(({ oneAsked }) => oneAsked),
              '',
              0,
            ),
            show(
              of(({ all }) => all),
              ' ms',
              1,
            ),
            show(
              of(({ allAsked }) => allAsked),
              '',
              0,
            ),
          ];
        }),
      ),
    ].join('\n\n');
  });

interface Class {
  readonly group: string;
  readonly leader: string;
  readonly assignment: string;
}

interface Run {
  readonly one: number;
  readonly oneAsked: number;
  readonly all: number;
  readonly allAsked: number;
}

async function measured({ group, leader, assignment }: Class): Promise<Run> {
  const viewer = { id: leader, role: 'reader' as const, groups: { [group]: 'instructor' as const } };
  const one = await counted(() => progressTable(viewer, assignment));
  const all = await counted(() => groupProgress(viewer, group));
  return { one: one.time, oneAsked: one.asked, all: all.time, allAsked: all.asked };
}

/** Milliseconds, and how often the database was asked. */
async function counted(act: () => Promise<unknown>): Promise<{ time: number; asked: number }> {
  const prototype = pg.Client.prototype as { query: (...given: unknown[]) => unknown };
  const { query } = prototype;
  let asked = 0;
  prototype.query = function counting(this: unknown, ...given: unknown[]) {
    asked += 1;
    return query.apply(this, given);
  };
  const before = performance.now();
  try {
    if ((await act()) instanceof Problem) throw new Error('refused');
  } finally {
    prototype.query = query;
  }
  return { time: performance.now() - before, asked };
}

async function filled(members: number): Promise<Class> {
  const text = Array.from({ length: ASSIGNMENTS * SECTION }, (_, at) => `第${at + 1}段，说的是河与桥。`).join('\n\n');
  const slug = `class-${members}`;
  const imported = await importArticle('system', { content: text, filename: 'class.md', slug });
  if (imported instanceof Problem) throw new Error(imported.code);
  const article = await db().article.findUniqueOrThrow({ where: { slug } });
  const blocks = await db().block.findMany({
    where: { revision: { articleId: article.id } },
    orderBy: { number: 'asc' },
    select: { key: true },
  });
  const keyAt = (at: number): string => blocks[at]?.key ?? '';
  const [group, leader] = [uuidv7(), uuidv7()];
  const people = Array.from({ length: members }, () => uuidv7());
  await db().user.createMany({
    data: [leader, ...people].map((id, at) => ({ id, name: `同学${at}`, email: `${id}@example.org` })),
  });
  await db().group.create({ data: { id: group, name: slug } });
  await db().membership.createMany({
    data: [
      { groupId: group, userId: leader, role: 'instructor' as const },
      ...people.map((userId) => ({ groupId: group, userId })),
    ],
  });
  const assignments = Array.from({ length: ASSIGNMENTS }, (_, at) => ({
    ...{ id: uuidv7(), groupId: group, articleId: article.id, title: `第${at + 1}次`, timeZone: 'Asia/Taipei' },
    ...{ firstBlock: keyAt(at * SECTION), lastBlock: keyAt(at * SECTION + SECTION - 1) },
    ...{ madeOn: 1, madeFirst: at * SECTION + 1, madeLast: (at + 1) * SECTION },
    ...{ mustRead: true, minNotes: NOTES, minReplies: 0 },
  }));
  await db().assignment.createMany({ data: assignments });
  await db().$executeRaw`
    INSERT INTO block_read (article_id, block_key, user_id, read_at)
    SELECT ${article.id}::uuid, key, person, now()
    FROM unnest(${blocks.map(({ key }) => key)}::text[]) AS key, unnest(${people}::uuid[]) AS person`;
  await db().$executeRaw`
    INSERT INTO annotation (id, article_id, author_id, layer, group_id, motivation, body_text, tags, made_on, request_hash)
    SELECT gen_random_uuid(), ${article.id}::uuid, person, 'group', ${group}::uuid, 'commenting', key, '{}', 1, ''
    FROM unnest(${assignments.map(({ firstBlock }) => firstBlock)}::text[]) AS key,
         unnest(${people}::uuid[]) AS person, generate_series(1, ${NOTES})`;
  await db().$executeRaw`
    INSERT INTO position (annotation_id, article_id, first_revision, start_block, end_block)
    SELECT id, article_id, 1, body_text, body_text FROM annotation WHERE article_id = ${article.id}::uuid`;
  await db().$transaction((tx) => fileArticle(tx, article.id), { timeout: 60_000 });
  return { group, leader, assignment: assignments[0]?.id ?? '' };
}
