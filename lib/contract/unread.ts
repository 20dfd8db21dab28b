import { z } from 'zod';
import { layerSchema } from './annotations';
import { slugSchema } from './articles';
import { describeEndpoints } from './endpoint';

const upTo = z.number().int().min(0);

export const unreadEndpoints = describeEndpoints({
  'PUT /api/annotations/:id/read': {
    summary: 'One has read a thread up to an event: its `activity`, as it was shown. Never goes back',
    params: z.object({ id: z.uuid() }),
    body: z.object({ upTo }),
    response: null,
  },
  'PUT /api/articles/:slug/opened': {
    summary:
      'One has opened an article: what is said in public after an event is unread from now on. Again: changes nothing',
    params: z.object({ slug: slugSchema }),
    body: z.object({ upTo: upTo.describe('As the list of its notes gave it') }),
    response: null,
  },
  'POST /api/articles/:slug/read': {
    summary: 'One has read everything on an article up to an event, or some threads, each up to its own',
    params: z.object({ slug: slugSchema }),
    body: z.union([
      z.strictObject({ upTo, layer: layerSchema.optional().describe('Default: all layers') }),
      z.strictObject({
        threads: z
          .array(z.object({ id: z.uuid(), upTo }))
          .min(1)
          .max(200),
      }),
    ]),
    response: null,
  },
});
