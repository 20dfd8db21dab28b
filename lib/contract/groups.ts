import { z } from 'zod';
import { GROUP_ROLES } from '@/lib/domain/permissions/can';
import { describeEndpoints } from './endpoint';
import { instant, title, words } from './text';

const groupSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  role: z.enum(GROUP_ROLES).describe('As what the one who asks belongs to it'),
  archived: z.boolean().describe('It is read, and nothing is added'),
});
export type GroupView = z.infer<typeof groupSchema>;

const listedGroupSchema = groupSchema.extend({ members: z.number().int().describe('How many there are') });
export type ListedGroup = z.infer<typeof listedGroupSchema>;

const groupPageSchema = listedGroupSchema.extend({
  description: z.string().describe('In their own words'),
  muted: z.boolean().describe('Whether the one who asks is not notified of what happens in it'),
  createdAt: z.iso.datetime(),
});
export type GroupPage = z.infer<typeof groupPageSchema>;

const memberSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  role: z.enum(GROUP_ROLES),
  joinedAt: z.iso.datetime(),
  seenAt: z.iso.datetime().nullable().describe('When a page of theirs was last open, to about half a minute'),
  email: z.string().nullable().describe('For who leads the group'),
});
export type MemberView = z.infer<typeof memberSchema>;

const id = z.object({ id: z.uuid() });
const nameSchema = title(80);
const MAX_DESCRIPTION = 2_000;

const invitationSchema = z.object({
  id: z.uuid(),
  code: z.string().describe('As it is told: four characters, a dash, four and so on'),
  url: z.url().describe('The address that leads into the group'),
  role: z.enum(GROUP_ROLES),
  expiresAt: z.iso.datetime().nullable(),
  maxUses: z.number().int().nullable(),
  uses: z.number().int(),
  state: z.enum(['open', 'expired', 'used-up', 'revoked']),
  for: z
    .object({ email: z.string(), name: z.string().nullable() })
    .nullable()
    .describe('Of a personal one, from a roster: whose it is'),
  createdAt: z.iso.datetime(),
});
export type InvitationView = z.infer<typeof invitationSchema>;

const invitedSchema = z.object({
  group: z.object({ name: z.string(), description: z.string() }),
  role: z.enum(GROUP_ROLES),
  for: z.object({ email: z.string(), name: z.string().nullable() }).nullable(),
  member: z.uuid().nullable().describe('Id of the group, for somebody who belongs to it already'),
});
export type Invited = z.infer<typeof invitedSchema>;

/** What a line of a roster comes to. */
const ROSTER_OUTCOMES = ['add', 'change', 'invite', 'keep', 'refuse'] as const;
const rosterLineSchema = z.object({
  line: z.number().int().describe('In the file, 1…'),
  email: z.string(),
  name: z.string().nullable(),
  role: z.enum(GROUP_ROLES).nullable(),
  outcome: z
    .enum(ROSTER_OUTCOMES)
    .describe(
      '`add`: has an account and joins · `change`: another role · `invite`: gets a one-time link · `keep`: as it was · `refuse`: see `why`',
    ),
  why: z.enum(['email', 'role', 'twice', 'role-refused', 'last-owner']).nullable(),
  url: z.url().nullable().describe('Of `invite`, once it is done: the personal link'),
});
const rosterSchema = z.object({
  lines: z.array(rosterLineSchema),
  untouched: z.number().int().describe('Members whom the file does not name: they stay what they are'),
  done: z.boolean().describe('False: a dry run'),
});
export type RosterReport = z.infer<typeof rosterSchema>;

