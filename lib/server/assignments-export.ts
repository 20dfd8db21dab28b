import 'server-only';
import type { ProgressRow } from '@/lib/contract/assignments';
import type { Viewer } from '@/lib/domain/permissions/can';
import { plainText } from '@/lib/richtext/body';
import { readBody } from '@/lib/richtext/read-body';
import { ledAssignment, type AssignmentRow } from './assignments-rows';
import { progressRows } from './assignments-table';
import { csvDownload, csvFile } from './csv-file';
import { db } from './db';
import { translatorFor } from './i18n';
import { Problem } from './problem';

type Translate = Awaited<ReturnType<typeof translatorFor>>;

const COLUMNS = [
  ...['name', 'email', 'standing', 'opened', 'read', 'blocks', 'notes', 'replies', 'late', 'completed', 'active'],
  ...['due', 'grade', 'feedback', 'released'],
] as const;

/** The table of an assignment as a file, its times as the assignment's time zone has them. */
export async function exportProgress(viewer: Viewer, id: string, request: Request): Promise<Response | Problem> {
  const row = await ledAssignment(viewer, id);
  if (row instanceof Problem) return row;
  const t = await translatorFor(request, 'gradebook');
  const rows = await progressRows(row);
  const people = await db().user.findMany({
    where: { id: { in: rows.map(({ member }) => member.id) } },
    select: { id: true, email: true },
  });
  const emails = new Map(people.map((person) => [person.id, person.email]));
  const lines = rows.map((one) => cellsOf(one, emails.get(one.member.id) ?? '', row, t));
  return csvDownload(
    csvFile(
      COLUMNS.map((column) => t(`columns.${column}`)),
      lines,
    ),
    'meipi-assignment',
  );
}

function cellsOf(row: ProgressRow, email: string, { timeZone }: AssignmentRow, t: Translate): string[] {
  const { grade } = row;
  const feedback = readBody(grade.feedback);
  const at = (time: string | null): string => (time === null ? '' : localTime(time, timeZone));
  return [
    ...[row.left ? t('left', { name: row.member.name }) : row.member.name, email, t(`standing.${row.standing}`)],
    ...[at(row.openedAt), ...[row.read, row.blocks, row.notes, row.replies, row.late].map(String)],
    ...[at(row.completedAt), at(row.lastActiveAt), at(row.dueAt)],
    ...[grade.grade, feedback ? plainText(feedback) : '', grade.releasedAt === null ? '' : t('yes')],
  ];
}

/** As spreadsheets read a time: 2026-11-26 23:59. */
const localTime = (time: string, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone }).format(new Date(time));
