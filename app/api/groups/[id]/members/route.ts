import { addMember, listMembers } from '@/lib/server/groups';
import { route } from '@/lib/server/http';

export const GET = route('GET /api/groups/:id/members', ({ viewer, params }) => listMembers(viewer, params.id));

export const POST = route('POST /api/groups/:id/members', ({ viewer, params, body }) =>
  addMember(viewer, params.id, body),
);
