import { z } from 'zod';
import { OPEN_VISIBILITIES, VISIBILITIES } from '@/lib/domain/permissions/can';
import { SHOWN_SCRIPTS } from '@/lib/domain/script/script';
import { BLOCK_KEY } from '@/lib/domain/text/block';
import { MAX_REASON } from '@/lib/domain/text/reason';
import { editionChangeSchema, editionOutcomeSchema } from './editions';
import { describeEndpoints } from './endpoint';
import { problemSchema } from './problem';

export const slugSchema = z
  .string()
  .min(1)
  .max(120)
  .regex(/^[\p{L}\p{N}]+(?:[-_.][\p{L}\p{N}]+)*$/u)
  .describe('Letters (any script) and digits, joined by - _ .');

const articleSchema = z.object({
  slug: z.string(),
  title: z.string(),
  author: z.string().nullable(),
  date: z.string().nullable(),
  description: z.string().nullable(),
  tags: z.array(z.string()),
  sourceScript: z.string(),
  revision: z.number().int().describe('Number of the newest revision'),
  blockCount: z.number().int(),
  length: z.number().int().describe('UTF-16 code units'),
  visibility: z.enum(VISIBILITIES),
  group: z.uuid().nullable().describe('With `visibility: group`: whose members read it'),
  sharedWith: z
    .array(z.uuid())
    .describe('With `visibility: group`: other groups whose members read it too; those that one may know of'),
  published: z.boolean(),
  publicNotes: z.boolean(),
  canEdit: z.boolean(),
  createdAt: z.iso.datetime(),
});
export type ArticleSummary = z.infer<typeof articleSchema>;

const revisionSchema = z.object({
  number: z.number().int(),
  title: z.string(),
  createdAt: z.iso.datetime(),
  blockCount: z.number().int(),
  length: z.number().int(),
  by: z.string().nullable().describe('Who published it. Null: the command line, or an account that is gone'),
  reason: z.string().nullable().describe('Why, in their words'),
  outcome: editionOutcomeSchema
    .extend({ notes: editionOutcomeSchema.shape.notes.nullable() })
    .nullable()
    .describe(
      'What it did to text and notes. Null: the first. Private notes count, so only who edits it is told of notes',
    ),
});
export type RevisionSummary = z.infer<typeof revisionSchema>;

const imageSchema = z.union([
  z.object({ asset: z.string(), width: z.number().optional(), height: z.number().optional() }),
  z.object({ href: z.string() }),
]);
const span = { start: z.number().int(), end: z.number().int() };
const markSchema = z.discriminatedUnion('type', [
  z.object({ ...span, type: z.enum(['strong', 'emphasis', 'delete', 'code', 'break']) }),
  z.object({ ...span, type: z.literal('link'), href: z.string(), title: z.string().optional() }),
  z.object({ ...span, type: z.literal('math'), tex: z.string() }),
  z.object({ ...span, type: z.literal('footnote-reference'), label: z.string() }),
  z.object({ ...span, type: z.literal('image'), image: imageSchema, alt: z.string() }),
]);
const containerSchema = z.discriminatedUnion('type', [
  z.object({ id: z.number(), type: z.literal('quote') }),
  z.object({ id: z.number(), type: z.literal('list'), ordered: z.boolean(), start: z.number().optional() }),
  z.object({ id: z.number(), type: z.literal('item'), checked: z.boolean().optional() }),
  z.object({ id: z.number(), type: z.literal('footnote'), label: z.string(), number: z.number() }),
]);
const blockSchema = z.object({
  key: z.string(),
  number: z.number().int(),
  kind: z.enum(['heading', 'paragraph', 'quote', 'list-item', 'footnote', 'code', 'table', 'figure', 'math']),
  text: z.string(),
  marks: z.array(markSchema),
  path: z.array(containerSchema),
  attrs: z.object({
    level: z.number().optional(),
    language: z.string().optional(),
    alignments: z.array(z.enum(['left', 'center', 'right']).nullable()).optional(),
    image: imageSchema.optional(),
    alt: z.string().optional(),
    tex: z.string().optional(),
    dividerBefore: z.boolean().optional(),
  }),
});

