import { z } from 'zod';
import { ANCHOR_STATES } from '@/lib/domain/anchoring/anchor';
import { LAYERS, MOTIVATIONS, REACTIONS } from '@/lib/domain/discussion/annotation';
import { GROUP_ROLES } from '@/lib/domain/permissions/can';
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

export const layerSchema = z
  .union([z.enum(LAYERS), z.templateLiteral(['group:', z.uuid()])])
  .describe('Who sees it: its author, everybody who reads the article, or the members of a group: `group:` and its id');

/** Tiptap’s document; the server checks it against the note schema of `lib/richtext`. */
export const bodySchema = z.looseObject({ type: z.literal('doc') });
/** PostgreSQL stores no U+0000, and half a surrogate pair is no text. */
const tagSchema = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .refine((tag) => !/\0|\p{Cs}/u.test(tag));
const tagsSchema = z.array(tagSchema).max(20);

const nameSchema = z.object({ id: z.uuid(), name: z.string() });

const reactionsSchema = z
  .array(z.object({ emoji: z.enum(REACTIONS), count: z.number().int(), mine: z.boolean() }))
  .describe('Those that somebody gave, in the order in which they are offered');

const hiddenSchema = z
  .object({ at: z.iso.datetime(), reason: z.string(), by: nameSchema.nullable() })
  .nullable()
  .describe('By a moderator. Then only its author and who moderates it see it');

/** What the one who asks may do with it, beside reading. */
export const NOTE_RIGHTS = ['answer', 'change', 'delete', 'flag', 'hide', 'repair', 'resolve'] as const;
export const REPLY_RIGHTS = ['react', 'change', 'delete', 'flag', 'hide'] as const;

const aliasSchema = z
  .number()
  .int()
  .nullable()
  .describe('In an anonymous assignment: by which number peers know its author, who is then not named');