export const groupEndpoints = describeEndpoints({
  'GET /api/groups': {
    summary: 'The groups one belongs to, by name, archived ones last',
    response: z.object({ groups: z.array(listedGroupSchema) }),
  },
  'POST /api/groups': {
    summary: 'Found a group; one is its owner',
    body: z.object({ name: nameSchema, description: words(MAX_DESCRIPTION).default('') }),
    response: groupSchema,
    status: 201,
  },
  'GET /api/groups/:id': { summary: 'A group of one’s own', params: id, response: groupPageSchema },
  'PATCH /api/groups/:id': {
    summary: 'Change its name or description (who leads it), or archive it and bring it back (its owner)',
    params: id,
    body: z.object({ name: nameSchema, description: words(MAX_DESCRIPTION), archived: z.boolean() }).partial(),
    response: groupPageSchema,
  },
  'PUT /api/groups/:id/mute': {
    summary: 'Be notified of nothing that happens in a group of one’s own',
    params: id,
    response: null,
  },
  'DELETE /api/groups/:id/mute': { summary: 'Be notified again', params: id, response: null },
  'POST /api/groups/:id/copy': {
    summary:
      'A group for the next term, of which one is the owner: the same description and assignments, their dates moved by whole days; no members, no notes (who leads it). Groups’ articles that are assigned, and that one edits, are shared with it',
    params: id,
    body: z.object({ name: nameSchema, days: z.number().int().min(-3660).max(3660) }),
    response: groupSchema,
    status: 201,
  },
  'GET /api/groups/:id/members': {
    summary: 'Who belongs to a group of one’s own',
    params: id,
    response: z.object({ members: z.array(memberSchema) }),
  },
  'POST /api/groups/:id/members': {
    summary: 'Add an account by its e-mail address: who leads the group. Only its owner makes instructors and owners',
    params: id,
    body: z.object({ email: z.email(), role: z.enum(GROUP_ROLES).default('member') }),
    response: memberSchema,
    status: 201,
  },
  'PATCH /api/groups/:id/members/:member': {
    summary: 'Give a member another role (its owner). One owner stays',
    params: id.extend({ member: z.uuid() }),
    body: z.strictObject({ role: z.enum(GROUP_ROLES) }),
    response: memberSchema,
  },
  'DELETE /api/groups/:id/members/:member': {
    summary: 'Remove a member, or leave. What they wrote stays',
    params: id.extend({ member: z.uuid() }),
    response: null,
  },
  'POST /api/groups/:id/roster': {
    summary:
      'Members from a CSV file with the columns `email`, `name`, `role`: adds and changes, never removes; who has no account gets a personal one-time link (who leads the group)',
    params: id,
    query: z.object({ dryRun: z.stringbool().default(false).describe('Only say what would be done') }),
    raw: ['text/csv', 'text/plain'],
    response: rosterSchema,
  },
  'GET /api/groups/:id/roster/export': {
    summary: 'Members, and who is invited personally, as a CSV file (who leads the group)',
    params: id,
    response: null,
  },
  'GET /api/groups/:id/invitations': {
    summary: 'Ways into the group, newest first (who leads it)',
    params: id,
    response: z.object({ invitations: z.array(invitationSchema) }),
  },
  'POST /api/groups/:id/invitations': {
    summary: 'A new way into the group (who leads it). Only its owner invites instructors',
    params: id,
    body: z.object({
      role: z.enum(['member', 'instructor']).default('member'),
      expiresAt: instant.nullable().default(null),
      maxUses: z.number().int().min(1).max(10_000).nullable().default(null),
    }),
    response: invitationSchema,
    status: 201,
  },
  'DELETE /api/groups/:id/invitations/:invitation': {
    summary: 'Close a way into the group (who leads it). Who has come by it stays',
    params: id.extend({ invitation: z.uuid() }),
    response: null,
  },
  'GET /api/join/:code': {
    summary: 'Where a code leads. Upper or lower case, with or without dashes',
    params: z.object({ code: z.string().max(80) }),
    response: invitedSchema,
  },
  'POST /api/join/:code': {
    summary: 'Join the group. Who belongs to it already stays what they are, and uses nothing up',
    params: z.object({ code: z.string().max(80) }),
    response: groupSchema,
  },
});
