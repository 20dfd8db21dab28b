import 'server-only';
import type { Viewer } from '@/lib/domain/permissions/can';
import { phaseAt } from '@/lib/domain/assignments/dates';
import { changeableAssignment, datesOf } from './assignments-rows';
import { progressRows } from './assignments-table';
import { now } from './clock';
import { db } from './db';
import { notify } from './notify';
import { Problem } from './problem';

/** Reminds who has never opened an assignment that is open, each at most once a day. */
export async function remind(viewer: Viewer, id: string): Promise<{ reminded: number } | Problem> {
  const row = await changeableAssignment(viewer, id);
  if (row instanceof Problem) return row;
  const at = now();
  const phase = phaseAt(datesOf(row), at.getTime());
  if (row.archivedAt || phase === 'upcoming' || phase === 'closed') return { reminded: 0 };
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: row.timeZone }).format(at);
  const unopened = (await progressRows(row)).filter(({ standing, left }) => standing === 'unopened' && !left);
  const notices = unopened.map(({ member }) => ({
    ...{ userId: member.id, once: `${id}:${day}` },
    ...{ groupId: row.groupId, assignmentId: id },
  }));
  return { reminded: notices.length === 0 ? 0 : await notify(db(), 'reminder', notices) };
}
