import { z } from 'zod';
import { MOTIVATIONS } from '@/lib/domain/discussion/annotation';
import { MAX_QUERY } from '@/lib/domain/search/query';
import { layerSchema } from './annotations';
import { shownScriptSchema, slugSchema } from './articles';
import { describeEndpoints } from './endpoint';

const wholeNumber = z.coerce.number().int().min(1);

const shown = {
  q: z
    .string()
    .trim()
    .max(MAX_QUERY)
    .describe('Words in any script; all must occur in a block. Quotation marks around words hold them together'),
  script: shownScriptSchema.default('source').describe('In which script to show what is found'),
  quotes: z.stringbool().default(true).describe('Whether quotation marks in it follow the script'),
};

/** What stands around a hit, in the reader's script. */
const snippetSchema = z.array(z.object({ text: z.string(), hit: z.boolean() }));

const asked = z.boolean().describe('False: the query holds nothing to look for, punctuation alone for one');

const articleHitsSchema = z.object({
  asked,
  total: z.number().int().describe('Occurrences in the whole article'),
  blocks: z.number().int().describe('Blocks in which there are any'),
  hits: z.array(
    z.object({
      block: z.string().describe('Key'),
      number: z.number().int(),
      section: z.string().nullable().describe('Title of the heading it stands under'),
      first: z.number().int().describe('Which of all occurrences its first one is, 1…'),
      spans: z
        .array(z.object({ start: z.number().int(), end: z.number().int() }))
        .describe('UTF-16 code units into the block’s source text'),
      snippet: snippetSchema,
    }),
  ),
  next: z.number().int().nullable().describe('`from` of the next page'),
});
export type ArticleHits = z.infer<typeof articleHitsSchema>;

const foundArticleSchema = z.object({
  slug: z.string(),
  title: snippetSchema,
  author: z.string().nullable(),
  lang: z.string().describe('BCP 47, of the words as shown'),
  count: z.number().int().describe('Occurrences that were counted'),
  more: z.boolean().describe('There are more than were counted'),
  hits: z
    .array(z.object({ block: z.string(), number: z.number().int(), snippet: snippetSchema }))
    .describe('The blocks with the most of them, at most 3'),
});
const foundNoteSchema = z.object({
  id: z.uuid(),
  article: z.string().describe('Slug'),
  articleTitle: z.string(),
  blockNumber: z.number().int().nullable(),
  layer: layerSchema,
  group: z.string().nullable().describe('Name of the group whose layer it is'),
  motivation: z.enum(MOTIVATIONS),
  author: z
    .string()
    .nullable()
    .describe('Null: the account was deleted, or the note came from elsewhere; or see `alias`'),
  alias: z.number().int().nullable().describe('As a note’s'),
  originAuthor: z
    .string()
    .nullable()
    .describe('Of a note from elsewhere: its author’s name there, empty where it has none'),
  mine: z.boolean(),
  createdAt: z.iso.datetime(),
  quote: snippetSchema.nullable(),
  body: snippetSchema.nullable(),
  tags: z.array(z.object({ text: z.string(), hit: z.boolean() })),
});
const foundSchema = z.object({
  asked,
  articles: z.array(foundArticleSchema).describe('Those with the words in their title first'),
  notes: z.array(foundNoteSchema).describe('Newest first'),
  cursor: z.string().nullable(),
});
export type Found = z.infer<typeof foundSchema>;

export const searchEndpoints = describeEndpoints({
  'GET /api/articles/:slug/search': {
    summary: 'Find words in an article',
    params: z.object({ slug: slugSchema }),
    query: z.object({
      ...shown,
      revision: wholeNumber.optional().describe('Default: the newest'),
      from: wholeNumber.default(1).describe('First block’s number'),
      to: wholeNumber.optional().describe('Last block’s number'),
      limit: z.coerce.number().int().min(1).max(200).default(50).describe('Blocks'),
    }),
    response: articleHitsSchema,
  },
  'GET /api/search': {
    summary: 'Find words in all articles one may read, or in all notes one may see',
    query: z.object({
      ...shown,
      in: z.enum(['articles', 'notes']).default('articles'),
      cursor: z.string().max(80).optional().describe('Of the answer before'),
    }),
    response: foundSchema,
  },
});
