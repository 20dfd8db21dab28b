import { changeGroup, readGroup } from '@/lib/server/groups-change';
import { route } from '@/lib/server/http';

export const GET = route('GET /api/groups/:id', ({ viewer, params }) => readGroup(viewer, params.id));

export const PATCH = route('PATCH /api/groups/:id', ({ viewer, params, body }) => changeGroup(viewer, params.id, body));
