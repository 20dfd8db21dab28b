import { z } from 'zod';
import { LAYERS } from '@/lib/domain/discussion/annotation';
import { layerSchema } from './annotations';
import { OUTSIDE_WARNINGS } from '@/lib/domain/interchange/outside-note';
import { UNREADABLE } from '@/lib/domain/interchange/read-annotations';
import { slugSchema } from './articles';
import { describeEndpoints } from './endpoint';

/** Why one of a file's annotations was left out. */
const REFUSALS = [...UNREADABLE, 'body-invalid', 'nothing-said', 'no-root', 'other-article', 'too-many'] as const;
export type Refusal = (typeof REFUSALS)[number];

const itemSchema = { index: z.number().int().describe('Its place in the file, from 0'), id: z.string().nullable() };

const reportSchema = z.object({
  anchored: z.number().int().describe('Notes that stand on their words'),
  uncertain: z.number().int().describe('Notes that stand on words like theirs'),
  notFound: z.number().int().describe('Notes whose words are not here: kept with their quote'),
  replies: z.number().int(),
  known: z.number().int().describe('What was there already'),
  refusedCount: z.number().int(),
  refused: z
    .array(z.object({ ...itemSchema, reason: z.enum(REFUSALS) }))
    .describe('The first of those that were left out'),
  warnings: z
    .array(z.object({ ...itemSchema, reason: z.enum(OUTSIDE_WARNINGS) }))
    .describe('The first of those of which something was left out'),
  places: z
    .array(
      z.object({
        note: z.uuid(),
        state: z.enum(['uncertain', 'removed']),
        quote: z.string().nullable(),
        words: z.string().nullable().describe('What an uncertain one stands on'),
        number: z.number().int().nullable().describe('Of the block where it stands'),
      }),
    )
    .describe('The first of the uncertain and of those not found, by place in the file; quotes shortened'),
});
export type InterchangeReport = z.infer<typeof reportSchema>;

export const interchangeEndpoints = describeEndpoints({
  'POST /api/articles/:slug/annotations/import': {
    summary:
      'Import annotations: W3C Web Annotation JSON-LD or Hypothesis’ JSON as the body, or a form with `file` and `layer`. ' +
      'Into the public layer by the article’s editors, into one’s own private layer by whoever reads it. Twice adds nothing',
    params: z.object({ slug: slugSchema }),
    query: z.object({ layer: z.enum(LAYERS).optional().describe('Default: private') }),
    raw: ['application/ld+json', 'application/json', 'multipart/form-data'],
    response: reportSchema,
  },
  'GET /api/articles/:slug/annotations/export': {
    summary: 'Notes one may see, with their replies, as a W3C AnnotationCollection',
    params: z.object({ slug: slugSchema }),
    query: z.object({ format: z.enum(['w3c']).default('w3c'), layer: layerSchema.optional() }),
    response: null,
    status: 200,
  },
});
