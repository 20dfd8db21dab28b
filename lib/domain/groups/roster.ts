/** A roster against who belongs to a group already: what each line of it comes to. Nobody is ever removed by one. */
import type { GroupRole } from '../permissions/can';

/** A line of a roster, nothing checked yet. */
export interface RosterLine {
  /** Of the file, 1… */
  readonly line: number;
  readonly email: string;
  readonly name: string | null;
  /** As it is written; empty: not said. */
  readonly role: string;
}

export interface Known {
  /** Lower-cased. */
  readonly email: string;
  /** Null: not a member. */
  readonly role: GroupRole | null;
}

export type RosterOutcome =
  | { readonly kind: 'add' | 'change' | 'invite'; readonly role: GroupRole }
  | { readonly kind: 'keep'; readonly role: GroupRole }
  | { readonly kind: 'refuse'; readonly why: 'email' | 'role' | 'twice' | 'role-refused' | 'last-owner' };

export type PlannedLine = RosterLine & { readonly outcome: RosterOutcome };

/** What a role is called in files. */
const ROLES: Readonly<Record<string, GroupRole>> = {
  ...{ owner: 'owner', 组主: 'owner', 組主: 'owner' },
  ...{
    instructor: 'instructor',
    teacher: 'instructor',
    带读: 'instructor',
    帶讀: 'instructor',
    教师: 'instructor',
    教師: 'instructor',
  },
  ...{ member: 'member', student: 'member', 组员: 'member', 組員: 'member', 学生: 'member', 學生: 'member' },
};

const EMAIL = /^[^\s@<>"',;]+@[^\s@<>"',;]+\.[^\s@<>"',;]+$/;

/**
 * @param known accounts that the file names, by e-mail address, members or not
 * @param mayLead whether who brings the file may make instructors and owners, and take that away
 * @param owners how many owners the group has
 */
export function planRoster(
  lines: readonly RosterLine[],
  known: ReadonlyMap<string, Known>,
  { mayLead, owners }: { readonly mayLead: boolean; readonly owners: number },
): PlannedLine[] {
  const seen = new Set<string>();
  let left = owners;
  return lines.map((line) => {
    const email = line.email.trim().toLowerCase();
    const there = known.get(email);
    const outcome = outcomeOf({ ...line, email }, there, { seen, mayLead, isLast: left === 1 });
    seen.add(email);
    if (outcome.kind === 'change' && there?.role === 'owner') left -= 1;
    return { ...line, email, outcome };
  });
}

function outcomeOf(
  { email, role: written }: RosterLine,
  there: Known | undefined,
  {
    seen,
    mayLead,
    isLast,
  }: { readonly seen: ReadonlySet<string>; readonly mayLead: boolean; readonly isLast: boolean },
): RosterOutcome {
  if (!EMAIL.test(email) || email.length > 254) return { kind: 'refuse', why: 'email' };
  if (seen.has(email)) return { kind: 'refuse', why: 'twice' };
  const asked = written.trim() === '' ? null : ROLES[written.trim().toLowerCase()];
  if (asked === undefined) return { kind: 'refuse', why: 'role' };
  const now = there?.role ?? null;
  // A file that says nothing of roles changes none.
  const role = asked ?? now ?? 'member';
  if (role === now) return { kind: 'keep', role };
  if (!mayLead && (role !== 'member' || now !== null)) return { kind: 'refuse', why: 'role-refused' };
  if (now === 'owner' && isLast) return { kind: 'refuse', why: 'last-owner' };
  if (!there) return { kind: 'invite', role };
  return { kind: now === null ? 'add' : 'change', role };
}
