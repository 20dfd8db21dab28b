import 'server-only';
import type { AssignmentView, GradeView } from '@/lib/contract/assignments';
import { extended, phaseAt } from '@/lib/domain/assignments/dates';
import { can, type Viewer } from '@/lib/domain/permissions/can';
import { readBody } from '@/lib/richtext/read-body';
import type { Assignment, Grade } from '@/prisma/generated/client';
import { articleFacts, isReadByMembers } from './articles';
import { readProgress, SECTION_IN_SQL } from './assignments-progress';
import { assignmentFacts, datesOf, ruleOf, type AssignmentRow } from './assignments-rows';
import { now } from './clock';
import { db } from './db';
import { revealOf } from './group-standing';

type SignedIn = NonNullable<Viewer>;

/** Assignments as the viewer sees them, each with their own progress; a fixed number of queries. */
export async function assignmentViews(viewer: SignedIn, rows: readonly AssignmentRow[]): Promise<AssignmentView[]> {
  const ids = rows.map(({ id }) => id);
  const taken = rows.filter(({ groupId }) => viewer.groups?.[groupId] === 'member');
  const [progress, places, titles, grades] = await Promise.all([
    readProgress({ assignments: taken, people: [viewer.id] }),
    placesOf(ids),
    titlesOf(rows),
    db().grade.findMany({ where: { assignmentId: { in: ids }, userId: viewer.id, releasedAt: { not: null } } }),
  ]);
  return rows.map((row) => {
    const mine = taken.includes(row) ? progress(row.id, viewer.id) : null;
    const grade = grades.find(({ assignmentId }) => assignmentId === row.id);
    return {
      ...inItself(row),
      group: { id: row.groupId, name: row.group.name, archived: row.group.archivedAt !== null },
      article: {
        slug: row.article.slug,
        title: titles.get(row.articleId) ?? '',
        readable: can(viewer, 'article: read', articleFacts(row.article)),
        membersRead: isReadByMembers(row.article, row.groupId),
      },
      section: places.get(row.id) ?? null,
      revealed: !viewer.veiled?.includes(row.id),
      phase: phaseAt(
        extended(datesOf(row), mine?.extended && mine.dueAt ? Date.parse(mine.dueAt) : null),
        now().getTime(),
      ),
      may: can(viewer, 'assignment: lead', assignmentFacts(row)) ? ['lead' as const] : [],
      mine,
      grade: mine && grade ? gradeView(grade) : null,
    };
  });
}

const inItself = (row: Assignment) => {
  const reveal = revealOf(row);
  const instructions = readBody(row.instructions);
  return {
    ...{ id: row.id, title: row.title, timeZone: row.timeZone, anonymous: row.anonymous, version: row.version },
    instructions: instructions && { ...instructions },
    opensAt: row.opensAt?.toISOString() ?? null,
    dueAt: row.dueAt?.toISOString() ?? null,
    closesAt: row.closesAt?.toISOString() ?? null,
    rule: ruleOf(row),
    reveal: reveal.kind === 'from-date' ? { ...reveal, at: new Date(reveal.at).toISOString() } : reveal,
    archived: row.archivedAt !== null,
  };
};

export function gradeView(grade: Grade | undefined): GradeView {
  if (!grade) return { grade: '', feedback: null, releasedAt: null, version: 0 };
  const feedback = readBody(grade.feedback);
  return {
    grade: grade.grade,
    feedback: feedback && { ...feedback },
    releasedAt: grade.releasedAt?.toISOString() ?? null,
    version: grade.version,
  };
}

type Place = NonNullable<AssignmentView['section']>;

/** Sections in the newest editions, by assignment; none where nothing of it is left. */
async function placesOf(ids: readonly string[]): Promise<ReadonlyMap<string, Place>> {
  const rows = await db().$queryRaw<{ id: string; first: string; from: number; last: string; to: number }[]>`
    SELECT s.id, opening.key AS first, opening.number AS "from", closing.key AS last, closing.number AS "to"
    ${SECTION_IN_SQL} WHERE s.id = ANY (${[...ids]}::uuid[])`;
  return new Map(
    rows.map(({ id, first, from, last, to }) => [
      id,
      { first: { key: first, number: from }, last: { key: last, number: to } },
    ]),
  );
}

/** By article: of the newest edition. */
async function titlesOf(rows: readonly AssignmentRow[]): Promise<ReadonlyMap<string, string>> {
  const articles = [...new Map(rows.map(({ article }) => [article.id, article])).values()];
  if (articles.length === 0) return new Map();
  const revisions = await db().revision.findMany({
    where: { OR: articles.map(({ id, revision }) => ({ articleId: id, number: revision })) },
    select: { articleId: true, title: true },
  });
  return new Map(revisions.map(({ articleId, title }) => [articleId, title]));
}
