import { route } from '@/lib/server/http';
import { listPeople } from '@/lib/server/people';

export const GET = route('GET /api/users', ({ viewer }) => listPeople(viewer));
