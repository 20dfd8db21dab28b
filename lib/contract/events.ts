/** What happens to the notes of an article while one reads it. */
import { z } from 'zod';
import { describeEndpoints } from './endpoint';

/** One event as it is told to one receiver, who may know of it. */
const eventSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z
      .enum(['changed', 'gone'])
      .describe('`changed`: fetch the thread. `gone`: it is not there any more, for you'),
    id: z.number().int().describe('Events are numbered in the order in which they were committed'),
    article: z.string().describe('Slug'),
    annotation: z.uuid(),
  }),
  z.object({
    kind: z.literal('article').describe('A new edition, or notes from elsewhere: fetch the notes again'),
    id: z.number().int(),
    article: z.string(),
    revision: z.number().int().describe('Number of the newest edition'),
  }),
  z.object({
    kind: z.literal('reset').describe('Too much was missed, or what you may see has changed: fetch everything again'),
    id: z.number().int(),
  }),
]);
export type LiveEvent = z.infer<typeof eventSchema>;

export const eventEndpoints = describeEndpoints({
  'GET /api/events': {
    summary:
      'What happened after an event to notes of articles one reads. With `Accept: text/event-stream` a stream that goes on ' +
      '(`Last-Event-ID` wins over `after`), else what there is by now',
    query: z.object({
      article: z.string().max(2_000).describe('Slugs, separated by commas; at most 20'),
      after: z.coerce.number().int().min(0).optional().describe('Default: from now on'),
    }),
    response: z.object({
      events: z.array(eventSchema),
      upTo: z.number().int().describe('Ask `after` this one next'),
    }),
  },
});
