import { z } from 'zod';
import { ANCHOR_STATES } from '@/lib/domain/anchoring/anchor';
import { LAYERS, MOTIVATIONS } from '@/lib/domain/discussion/annotation';
import { BLOCK_KEY } from '@/lib/domain/text/block';
import { shownScriptSchema, slugSchema } from './articles';
import { describeEndpoints } from './endpoint';

const pointSchema = z.object({
  block: z.string().regex(BLOCK_KEY),
  offset: z.number().int().min(0).describe('UTF-16 code units into the block’s source text'),
});
const placeInputs = [
  z.object({
    start: pointSchema,
    end: pointSchema,
    exact: z.string().min(1).max(100_000).describe('The words as shown; blocks joined by a line feed, U+FFFC kept'),
    script: shownScriptSchema.optional().describe('In which script `exact` is. Default: the source'),
    rules: z.number().int().min(0).optional().describe('Which version of the protected words it was shown by'),
  }),
  z.strictObject({ block: z.string().regex(BLOCK_KEY) }),
] as const;
export const targetInputSchema = z
  .union(placeInputs)
  .nullable()
  .describe('Words, a whole block, or null for the whole article');

const targetSchema = z
  .union([
    z.object({
      start: pointSchema,
      end: pointSchema,
      exact: z.string(),
      prefix: z.string(),
      suffix: z.string(),
    }),
    z.object({ block: z.string() }),
  ])
  .nullable();

/** Tiptap’s document; the server checks it against the note schema of `lib/richtext`. */
const bodySchema = z.looseObject({ type: z.literal('doc') });
/** PostgreSQL stores no U+0000, and half a surrogate pair is no text. */
const tagSchema = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .refine((tag) => !/\0|\p{Cs}/u.test(tag));
const tagsSchema = z.array(tagSchema).max(20);

const replySchema = z.object({
  id: z.uuid(),
  author: z.object({ id: z.uuid(), name: z.string() }).nullable().describe('As a note’s'),
  originAuthor: z.string().nullable(),
  body: bodySchema,
  createdAt: z.iso.datetime(),
  shownBody: bodySchema.optional().describe('The body in the script asked for, when that differs'),
});
export type ReplyView = z.infer<typeof replySchema>;

