import { route } from '@/lib/server/http';
import { answerEvents } from '@/lib/server/live/answer';

export const GET = route('GET /api/events', ({ request, query }) => answerEvents(request, query));
