import 'server-only';
import Papa from 'papaparse';
import { uuidv7 } from 'uuidv7';
import type { RosterReport } from '@/lib/contract/groups';
import { writtenJoinCode } from '@/lib/domain/groups/join-code';
import { planRoster, type Known, type PlannedLine, type RosterLine } from '@/lib/domain/groups/roster';
import { can, type Viewer } from '@/lib/domain/permissions/can';
import { decodeFile } from '@/lib/markdown/decode';
import { audit } from './audit';
import { now } from './clock';
import { csvDownload, csvFile, readCell } from './csv-file';
import { db, type Database } from './db';
import { newestEvent, recordMembership } from './events';
import { lockGroup } from './groups-change';
import { openGroup } from './groups-open';
import { readBytes } from './http';
import { translatorFor } from './i18n';
import { newCode, seenInvitations } from './invitations';
import { spendPersonal } from './invitations-spent';
import { notFound, Problem, wrong } from './problem';
import { publicOrigin } from './same-origin';

/*
 * Who belongs to a group, as a file: it adds and changes, and never removes.
 */

const MAX_BYTES = 1_000_000;
const MAX_LINES = 2_000;

interface Bringing {
  readonly groupId: string;
  readonly dryRun: boolean;
}

/** Reads a CSV file with the columns e-mail, name and role from a request. A dry run says what would be done. */
export async function bringRoster(
  viewer: Viewer,
  { groupId, dryRun }: Bringing,
  request: Request,
): Promise<RosterReport | Problem> {
  const group = await openGroup(viewer, groupId);
  if (group instanceof Problem || !viewer) return group instanceof Problem ? group : notFound();
  const bytes = await readBytes(request, MAX_BYTES);
  if (bytes instanceof Problem) return bytes;
  const lines = linesIn(bytes);
  if (lines instanceof Problem) return lines;
  const origin = publicOrigin(request);
  const mayLead = can(viewer, 'group: own', groupId);
  return db().$transaction(
    async (tx) => {
      await lockGroup(tx, groupId);
      const planned = await plan(tx, groupId, lines, mayLead);
      const links = dryRun ? new Map<string, string>() : await carryOut(tx, groupId, planned, viewer.id);
      const named = new Set(planned.map(({ email }) => email));
      const members = await tx.membership.findMany({
        where: { groupId },
        select: { user: { select: { email: true } } },
      });
      return {
        lines: planned.map((line) => ({
          ...{ line: line.line, email: line.email, name: line.name, outcome: line.outcome.kind },
          role: line.outcome.kind === 'refuse' ? null : line.outcome.role,
          why: line.outcome.kind === 'refuse' ? line.outcome.why : null,
          url: links.has(line.email) ? `${origin}/join/${writtenJoinCode(links.get(line.email) ?? '')}` : null,
        })),
        untouched: members.filter(({ user }) => !named.has(user.email)).length,
        done: !dryRun,
      };
    },
    { timeout: 30_000 },
  );
}

const HEADS = {
  email: ['email', 'e-mail', 'mail', '邮箱', '郵箱', '电子邮件', '電子郵件'],
  name: ['name', '姓名', '名字'],
  role: ['role', '角色', '身份'],
} as const;

/** Columns in any order, in Chinese or in English; in whichever encoding spreadsheets write. */
function linesIn(bytes: Uint8Array): RosterLine[] | Problem {
  const decoded = decodeFile(bytes);
  if (!decoded.ok) return wrong('file', 'no-roster');
  const { data } = Papa.parse<string[]>(decoded.text.replace(/^\uFEFF/, ''), { skipEmptyLines: false });
  const [head = [], ...rows] = data;
  const heads = head.map((cell) => readCell(cell).trim().toLowerCase());
  const columnOf = (name: keyof typeof HEADS): number =>
    heads.findIndex((cell) => (HEADS[name] as readonly string[]).includes(cell));
  const [email, name, role] = [columnOf('email'), columnOf('name'), columnOf('role')];
  if (email < 0) return wrong('file', 'no-roster');
  const lines = rows.flatMap((row, index): RosterLine[] => {
    if (row.every((cell) => cell.trim() === '')) return [];
    const cell = (at: number) =>
      readCell(row[at] ?? '')
        .trim()
        .replace(/\0|\p{Cs}/gu, '');
    const line = { line: index + 2, email: cell(email).slice(0, 300), role: cell(role).slice(0, 40) };
    return [{ ...line, name: cell(name).slice(0, 80) || null }];
  });
  return lines.length > MAX_LINES ? wrong('file', 'too-long', { n: MAX_LINES }) : lines;
}

