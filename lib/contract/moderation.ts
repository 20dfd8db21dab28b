import { z } from 'zod';
import { annotationSchema, replySchema } from './annotations';
import { describeEndpoints } from './endpoint';

const note = z.object({ id: z.uuid() });
const reply = note.extend({ reply: z.uuid() });
const reason = z.object({
  reason: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .refine((text) => !/\0|\p{Cs}/u.test(text)),
});

const waitingSchema = z.object({
  note: annotationSchema,
  reply: z.uuid().nullable().describe('The reply that is flagged; null: the note itself'),
  articleTitle: z.string(),
  flags: z.array(
    z.object({
      by: z.object({ id: z.uuid(), name: z.string() }),
      reason: z.string(),
      at: z.iso.datetime(),
    }),
  ),
});
export type WaitingView = z.infer<typeof waitingSchema>;

export const moderationEndpoints = describeEndpoints({
  'PUT /api/annotations/:id/flag': {
    summary: 'Ask who moderates its layer to look at a note, and say why. Once each; again replaces the reason',
    params: note,
    body: reason,
    response: null,
  },
  'DELETE /api/annotations/:id/flag': { summary: 'Take it back', params: note, response: null },
  'PUT /api/annotations/:id/replies/:reply/flag': {
    summary: 'The same of a reply',
    params: reply,
    body: reason,
    response: null,
  },
  'DELETE /api/annotations/:id/replies/:reply/flag': { summary: 'Take it back', params: reply, response: null },
  'PUT /api/annotations/:id/hiding': {
    summary: 'Hide a thread from everybody but its author and who moderates its layer, on record; settles its flags',
    params: note,
    body: reason,
    response: annotationSchema,
  },
  'DELETE /api/annotations/:id/hiding': {
    summary: 'Show it again, on record',
    params: note,
    response: annotationSchema,
  },
  'PUT /api/annotations/:id/replies/:reply/hiding': {
    summary: 'The same of a reply',
    params: reply,
    body: reason,
    response: replySchema,
  },
  'DELETE /api/annotations/:id/replies/:reply/hiding': {
    summary: 'Show it again',
    params: reply,
    response: replySchema,
  },
  'POST /api/annotations/:id/flags/settle': {
    summary: 'Nothing is wrong with it: its flags are settled',
    params: note,
    body: z.object({ reply: z.uuid().nullable() }),
    response: null,
  },
  'GET /api/moderation': {
    summary: 'What was flagged and waits for the one who asks, the longest waiting first',
    query: z.object({ cursor: z.string().max(100).optional() }),
    response: z.object({ waiting: z.array(waitingSchema), cursor: z.string().nullable() }),
  },
});
