/** A class and what is assigned to it, for the tests of the assignments' part of the one door. */
import type { AssignmentView, ProgressRow } from '@/lib/contract/assignments';
import { Browser } from './browser';
import { article, key, person, write, type Person } from './notes-cast';
import { groupOf } from './threads-cast';

const HOUR = 60 * 60 * 1000;
export const DAY = 24 * HOUR;
export const inHours = (hours: number): string => new Date(Date.now() + hours * HOUR).toISOString();

/** Whatever somebody asks; `version`: as `If-Match`. */
export async function ask<T = unknown>(
  who: Person,
  line: string,
  body?: unknown,
  version?: number,
): Promise<{ status: number; data: T }> {
  const browser = new Browser(who.cookie ? { cookie: who.cookie } : {});
  return browser.ask<T>(line, { body, headers: version === undefined ? {} : { 'if-match': `"${version}"` } });
}

/** 阮青 leads; 沈砚 and 林晚 are members; 顾言 owns another group. */
export async function bringClass() {
  const [ruan, shen, lin, gu] = await Promise.all([person('阮青'), person('沈砚'), person('林晚'), person('顾言')]);
  await article();
  const group = await groupOf('晨读', [
    [ruan, 'instructor'],
    [shen, 'member'],
    [lin, 'member'],
  ]);
  const other = await groupOf('夜谈', [[gu, 'owner']]);
  return { ruan, shen, lin, gu, group, other };
}
export type Class = Awaited<ReturnType<typeof bringClass>>;

/** Paragraphs 2 and 3, to be read, with a note and a reply. */
export const assignmentInput = (changes: object = {}) => ({
  article: 'biaoxiang',
  section: { first: key(2), last: key(3) },
  title: '读第二段',
  timeZone: 'Asia/Taipei',
  rule: { mustRead: true, minNotes: 1, minReplies: 1 },
  ...changes,
});

export async function assignTo({ ruan, group }: Class, changes: object = {}): Promise<AssignmentView> {
  const line = `POST /api/groups/${group.id}/assignments`;
  const { status, data } = await ask<AssignmentView>(ruan, line, assignmentInput(changes));
  if (status !== 201) throw new Error(JSON.stringify(data));
  return data;
}

export const seenBy = async (who: Person, id: string): Promise<AssignmentView> =>
  (await ask<AssignmentView>(who, `GET /api/assignments/${id}`)).data;

export const tableOf = async ({ ruan }: Class, id: string): Promise<ProgressRow[]> =>
  (await ask<{ rows: ProgressRow[] }>(ruan, `GET /api/assignments/${id}/progress`)).data.rows;

export const readBlocks = (who: Person, ...numbers: number[]) =>
  ask(who, 'PUT /api/articles/biaoxiang/blocks-read', { blocks: numbers.map(key) });

export const writeIn = ({ group }: Class, who: Person, changes: object = {}): Promise<string> =>
  write(who, { layer: group.layer, ...changes });
