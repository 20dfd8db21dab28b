import 'server-only';
import { uuidv7 } from 'uuidv7';
import type { AssignmentView } from '@/lib/contract/assignments';
import type { ParsedOf } from '@/lib/contract/endpoint';
import type { Endpoints } from '@/lib/contract/endpoints';
import { misplacedDate } from '@/lib/domain/assignments/dates';
import { groupLayer } from '@/lib/domain/discussion/annotation';
import type { Viewer } from '@/lib/domain/permissions/can';
import { sectionAround } from '@/lib/domain/text/sections';
import { isEmptyBody, plainText, type NoteBody } from '@/lib/richtext/body';
import { checkBody, MAX_BODY_LENGTH } from '@/lib/richtext/check-body';
import { Prisma, type Group } from '@/prisma/generated/client';
import { refuseVersion, staleVersion } from './annotations';
import { isReadByMembers, OF_ARTICLE, storedJson, type Article } from './articles';
import { readAssignment } from './assignments-lists';
import { fileAssignment, nameWriters } from './assignments-notes';
import { changeableAssignment, datesOf, type AssignmentRow } from './assignments-rows';
import { audit } from './audit';
import { now } from './clock';
import { db, type Database } from './db';
import { recordArticle } from './events';
import { openGroup } from './groups-open';
import { settledBody } from './mentions';
import { notFound, Problem, wrong } from './problem';
import { readableArticles } from './visible';

/*
 * What is assigned to a group: made, changed and archived by who leads it.
 */

type Input = ParsedOf<Endpoints['POST /api/groups/:id/assignments']>['body'];
type Changes = ParsedOf<Endpoints['PATCH /api/assignments/:id']>['body'];
type SignedIn = NonNullable<Viewer>;

export async function createAssignment(
  viewer: Viewer,
  groupId: string,
  input: Input,
): Promise<AssignmentView | Problem> {
  const group = await openGroup(viewer, groupId);
  if (group instanceof Problem || !viewer) return group instanceof Problem ? group : notFound();
  const article = await articleFor(viewer, group, input.article);
  if (article instanceof Problem) return article;
  const facts = checkFacts(input);
  if (facts instanceof Problem) return facts;
  const id = uuidv7();
  const refused = await db().$transaction(async (tx) => {
    const revision = await lockArticle(tx, article.id);
    const section = await sectionIn(tx, article.id, revision, input.section);
    if (section instanceof Problem) return section;
    await tx.assignment.create({
      data: {
        ...{ id, groupId, articleId: article.id, createdById: viewer.id, createdAt: now() },
        ...facts,
        ...(await instructionColumns(tx, facts.instructions, { articleId: article.id, groupId, by: viewer.id })),
        ...{ firstBlock: section.first, lastBlock: section.last },
        ...{ madeOn: revision, madeFirst: section.from, madeLast: section.to },
      },
      select: { id: true },
    });
    await fileAssignment(tx, id);
    await audit(tx, viewer.id, 'assignment.create', id, { article: article.slug });
    // Pages that are open learn of it, and of what they don't see of their peers from now on.
    await recordArticle(tx, article.id);
    return null;
  });
  return refused ?? readAssignment(viewer, id);
}

/** @param version that the changes were made to; '*' for whichever there is; null: not said */
export async function changeAssignment(
  viewer: Viewer,
  id: string,
  version: number | '*' | null,
  changes: Changes,
): Promise<AssignmentView | Problem> {
  const row = await changeableAssignment(viewer, id);
  if (row instanceof Problem || !viewer) return row instanceof Problem ? row : notFound();
  const refusal = refuseVersion(version, row.version);
  if (refusal) return refusal;
  const facts = checkFacts({ ...asInput(row), ...changes });
  if (facts instanceof Problem) return facts;
  const refused = await db().$transaction((tx) => storeChanges(tx, viewer, row, { facts, changes }));
  return refused ?? readAssignment(viewer, id);
}

async function storeChanges(
  tx: Database,
  viewer: SignedIn,
  row: AssignmentRow,
  { facts, changes }: { readonly facts: Facts; readonly changes: Changes },
): Promise<Problem | null> {
  const { id, articleId, groupId } = row;
  const revision = await lockArticle(tx, articleId);
  const section = changes.section && (await sectionIn(tx, articleId, revision, changes.section));
  if (section instanceof Problem) return section;
  const { archived } = changes;
  const { count } = await tx.assignment.updateMany({
    where: { id, version: row.version },
    data: {
      ...facts,
      ...(await instructionColumns(tx, facts.instructions, { articleId, groupId, by: viewer.id })),
      ...(section && {
        ...{ firstBlock: section.first, lastBlock: section.last, lost: false },
        ...{ madeOn: revision, madeFirst: section.from, madeLast: section.to },
      }),
      ...(archived !== undefined && { archivedAt: archived ? (row.archivedAt ?? now()) : null }),
      ...{ version: { increment: 1 }, updatedAt: now() },
    },
  });
  if (count === 0) return staleVersion(row.version + 1);
  if (section) await fileAssignment(tx, id);
  await nameWriters(tx, [id]);
  await audit(tx, viewer.id, 'assignment.change', id, { fields: Object.keys(changes).sort().join(' ') });
  await recordArticle(tx, articleId);
  return null;
}

