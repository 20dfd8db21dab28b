/** What is said to a note: replies, reactions, a question's resolution, what words were before. */
import { z } from 'zod';
import { REACTIONS } from '@/lib/domain/discussion/annotation';
import { annotationSchema, bodySchema, layerSchema, replySchema } from './annotations';
import { slugSchema } from './articles';
import { describeEndpoints } from './endpoint';

const note = z.object({ id: z.uuid() });
const reply = note.extend({ reply: z.uuid() });
const emoji = { emoji: z.enum(REACTIONS) };

const wordingSchema = z.object({
  version: z.number().int(),
  writtenAt: z.iso.datetime(),
  body: bodySchema.nullable(),
  tags: z.array(z.string()),
});
const wordings = z.object({
  wordings: z.array(wordingSchema).describe('Newest first; the words in force first of all'),
});
export type Wording = z.infer<typeof wordingSchema>;

export const threadEndpoints = describeEndpoints({
  'PUT /api/annotations/:id/replies/:reply': {
    summary: 'Reply under an id made by the client (UUIDv7). Sending the same again answers the same',
    params: reply,
    body: z.object({
      body: bodySchema,
      layer: layerSchema
        .optional()
        .describe('Which the thread was in when this was written. 409 if it is in another now'),
    }),
    response: replySchema,
    status: 201,
  },
  'PATCH /api/annotations/:id/replies/:reply': {
    summary: 'Change a reply of one’s own. `If-Match: "<version>"` is required',
    params: reply,
    body: z.object({ body: bodySchema }),
    response: replySchema,
  },
  'DELETE /api/annotations/:id/replies/:reply': {
    summary: 'Delete a reply of one’s own',
    params: reply,
    response: null,
  },
  'POST /api/annotations/:id/replies/:reply/restore': {
    summary: 'Undo the deletion',
    params: reply,
    response: replySchema,
  },
  'PUT /api/annotations/:id/reactions/:emoji': {
    summary: 'React to a note',
    params: note.extend(emoji),
    response: annotationSchema,
  },
  'DELETE /api/annotations/:id/reactions/:emoji': {
    summary: 'Take one’s reaction back',
    params: note.extend(emoji),
    response: annotationSchema,
  },
  'PUT /api/annotations/:id/replies/:reply/reactions/:emoji': {
    summary: 'React to a reply',
    params: reply.extend(emoji),
    response: replySchema,
  },
  'DELETE /api/annotations/:id/replies/:reply/reactions/:emoji': {
    summary: 'Take one’s reaction back',
    params: reply.extend(emoji),
    response: replySchema,
  },
  'PUT /api/annotations/:id/resolution': {
    summary: 'Say that a question is answered: its author, or who moderates its layer',
    params: note,
    response: annotationSchema,
  },
  'DELETE /api/annotations/:id/resolution': {
    summary: 'It is not, after all',
    params: note,
    response: annotationSchema,
  },
  'GET /api/annotations/:id/wordings': {
    summary: 'What a note says and has said, as far as it was for the eyes that see it now',
    params: note,
    response: wordings,
  },
  'GET /api/annotations/:id/replies/:reply/wordings': {
    summary: 'What a reply says and has said',
    params: reply,
    response: wordings,
  },
  'GET /api/articles/:slug/people': {
    summary: 'Whom one may name in a layer of an article: a group’s members, or who has written there in public',
    params: z.object({ slug: slugSchema }),
    query: z.object({ layer: layerSchema, q: z.string().trim().max(60).default('') }),
    response: z.object({ people: z.array(z.object({ id: z.uuid(), name: z.string() })).max(8) }),
  },
});