async function plan(
  tx: Database,
  groupId: string,
  lines: readonly RosterLine[],
  mayLead: boolean,
): Promise<PlannedLine[]> {
  const emails = lines.map(({ email }) => email.trim().toLowerCase());
  const accounts = await tx.user.findMany({
    where: { email: { in: emails } },
    select: { email: true, memberships: { where: { groupId }, select: { role: true } } },
  });
  const known = new Map<string, Known>(
    accounts.map(({ email, memberships }) => [email, { email, role: memberships[0]?.role ?? null }]),
  );
  const owners = await tx.membership.count({ where: { groupId, role: 'owner' } });
  return planRoster(lines, known, { mayLead, owners });
}

/** @returns codes of personal links, by e-mail address */
async function carryOut(
  tx: Database,
  groupId: string,
  planned: readonly PlannedLine[],
  by: string,
): Promise<ReadonlyMap<string, string>> {
  const links = new Map<string, string>();
  const joinedAfter = await newestEvent(tx);
  const touched: string[] = [];
  for (const { email, name, outcome } of planned) {
    if (outcome.kind === 'invite')
      links.set(email, await personalCode(tx, { groupId, email, name, role: outcome.role, by }));
    if (outcome.kind !== 'add' && outcome.kind !== 'change') continue;
    const { id: userId } = await tx.user.findUniqueOrThrow({ where: { email }, select: { id: true } });
    const key = { groupId, userId };
    await tx.membership.upsert({
      where: { groupId_userId: key },
      create: { ...key, role: outcome.role, joinedAfter },
      update: { role: outcome.role },
    });
    await spendPersonal(tx, key);
    touched.push(userId);
  }
  await audit(tx, by, 'group.roster', groupId, { lines: String(planned.length) });
  for (const userId of touched) await recordMembership(tx, userId);
  return links;
}

interface Personal {
  readonly groupId: string;
  readonly email: string;
  readonly name: string | null;
  readonly role: 'owner' | 'instructor' | 'member';
  readonly by: string;
}

/**
 * Sent again, the link that is out there goes on leading in; one that was spent or revoked, or that led to another rank,
 * is made anew: whoever is told of it learns no link that an owner gave out.
 */
async function personalCode(tx: Database, { groupId, email, name, role, by }: Personal): Promise<string> {
  const key = { groupId_email: { groupId, email } };
  const known = await tx.invitation.findUnique({ where: key });
  const isOpen = known !== null && known.revokedAt === null && known.uses === 0 && known.role === role;
  const code = isOpen ? known.code : newCode();
  const said = { role, name: name ?? known?.name ?? null, code };
  await tx.invitation.upsert({
    where: key,
    create: { id: uuidv7(), groupId, email, ...said, maxUses: 1, createdById: by, createdAt: now() },
    update: { ...said, ...(!isOpen && { uses: 0, revokedAt: null }) },
  });
  return code;
}

/** Members, then who is invited personally and has not come. */
export async function exportRoster(viewer: Viewer, groupId: string, request: Request): Promise<Response | Problem> {
  if (!can(viewer, 'group: lead', groupId)) return viewer ? notFound() : new Problem('not-signed-in');
  const t = await translatorFor(request, 'roster');
  const origin = publicOrigin(request);
  const [members, invited] = await Promise.all([
    db().membership.findMany({
      where: { groupId },
      include: { user: true },
      orderBy: [{ role: 'asc' }, { user: { name: 'asc' } }, { userId: 'asc' }],
    }),
    db().invitation.findMany({
      where: { ...seenInvitations(viewer, groupId), email: { not: null }, uses: 0, revokedAt: null },
      orderBy: { email: 'asc' },
    }),
  ]);
  const rows = [
    ...members.map(({ user, role, joinedAt }) => [
      ...[user.email, user.name, t(`role.${role}`), joinedAt.toISOString().slice(0, 10), ''],
    ]),
    ...invited.map(({ email, name, role, code }) => [
      ...[email ?? '', name ?? '', t(`role.${role}`), '', `${origin}/join/${writtenJoinCode(code)}`],
    ]),
  ];
  const head = (['email', 'name', 'role', 'joined', 'link'] as const).map((column) => t(`columns.${column}`));
  return csvDownload(csvFile(head, rows), 'meipi-roster');
}
