import { foundGroup, countedGroups } from '@/lib/server/groups';
import { route } from '@/lib/server/http';
import { Problem } from '@/lib/server/problem';

export const GET = route('GET /api/groups', async ({ viewer }) =>
  viewer ? { groups: await countedGroups(viewer) } : new Problem('not-signed-in'),
);

export const POST = route('POST /api/groups', ({ viewer, body }) => foundGroup(viewer, body));
