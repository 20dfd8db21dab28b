import { muteGroup } from '@/lib/server/groups-change';
import { route } from '@/lib/server/http';

export const PUT = route('PUT /api/groups/:id/mute', ({ viewer, params }) => muteGroup(viewer, params.id, true));

export const DELETE = route('DELETE /api/groups/:id/mute', ({ viewer, params }) => muteGroup(viewer, params.id, false));
