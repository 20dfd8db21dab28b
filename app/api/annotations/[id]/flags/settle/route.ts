import { settleFlags } from '@/lib/server/flags';
import { route } from '@/lib/server/http';

export const POST = route('POST /api/annotations/:id/flags/settle', ({ viewer, params, body }) =>
  settleFlags(viewer, { note: params.id, reply: body.reply }),
);