const slugParam = z.object({ slug: slugSchema });
const wholeNumber = z.coerce.number().int().min(1);
export const shownScriptSchema = z.enum(SHOWN_SCRIPTS).describe('`source`: as it was written');

/** In their order. */
export const IMPORT_STAGES = ['reading', 'structuring', 'comparing', 'placing', 'storing'] as const;
const importProgressSchema = z.object({
  stage: z
    .enum(IMPORT_STAGES)
    .describe(
      '`reading` counts bytes, `storing` blocks, `placing` the notes of a next edition; `structuring` (headings, marks) and `comparing` (with the edition in force) are done at once',
    ),
  done: z.number().int(),
  total: z.number().int(),
});
export type ImportProgress = z.infer<typeof importProgressSchema>;

const warningsSchema = z.array(z.object({ line: z.number().int().nullable(), message: z.string() }));

/** What an edition says about itself beside its text. */
export const EDITION_FACTS = ['title', 'author', 'date', 'description', 'tags', 'categories', 'sourceScript'] as const;

const importedSchema = z.object({
  article: articleSchema,
  headings: z.number().int().describe('How many headings were found'),
  warnings: warningsSchema,
  outcome: editionOutcomeSchema.optional().describe('Of a next edition: what it did to text and notes'),
});

const changedFactsSchema = z
  .array(z.object({ name: z.enum(EDITION_FACTS), before: z.string(), after: z.string() }))
  .describe('What the text says about itself, where that differs; lists joined by 、');

const previewSchema = z.object({
  base: z.number().int().describe('Number of the edition in force, which it was compared with'),
  outcome: editionOutcomeSchema,
  facts: changedFactsSchema,
  changes: z.array(editionChangeSchema).describe('In reading order, at most 200'),
  more: z.number().int().describe('How many further changes there are'),
  warnings: warningsSchema,
});
export type EditionPreview = z.infer<typeof previewSchema>;

/** Changes on a page. */
export const CHANGES_PAGE = 50;

const changesSchema = z.object({
  revision: z.number().int().describe('Its number; it is compared with the one before'),
  script: shownScriptSchema,
  lang: z.string().describe('BCP 47, of the text as shown'),
  facts: changedFactsSchema,
  total: z.number().int().describe('Changes in the whole edition'),
  changes: z.array(editionChangeSchema).describe('In reading order'),
  next: z.number().int().nullable().describe('`from` of the next page'),
});
export type ChangesOfEdition = z.infer<typeof changesSchema>;

const fileQuery = z.object({ filename: z.string().max(255).optional() });
const fileTypes = ['text/markdown', 'text/plain', 'multipart/form-data'] as const;