const annotationSchema = z.object({
  id: z.uuid(),
  article: z.string().describe('Slug'),
  revision: z.number().int().describe('On which revision it was made'),
  layer: z.enum(LAYERS),
  motivation: z.enum(MOTIVATIONS),
  author: z
    .object({ id: z.uuid(), name: z.string() })
    .nullable()
    .describe('Null: the account was deleted, or the note came from elsewhere'),
  originAuthor: z
    .string()
    .nullable()
    .describe('Of a note from elsewhere: its author’s name there, empty where it has none'),
  standsIn: z.number().int().describe('Of which revision `target`, `state` and `words` are'),
  target: targetSchema.describe('Of a removed note: the block at its old place'),
  state: z.enum(ANCHOR_STATES),
  quote: z.string().nullable().describe('The words it was made on. Null: a whole block or article'),
  words: z.string().nullable().describe('The words it stands on; of a removed note the last it stood on'),
  body: bodySchema.nullable(),
  tags: z.array(z.string()),
  version: z.number().int(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  mine: z.boolean(),
  replies: z.array(replySchema).describe('In time order'),
  shownBody: bodySchema.optional().describe('The body in the script asked for, when that differs'),
  shown: z
    .object({ quote: z.string().nullable(), words: z.string().nullable() })
    .optional()
    .describe('`quote` and `words` in the script asked for, of a note whose words changed'),
});
export type AnnotationView = z.infer<typeof annotationSchema>;

const staySchema = z.object({
  from: z.number().int().describe('The first revision it stood so in'),
  to: z.number().int().nullable().describe('The last; null: it stands so now'),
  since: z.iso.datetime().describe('When the first of them was published'),
  state: z.enum(ANCHOR_STATES),
  block: z.number().int().nullable().describe('Number of the block it began in then. Null: the whole article'),
  words: z.string().nullable().describe('The words it stood on then; of a removed note the last it had stood on'),
  repairedBy: z.object({ id: z.uuid(), name: z.string() }).nullable().describe('Who said that it stands there'),
});
export type Stay = z.infer<typeof staySchema>;

const idParam = z.object({ id: z.uuid() });
const wholeNumber = z.coerce.number().int().min(1);

export const annotationEndpoints = describeEndpoints({
  'GET /api/articles/:slug/annotations/density': {
    summary: 'How many notes that one may see begin in each block that has any, in reading order',
    params: z.object({ slug: slugSchema }),
    query: z.object({ revision: z.coerce.number().int().min(1).optional().describe('Default: the newest') }),
    response: z.object({
      blocks: z.array(z.object({ block: z.string(), number: z.number().int(), count: z.number().int() })),
    }),
  },
  'GET /api/articles/:slug/annotations': {
    summary: 'Notes one may see, by place',
    params: z.object({ slug: slugSchema }),
    query: z.object({
      revision: wholeNumber.optional(),
      layer: z.enum(LAYERS).optional(),
      from: wholeNumber.optional().describe('First block’s number'),
      to: wholeNumber.optional().describe('Last block’s number'),
      script: shownScriptSchema.default('source').describe('In which script to show the notes’ bodies'),
      quotes: z.stringbool().default(true).describe('Whether quotation marks in them follow the script'),
    }),
    response: z.object({ annotations: z.array(annotationSchema) }),
  },
  'GET /api/annotations/:id': { summary: 'One note', params: idParam, response: annotationSchema },
  'PUT /api/annotations/:id': {
    summary: 'Create a note under an id made by the client (UUIDv7). Sending the same again answers the same',
    params: idParam,
    body: z.object({
      article: slugSchema,
      revision: z.number().int().min(1),
      layer: z.enum(LAYERS),
      motivation: z.enum(MOTIVATIONS),
      target: targetInputSchema,
      body: bodySchema.nullable(),
      tags: tagsSchema.default([]),
    }),
    response: annotationSchema,
    status: 201,
  },
  'PATCH /api/annotations/:id': {
    summary: 'Change a note of one’s own. `If-Match: "<version>"` is required',
    params: idParam,
    body: z
      .object({ layer: z.enum(LAYERS), motivation: z.enum(MOTIVATIONS), body: bodySchema.nullable(), tags: tagsSchema })
      .partial(),
    response: annotationSchema,
  },
  'DELETE /api/annotations/:id': { summary: 'Delete a note of one’s own', params: idParam, response: null },
  'POST /api/annotations/:id/restore': {
    summary: 'Undo the deletion',
    params: idParam,
    response: annotationSchema,
  },
  'POST /api/annotations/:id/reattach': {
    summary:
      'Say where a note of one’s own, or a public one on an article that one edits, stands. `If-Match: "<version>"` is required',
    params: idParam,
    body: z.object({
      revision: z.number().int().min(1).describe('The edition that one sees'),
      target: z
        .union([
          ...placeInputs,
          z
            .strictObject({ gone: z.string().regex(BLOCK_KEY).nullable() })
            .describe('Nowhere any more: its words are gone, its old place is by this block of the newest edition'),
        ])
        .optional()
        .describe('Without: it stands where it is found'),
    }),
    response: annotationSchema,
  },
  'GET /api/annotations/:id/history': {
    summary: 'Where a note has stood, edition by edition, newest first',
    params: idParam,
    response: z.object({ stays: z.array(staySchema) }),
  },
  'GET /api/me/annotations': {
    summary: 'All one’s own notes, newest first',
    query: z.object({ q: z.string().trim().max(200).optional(), cursor: z.uuid().optional() }),
    response: z.object({
      annotations: z.array(
        annotationSchema.extend({ articleTitle: z.string(), blockNumber: z.number().int().nullable() }),
      ),
      cursor: z.uuid().nullable(),
    }),
  },
  'GET /api/me/annotations/export': {
    summary: 'The same as a file',
    query: z.object({ format: z.enum(['markdown', 'json', 'w3c']) }),
    response: null,
    status: 200,
  },
});
