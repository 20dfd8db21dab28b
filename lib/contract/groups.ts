import { z } from 'zod';
import { GROUP_ROLES } from '@/lib/domain/permissions/can';
import { describeEndpoints } from './endpoint';

const groupSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  role: z.enum(GROUP_ROLES).describe('As what the one who asks belongs to it'),
});
export type GroupView = z.infer<typeof groupSchema>;

const memberSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  role: z.enum(GROUP_ROLES),
  joinedAt: z.iso.datetime(),
});

const id = z.object({ id: z.uuid() });
const nameSchema = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .refine((name) => !/\0|\p{Cs}/u.test(name));

export const groupEndpoints = describeEndpoints({
  'GET /api/groups': {
    summary: 'The groups one belongs to, by name',
    response: z.object({ groups: z.array(groupSchema) }),
  },
  'POST /api/groups': {
    summary: 'Found a group; one is its owner',
    body: z.object({ name: nameSchema }),
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
  'DELETE /api/groups/:id/members/:member': {
    summary: 'Remove a member, or leave. What they wrote stays',
    params: id.extend({ member: z.uuid() }),
    response: null,
  },
});