export const articleEndpoints = describeEndpoints({
  'GET /api/articles': {
    summary: 'The articles one may read, newest first',
    response: z.object({ articles: z.array(articleSchema) }),
  },
  'POST /api/articles': {
    summary:
      'Import an article, or the next edition of one. Markdown or plain text as the body, or a form with `file`, `assets` (its images) and the fields of the query',
    query: fileQuery.extend({
      slug: slugSchema
        .optional()
        .describe('Of an article that one edits: this is its next edition. Default: made from the file name or title'),
      visibility: z.enum(OPEN_VISIBILITIES).optional().describe('Of a new article'),
      group: z.uuid().optional().describe('Of a new article: only for the members of this group, which one leads'),
      base: z.coerce
        .number()
        .int()
        .min(0)
        .optional()
        .describe(
          'Number of the edition that this one was made from: 409 when another is in force; 0: only a new article',
        ),
      reason: z
        .string()
        .max(MAX_REASON)
        // PostgreSQL stores no U+0000, and half a surrogate pair is no text.
        .refine((reason) => !/\0|\p{Cs}/u.test(reason))
        .optional()
        .describe('Why there is a next edition'),
    }),
    raw: fileTypes,
    response: importedSchema,
    lines: z
      .union([importProgressSchema, importedSchema, problemSchema])
      .describe('How far it has come; the last line is what the import came to, or the problem'),
    status: 201,
  },
  'GET /api/articles/:slug': { summary: 'One article', params: slugParam, response: articleSchema },
  'PATCH /api/articles/:slug': {
    summary: 'Who may read it, whether it takes public notes, whether it is published (its editors)',
    params: slugParam,
    body: z
      .object({
        visibility: z.enum(OPEN_VISIBILITIES).describe('A group’s article is the group’s no more'),
        group: z.uuid().describe('Only for the members of this group from now on, which one leads'),
        publicNotes: z.boolean(),
        published: z.boolean(),
      })
      .partial(),
    response: articleSchema,
  },
  'PUT /api/articles/:slug/groups/:group': {
    summary:
      'Let another group read a group’s article, and write on it in its own layer (who edits the article and leads that group)',
    params: slugParam.extend({ group: z.uuid() }),
    response: null,
  },
  'DELETE /api/articles/:slug/groups/:group': {
    summary: 'Let it read the article no longer (who edits the article, or leads that group). What it wrote stays',
    params: slugParam.extend({ group: z.uuid() }),
    response: null,
  },
  'GET /api/articles/:slug/revisions': {
    summary: 'Its editions',
    params: slugParam,
    response: z.object({ revisions: z.array(revisionSchema) }),
  },
  'POST /api/articles/:slug/revisions/preview': {
    summary:
      'What a next edition would do to text and notes (its editors). The body as for importing; nothing is stored',
    params: slugParam,
    query: fileQuery.extend({
      script: shownScriptSchema.default('source'),
      quotes: z.stringbool().default(true).describe('Whether quotation marks follow the script'),
    }),
    raw: fileTypes,
    response: previewSchema,
    lines: z
      .union([importProgressSchema, previewSchema, problemSchema])
      .describe('How far it has come; the last line is the preview, or the problem'),
  },
  'GET /api/articles/:slug/revisions/:number': {
    summary: 'One edition',
    params: slugParam.extend({ number: wholeNumber }),
    response: revisionSchema,
  },
  'GET /api/articles/:slug/revisions/:number/changes': {
    summary: 'What an edition has otherwise than the one before. The first has none before it',
    params: slugParam.extend({ number: wholeNumber }),
    query: z.object({
      script: shownScriptSchema.default('source'),
      quotes: z.stringbool().default(true).describe('Whether quotation marks follow the script'),
      from: wholeNumber.default(1).describe('Number of a change, 1…'),
      limit: z.coerce.number().int().min(1).max(200).default(CHANGES_PAGE),
    }),
    response: changesSchema,
  },
  'GET /api/articles/:slug/blocks': {
    summary: 'Blocks of an edition, in order, as they are shown in a script',
    params: slugParam,
    query: z.object({
      revision: wholeNumber.optional().describe('Default: the newest'),
      from: wholeNumber.default(1),
      limit: z.coerce.number().int().min(1).max(200).default(200),
      script: shownScriptSchema.default('source'),
    }),
    response: z.object({
      revision: z.number().int(),
      script: shownScriptSchema,
      blocks: z.array(
        blockSchema.extend({
          alignment: z
            .array(z.tuple([z.number(), z.number(), z.number(), z.number(), z.string()]))
            .describe('What is not one-to-one: source start, end, displayed start, end, the source’s words'),
        }),
      ),
      next: z.number().int().nullable().describe('`from` of the next page'),
    }),
  },
  'PUT /api/articles/:slug/place': {
    summary: 'Where one stopped reading (signed in)',
    params: slugParam,
    body: z.object({ block: z.string().regex(BLOCK_KEY), progress: z.number().min(0).max(1) }),
    response: null,
  },
  'GET /api/assets/:hash': {
    summary: 'An image of an article one may read',
    params: z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/) }),
    response: null,
    status: 200,
  },
});
