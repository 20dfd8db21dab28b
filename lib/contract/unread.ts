import { z } from 'zod';
import { layerSchema } from './annotations';
import { slugSchema } from './articles';
import { describeEndpoints } from './endpoint';

export const unreadEndpoints = describeEndpoints({
  'PUT /api/annotations/:id/read': {
    summary: 'One has read a thread up to an event: its `activity`, as it was shown. Never goes back',
    params: z.object({ id: z.uuid() }),
    body: z.object({ upTo: z.number().int().min(0) }),
    response: null,
  },
  'POST /api/articles/:slug/read': {
    summary: 'One has read everything on an article up to an event',
    params: z.object({ slug: slugSchema }),
    body: z.object({ upTo: z.number().int().min(0), layer: layerSchema.optional().describe('Default: all layers') }),
    response: null,
  },
});