export const replySchema = z.object({
  id: z.uuid(),
  author: nameSchema.nullable().describe('As a note’s'),
  alias: aliasSchema,
  authorRole: z.enum(GROUP_ROLES).nullable().describe('In a group’s thread: as what its author belongs to the group'),
  originAuthor: z.string().nullable(),
  body: bodySchema,
  version: z.number().int(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  mine: z.boolean(),
  hidden: hiddenSchema,
  flagged: z
    .boolean()
    .describe('Whether the one who asks has flagged it, or, moderating it, has flags of others to settle'),
  reactions: reactionsSchema,
  may: z.array(z.enum(REPLY_RIGHTS)),
  shownBody: bodySchema.optional().describe('The body in the script asked for, when that differs'),
});
export type ReplyView = z.infer<typeof replySchema>;

export const annotationSchema = z.object({
  id: z.uuid(),
  article: z.string().describe('Slug'),
  revision: z.number().int().describe('On which revision it was made'),
  layer: layerSchema,
  group: nameSchema.nullable().describe('Whose layer it is; null for the layers that everybody has'),
  motivation: z.enum(MOTIVATIONS),
  author: nameSchema
    .nullable()
    .describe('Null: the account was deleted, the note came from elsewhere, or it was itself deleted; or see `alias`'),
  alias: aliasSchema,
  authorRole: z.enum(GROUP_ROLES).nullable().describe('In a group’s layer: as what its author belongs to the group'),
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
  deleted: z.boolean().describe('A tombstone: its words are gone, what was answered is not'),
  hidden: hiddenSchema,
  flagged: z
    .boolean()
    .describe('Whether the one who asks has flagged it, or, moderating it, has flags of others to settle'),
  resolved: z.object({ at: z.iso.datetime(), by: nameSchema.nullable() }).nullable(),
  reactions: reactionsSchema,
  activity: z.number().int().describe('Number of the newest event that told of words in the thread. 0: none'),
  unread: z.boolean().describe('Whether the one who asks has not read up to that event'),
  may: z.array(z.enum(NOTE_RIGHTS)),
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
  repairedBy: nameSchema.nullable().describe('Who said that it stands there'),
});
export type Stay = z.infer<typeof staySchema>;

const idParam = z.object({ id: z.uuid() });
const wholeNumber = z.coerce.number().int().min(1);
const shownAs = {
  script: shownScriptSchema.default('source').describe('In which script to show the notes’ bodies'),
  quotes: z.stringbool().default(true).describe('Whether quotation marks in them follow the script'),
};

const densitySchema = z.object({ count: z.number().int(), unread: z.number().int() });

const NOTE_ORDERS = ['place', 'time'] as const;

/** Which of the notes. Several: those that fit all of them. */
const filterFields = {
  section: wholeNumber.optional().describe('Number of a block: those of its section, from heading to heading'),
  author: z.uuid().optional(),
  tag: tagSchema.optional(),
  motivation: z.enum(MOTIVATIONS).optional(),
  resolved: z.stringbool().optional(),
  unread: z.stringbool().optional(),
  q: z.string().trim().max(200).optional().describe('Words that are in the note, its tags or what it is on'),
  sort: z.enum(NOTE_ORDERS).default('place').describe('`time`: what somebody said something in last comes first'),
  limit: z.coerce.number().int().min(1).max(100).optional().describe('Default: all, without pages'),
  cursor: z
    .string()
    .max(400)
    .regex(/^[\w-]+$/)
    .optional()
    .describe('As the page before gave it, asked in the same order'),
};

export const annotationEndpoints = describeEndpoints({
  'GET /api/articles/:slug/annotations/density': {
    summary: 'How many notes that one may see begin in each block that has any, in reading order',
    params: z.object({ slug: slugSchema }),
    query: z.object({
      revision: z.coerce.number().int().min(1).optional().describe('Default: the newest'),
      layer: layerSchema.optional(),
    }),
    response: z.object({
      blocks: z.array(densitySchema.extend({ block: z.string(), number: z.number().int() })),
      whole: densitySchema.describe('Of those on the whole article'),
    }),
  },
  'GET /api/articles/:slug/annotations/facets': {
    summary: 'By what the notes that one may see can be told apart: who wrote them, their tags, their layers',
    params: z.object({ slug: slugSchema }),
    query: z.object({ revision: z.coerce.number().int().min(1).optional().describe('Default: the newest') }),
    response: z.object({
      people: z.array(nameSchema.extend({ count: z.number().int() })).describe('Who wrote most first'),
      tags: z.array(z.object({ tag: z.string(), count: z.number().int() })).describe('The most frequent first'),
      layers: z.array(z.object({ layer: layerSchema, group: nameSchema.nullable(), count: z.number().int() })),
    }),
  },
  'GET /api/articles/:slug/annotations': {
    summary: 'Notes one may see, by place; or those of them that fit, a page at a time',
    params: z.object({ slug: slugSchema }),
    query: z.object({
      revision: wholeNumber.optional(),
      layer: layerSchema.optional(),
      from: wholeNumber.optional().describe('First block’s number'),
      to: wholeNumber.optional().describe('Last block’s number'),
      ...shownAs,
      ...filterFields,
    }),
    response: z.object({
      annotations: z.array(annotationSchema),
      count: z.number().int().describe('How many fit, those on other pages too'),
      cursor: z.string().nullable().describe('Of the next page, where there is one'),
      upTo: z.number().int().describe('Newest event that this list knows: `GET /api/events?after=` goes on from there'),
    }),
  },
  'GET /api/annotations/:id': {
    summary: 'One note, with its thread',
    params: idParam,
    query: z.object({
      revision: wholeNumber.optional().describe('As it stands there. Default: in the newest'),
      ...shownAs,
    }),
    response: annotationSchema,
  },
  'PUT /api/annotations/:id': {
    summary: 'Create a note under an id made by the client (UUIDv7). Sending the same again answers the same',
    params: idParam,
    body: z.object({
      article: slugSchema,
      revision: z.number().int().min(1),
      layer: layerSchema,
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
      .object({ layer: layerSchema, motivation: z.enum(MOTIVATIONS), body: bodySchema.nullable(), tags: tagsSchema })
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
    query: z.object({
      q: z.string().trim().max(200).optional(),
      layer: layerSchema.optional(),
      cursor: z.uuid().optional(),
    }),
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