/** The article, if who assigns it and all who are to read it may read it. */
async function articleFor(viewer: SignedIn, group: Group, slug: string): Promise<Article | Problem> {
  const article = await db().article.findFirst({
    where: { AND: [{ slug }, readableArticles(viewer)] },
    include: OF_ARTICLE,
  });
  if (!article) return wrong('article', 'invalid');
  return isReadByMembers(article, group.id) ? article : wrong('article', 'not-for-members');
}

/** Keeps publishing, and writers of notes, waiting until the section is stored and filled. Gives the newest edition's number. */
export async function lockArticle(tx: Database, id: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ revision: number }[]>`
    SELECT revision FROM article WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  if (!row) throw new Error(`Article ${id} is gone`);
  return row.revision;
}

interface FoundSection {
  readonly first: string;
  readonly last: string;
  /** Numbers of its blocks. */
  readonly from: number;
  readonly to: number;
}

/** A section of the edition; a heading alone stands for all that is under it. */
async function sectionIn(
  tx: Database,
  articleId: string,
  number: number,
  { first, last }: Input['section'],
): Promise<FoundSection | Problem> {
  const blocks = await tx.block.findMany({
    where: { revision: { articleId, number } },
    select: { key: true, number: true, kind: true, attrs: true },
    orderBy: { number: 'asc' },
  });
  const [from, to] = [first, last].map((key) => blocks.findIndex((block) => block.key === key)) as [number, number];
  if (from < 0 || to < from) return wrong('section', 'outside-article');
  const widened = from === to && blocks[from]?.kind === 'heading' ? endOfHeading(blocks, from) : to;
  return {
    ...{ first: blocks[from]?.key ?? first, last: blocks[widened]?.key ?? last },
    ...{ from: from + 1, to: widened + 1 },
  };
}

type BlockHead = { key: string; number: number; kind: string; attrs: Prisma.JsonValue };

/** Index of the last block under a heading. */
function endOfHeading(blocks: readonly BlockHead[], at: number): number {
  const headings = blocks
    .filter(({ kind }) => kind === 'heading')
    .map(({ number, attrs }) => ({ number, attrs: attrs as { level?: number } }));
  return sectionAround(headings, at + 1, blocks.length).to - 1;
}

type Facts = Exclude<ReturnType<typeof checkFacts>, Problem>;

/** What is said of an assignment, as columns, but for its section and instructions. */
function checkFacts({ title, opensAt, dueAt, closesAt, timeZone, rule, reveal, anonymous, instructions }: Facings) {
  const dates = {
    opensAt: opensAt === null ? null : new Date(opensAt),
    dueAt: dueAt === null ? null : new Date(dueAt),
    closesAt: closesAt === null ? null : new Date(closesAt),
  };
  const misplaced = misplacedDate(datesOf(dates));
  if (misplaced) return wrong(misplaced, 'date-order');
  if (!isTimeZone(timeZone)) return wrong('timeZone', 'invalid');
  const body = instructions === null ? null : checkBody(instructions);
  if (body === 'too-long') return wrong('instructions', 'too-long', { n: MAX_BODY_LENGTH });
  if (body === 'invalid') return wrong('instructions', 'invalid');
  return {
    ...{ title, timeZone, anonymous },
    ...dates,
    ...{ mustRead: rule.mustRead, minNotes: rule.minNotes, minReplies: rule.minReplies },
    reveal: ({ always: 'always', 'after-own': 'after_own', 'from-date': 'from_date' } as const)[reveal.kind],
    revealAfter: reveal.kind === 'after-own' ? reveal.notes : null,
    revealAt: reveal.kind === 'from-date' ? new Date(reveal.at) : null,
    instructions: isEmptyBody(body) ? null : body,
  };
}

type Facings = Omit<Input, 'article' | 'section' | 'instructions'> & { readonly instructions: unknown };

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** An assignment as it would be sent to make it. */
function asInput(row: AssignmentRow): Facings {
  return {
    ...{ title: row.title, timeZone: row.timeZone, anonymous: row.anonymous, instructions: row.instructions },
    opensAt: row.opensAt?.toISOString() ?? null,
    dueAt: row.dueAt?.toISOString() ?? null,
    closesAt: row.closesAt?.toISOString() ?? null,
    rule: { mustRead: row.mustRead, minNotes: row.minNotes, minReplies: row.minReplies },
    reveal: revealInput(row),
  };
}

function revealInput({ reveal, revealAfter, revealAt }: AssignmentRow): Input['reveal'] {
  if (reveal === 'after_own') return { kind: 'after-own', notes: revealAfter ?? 1 };
  return reveal === 'from_date' && revealAt ? { kind: 'from-date', at: revealAt.toISOString() } : { kind: 'always' };
}

async function instructionColumns(
  tx: Database,
  instructions: NoteBody | null,
  { articleId, groupId, by }: { readonly articleId: string; readonly groupId: string; readonly by: string },
) {
  const body = await settledBody(tx, instructions, { articleId, layer: groupLayer(groupId), by });
  return {
    instructions: body === null ? Prisma.DbNull : storedJson(body),
    instructionsText: body === null ? '' : plainText(body),
  };
}
