import { z } from 'zod';
import { SCRIPTS } from '@/lib/domain/script/script';
import { BLOCK_KEY } from '@/lib/domain/text/block';
import { shownScriptSchema, slugSchema } from './articles';
import { describeEndpoints } from './endpoint';

const slugParam = z.object({ slug: slugSchema });
const wholeNumber = z.coerce.number().int().min(1);

/** `<block key>:<offset>` in an address. */
const pointSchema = z
  .string()
  .max(40)
  .regex(/^[0-9a-z]{6,16}:\d{1,9}$/)
  .transform((written) => {
    const [block = '', offset = ''] = written.split(':');
    return { block, offset: Number(offset) };
  })
  .describe('`<block key>:<offset>`, UTF-16 code units into the block’s source text');

const textSchema = z.object({
  script: shownScriptSchema,
  lang: z.string().describe('BCP 47, of the text as shown'),
  rules: z.number().int().describe('Version of the protected words; 0: there are none'),
  article: z.object({ title: z.string(), author: z.string().nullable(), description: z.string().nullable() }),
  headings: z
    .array(z.object({ key: z.string(), title: z.string() }))
    .describe('Of the whole article, when they are wanted'),
  blocks: z.array(
    z.object({
      key: z.string(),
      runs: z.array(z.string()).describe('The words of the block’s text nodes, in the order of the page'),
      asides: z.array(z.string()).describe('Alternative texts and titles, in the order of the page'),
      pieces: z.string().describe('What is not one-to-one: `gap:source:displayed` lengths a piece'),
    }),
  ),
});
export type TextInScript = z.infer<typeof textSchema>;

const ruleSchema = z.union([
  z.object({ kind: z.literal('dictionary') }),
  z.object({ kind: z.literal('protected'), line: z.number().int() }),
]);

const wordsSchema = z.object({
  source: z.string(),
  shown: z.string(),
  pieces: z
    .array(
      z.object({
        block: z.string(),
        start: z.number().int(),
        end: z.number().int(),
        source: z.string(),
        shown: z.string(),
        rule: ruleSchema,
      }),
    )
    .describe('What in them is not one-to-one, and why'),
});
export type WordsBothWays = z.infer<typeof wordsSchema>;

/** PostgreSQL stores no U+0000, and half a surrogate pair is no text. */
const rulesSchema = z
  .string()
  .max(200_000)
  .refine((rules) => !/\0|\p{Cs}/u.test(rules));

const versionSchema = z.object({
  number: z.number().int(),
  by: z.string().nullable().describe('Null: the account is gone'),
  at: z.iso.datetime(),
});
const protectedWordsSchema = z.object({
  number: z.number().int().describe('0: nothing has been protected yet'),
  rules: z.string(),
  versions: z.array(versionSchema).describe('Newest first, at most 50'),
});
export type ProtectedWordsView = z.infer<typeof protectedWordsSchema>;

const previewSchema = z.object({
  total: z.number().int(),
  places: z
    .array(
      z.object({
        block: z.string(),
        number: z.number().int(),
        source: z.string(),
        lead: z.string().describe('What is shown before it'),
        before: z.string(),
        after: z.string(),
        rest: z.string().describe('What is shown behind it'),
      }),
    )
    .describe('At most 200'),
});
export type ProtectedWordsPreview = z.infer<typeof previewSchema>;

export const scriptEndpoints = describeEndpoints({
  'GET /api/articles/:slug/page': {
    summary: 'A page of a long article as the reading page holds it: the one with a block',
    params: slugParam,
    query: z.object({
      script: shownScriptSchema,
      revision: wholeNumber.optional().describe('Default: the newest'),
      from: wholeNumber.default(1).describe('Number of a block on it'),
      block: z.string().regex(BLOCK_KEY).optional().describe('Or the key of one; 404 when there is none'),
      quotes: z.stringbool().default(true).describe('Whether quotation marks follow the script'),
    }),
    response: z.object({
      page: z.number().int().describe('Its index, from 0'),
      script: shownScriptSchema,
      rules: z.number().int().describe('Version of the protected words; 0: there are none'),
      html: z.string().describe('One element'),
    }),
  },
  'GET /api/articles/:slug/text': {
    summary: 'The words of a stretch in a script, as a page that shows it already can take them in place',
    params: slugParam,
    query: z.object({
      script: shownScriptSchema,
      revision: wholeNumber.optional().describe('Default: the newest'),
      from: wholeNumber.default(1),
      to: wholeNumber.optional().describe('Default: 200 blocks'),
      quotes: z.stringbool().default(true).describe('Whether quotation marks follow the script'),
      headings: z.stringbool().default(true).describe('Whether the titles of all headings are wanted'),
    }),
    response: textSchema,
  },
  'GET /api/articles/:slug/words': {
    summary: 'Words as the source has them and as a script shows them, and why',
    params: slugParam,
    query: z.object({
      script: shownScriptSchema,
      revision: wholeNumber.optional(),
      start: pointSchema,
      end: pointSchema,
      quotes: z.stringbool().default(true),
    }),
    response: wordsSchema,
  },
  'GET /api/articles/:slug/protected-words': {
    summary: 'What its editors decided about the conversion of its words (its editors)',
    params: slugParam,
    query: z.object({ number: wholeNumber.optional().describe('An earlier version') }),
    response: protectedWordsSchema,
  },
  'PUT /api/articles/:slug/protected-words': {
    summary: 'Decide anew (its editors). `base` is the version that was changed',
    params: slugParam,
    body: z.object({ rules: rulesSchema, base: z.number().int().min(0) }),
    response: protectedWordsSchema,
  },
  'POST /api/articles/:slug/protected-words/preview': {
    summary: 'What rules would change in what a script shows, against the version in force (its editors)',
    params: slugParam,
    body: z.object({ rules: rulesSchema, script: z.enum(SCRIPTS) }),
    response: previewSchema,
    status: 200,
  },
});
