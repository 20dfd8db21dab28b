import { route } from '@/lib/server/http';
import { search } from '@/lib/server/search-library';

export const GET = route('GET /api/search', ({ viewer, query }) => search(viewer, query));
