import { z } from 'zod';
import { MAX_ALIASES, MAX_FORM } from '@/lib/domain/glossary/term';
import { SCRIPTS } from '@/lib/domain/script/script';
import { BLOCK_KEY } from '@/lib/domain/text/block';
import { bodySchema } from './annotations';
import { shownScriptSchema, slugSchema } from './articles';
import { describeEndpoints } from './endpoint';

/** How many terms an article or a group may have. */
export const MAX_TERMS = 5000;

/** PostgreSQL stores no U+0000, and half a surrogate pair is no text. */
const wordsSchema = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .refine((words) => !/\0|\p{Cs}/u.test(words));
const formSchema = wordsSchema(MAX_FORM);

export const termScopeSchema = z
  .union([z.literal('article'), z.templateLiteral(['group:', z.uuid()])])
  .describe('Whose it is: the article’s, seen by who reads it, or a group’s: `group:` and its id');
export type TermScope = z.infer<typeof termScopeSchema>;

const nameSchema = z.object({ id: z.uuid(), name: z.string() });
const block = z.string().regex(BLOCK_KEY);
const spanFields = {
  start: z.number().int().describe('UTF-16 code units into the block’s source text'),
  end: z.number().int(),
};
const glossarySchema = z.string().describe('Another one as soon as any term that one sees has changed');

const termSchema = z.object({
  id: z.uuid(),
  scope: termScopeSchema,
  article: z.string().nullable().describe('Slug; null: a group’s'),
  group: nameSchema.nullable(),
  headword: z.string(),
  aliases: z.array(z.string()).describe('Other forms of it, abbreviations and translations among them'),
  definition: bodySchema.nullable(),
  definitionText: z.string(),
  translation: bodySchema.nullable().describe('Notes on how it is translated'),
  translationText: z.string(),
  definedIn: z.string().nullable().describe('Key of the block that defines it'),
  author: nameSchema.nullable().describe('Null: the account is gone'),
  version: z.number().int(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  protected: z.boolean().describe('Whether the article’s protected words keep its headword as written'),
  mayChange: z.boolean().describe('Whether the one who asks may change, merge and delete it'),
  shown: z
    .object({
      headword: z.string(),
      aliases: z.array(z.string()),
      definition: bodySchema.nullable(),
      translation: bodySchema.nullable(),
    })
    .optional()
    .describe('In the script asked for'),
});
export type TermView = z.infer<typeof termSchema>;

const termsSchema = z.object({
  terms: z.array(termSchema).describe('By headword, as the database compares'),
  glossary: glossarySchema,
  mayAdd: z.array(termScopeSchema).describe('Where the one who asks may add terms'),
});
export type TermsView = z.infer<typeof termsSchema>;

const fields = {
  headword: formSchema,
  aliases: z.array(formSchema).max(MAX_ALIASES),
  definition: bodySchema.nullable(),
  translation: bodySchema.nullable(),
  definedIn: block.nullable(),
};
const protect = z.boolean().optional().describe('Of an article’s: keep its headword as written in every script');
const newTermSchema = z.object({
  headword: fields.headword,
  aliases: fields.aliases.default([]),
  definition: fields.definition.default(null),
  translation: fields.translation.default(null),
  definedIn: fields.definedIn.default(null),
  protect,
});
export type NewTerm = z.output<typeof newTermSchema>;
const termPatchSchema = z.object(fields).partial().extend({ protect });
export type TermPatch = z.output<typeof termPatchSchema>;

/** What a reading page knows of the glossary beside its article. */
export interface GlossaryBeside {
  /** Whether the viewer sees any term. */
  readonly hasTerms: boolean;
  /** Where they may add some. */
  readonly mayAdd: readonly TermScope[];
}

const historySchema = z.object({
  versions: z
    .array(
      z.object({
        version: z.number().int(),
        change: z.enum(['made', 'changed', 'deleted', 'restored', 'merged', 'took', 'parted']),
        headword: z.string(),
        aliases: z.array(z.string()),
        definition: bodySchema.nullable(),
        definitionText: z.string(),
        translation: bodySchema.nullable(),
        translationText: z.string(),
        definedIn: z.string().nullable(),
        by: nameSchema.nullable(),
        at: z.iso.datetime(),
      }),
    )
    .describe('Newest first: what it was from then on'),
});

const occurrencesSchema = z.object({
  revision: z.number().int(),
  glossary: glossarySchema,
  blocks: z
    .array(
      z.object({
        key: z.string(),
        number: z.number().int(),
        spans: z.array(
          z.object({
            ...spanFields,
            term: z.uuid(),
            first: z.boolean().describe('Whether it is the first of its term in the section'),
          }),
        ),
      }),
    )
    .describe('Those of the window that hold any'),
});
export type TermOccurrences = z.infer<typeof occurrencesSchema>;

const placesSchema = z.object({
  revision: z.number().int(),
  total: z.number().int(),
  places: z
    .array(
      z.object({
        block: z.string(),
        number: z.number().int(),
        ...spanFields,
        before: z.string(),
        words: z.string(),
        after: z.string(),
      }),
    )
    .describe('In the order of the text, at most 500; their words as the script shows them'),
  forms: z
    .array(z.object({ script: z.enum(SCRIPTS), forms: z.array(z.string()) }))
    .describe('Headword and aliases in every script'),
});
export type TermPlaces = z.infer<typeof placesSchema>;

const countsSchema = z.object({
  revision: z.number().int(),
  glossary: glossarySchema,
  counts: z
    .array(
      z.object({
        term: z.uuid(),
        count: z.number().int(),
        first: z.object({ block: z.string(), number: z.number().int(), ...spanFields }),
      }),
    )
    .describe('Of the terms that occur, in reading order'),
});
export type TermCounts = z.infer<typeof countsSchema>;

const SUGGESTED_BY = ['text', 'questions', 'requests'] as const;
const suggestionSchema = z.object({
  headword: z.string(),
  aliases: z.array(z.string()),
  definition: z.string().describe('Plain text; empty where there is none'),
  by: z.array(z.enum(SUGGESTED_BY)).describe('What speaks for it'),
  place: z.object({ block: z.string(), number: z.number().int(), ...spanFields }).nullable(),
  questions: z.array(
    z.object({
      id: z.uuid(),
      author: nameSchema.nullable(),
      exact: z.string(),
      text: z.string(),
      at: z.iso.datetime(),
    }),
  ),
  requests: z.array(z.object({ id: z.uuid(), by: nameSchema.nullable(), exact: z.string(), at: z.iso.datetime() })),
});
export type TermSuggestion = z.infer<typeof suggestionSchema>;

const importFaults = [
  'headword-missing',
  'headword-too-long',
  'alias-too-long',
  'too-many-aliases',
  'definition-invalid',
  'nothing-counts',
  'unreadable',
  'twice-in-file',
  'taken',
] as const;
export type TermImportFault = (typeof importFaults)[number];
const importReportSchema = z.object({
  done: z.boolean().describe('False: asked with `dry`, or there are faults; then nothing was changed'),
  added: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  faultCount: z.number().int(),
  faults: z
    .array(
      z.object({
        line: z.number().int().describe('Of the file, from 1; of JSON the entry'),
        code: z.enum(importFaults),
        words: z.string().describe('Which words; empty where there are none'),
      }),
    )
    .describe('At most 100'),
});
export type TermImportReport = z.infer<typeof importReportSchema>;

const slug = z.object({ slug: slugSchema });
const id = z.object({ id: z.uuid() });
const script = shownScriptSchema.optional().describe('Also as this script shows it');
const revision = z.coerce.number().int().min(1).optional().describe('Default: the newest');
const scope = termScopeSchema.default('article');
const fileQuery = z.object({ dry: z.stringbool().default(false).describe('Only say what it would do') });
const exportQuery = z.object({ format: z.enum(['csv', 'json']).default('csv') });
const fileTypes = ['text/csv', 'application/json'] as const;
const phrase = z.object({ scope, headword: wordsSchema(200) });

export const termEndpoints = describeEndpoints({
  'GET /api/articles/:slug/terms': {
    summary: 'The glossary that one sees beside an article: its own terms, and those of one’s groups',
    params: slug,
    query: z.object({ scope: termScopeSchema.optional().describe('Default: all'), script }),
    response: termsSchema,
  },
  'POST /api/articles/:slug/terms': {
    summary: 'Add a term to an article’s glossary (its editors)',
    params: slug,
    body: newTermSchema,
    response: termSchema,
    status: 201,
  },
  'GET /api/groups/:id/terms': {
    summary: 'The glossary of a group of one’s own',
    params: id,
    query: z.object({ script }),
    response: termsSchema,
  },
  'POST /api/groups/:id/terms': {
    summary: 'Add a term to a group’s glossary (who leads it)',
    params: id,
    body: newTermSchema,
    response: termSchema,
    status: 201,
  },
  'GET /api/terms/:id': {
    summary: 'A term of a glossary that one sees',
    params: id,
    query: z.object({ script }),
    response: termSchema,
  },
  'PATCH /api/terms/:id': {
    summary: 'Change a term (who may change its glossary). `If-Match: "<version>"`',
    params: id,
    body: termPatchSchema,
    response: termSchema,
  },
  'DELETE /api/terms/:id': {
    summary: 'Delete a term; it can be restored',
    params: id,
    response: null,
  },
  'POST /api/terms/:id/restore': {
    summary: 'Restore a term that was deleted, or part it again from the one it was merged into',
    params: id,
    response: termSchema,
    status: 200,
  },
  'POST /api/terms/:id/merge': {
    summary: 'Merge a term into another of its glossary, which takes its forms and, having none, its definition',
    params: id,
    body: z.object({ into: z.uuid() }),
    response: termSchema,
    status: 200,
  },
  'GET /api/terms/:id/history': {
    summary: 'Who made of a term what, and when (who sees it)',
    params: id,
    response: historySchema,
  },
  'GET /api/terms/:id/places': {
    summary: 'How often and where a term occurs in an article, and its forms in every script',
    params: id,
    query: z.object({ article: slugSchema, revision, script }),
    response: placesSchema,
  },
  'GET /api/articles/:slug/terms/occurrences': {
    summary: 'Where the terms that one sees stand in a stretch of the text',
    params: slug,
    query: z.object({
      revision,
      from: z.coerce.number().int().min(1).default(1),
      to: z.coerce.number().int().min(1).optional().describe('Default: 200 blocks, and at most'),
    }),
    response: occurrencesSchema,
  },
  'POST /api/articles/:slug/terms/in-texts': {
    summary: 'Where the terms that one sees stand in other texts, in whichever script: in notes, say',
    params: slug,
    body: z.object({
      texts: z
        .array(z.string().max(20_000))
        .max(100)
        .refine((texts) => texts.reduce((sum, { length }) => sum + length, 0) <= 100_000)
        .describe('At most 100,000 code units together'),
    }),
    response: z.object({
      glossary: glossarySchema,
      texts: z
        .array(z.array(z.object({ ...spanFields, term: z.uuid() })))
        .describe('Of each text its spans, in its own UTF-16 code units'),
    }),
    status: 200,
  },
  'GET /api/articles/:slug/terms/counts': {
    summary: 'How often each of the terms that one sees occurs in an article, and where first',
    params: slug,
    query: z.object({ revision }),
    response: countsSchema,
  },
  'GET /api/articles/:slug/terms/suggestions': {
    summary: 'What might be a term: by the text, by what readers did not understand, by what they asked for',
    params: slug,
    query: z.object({ scope }),
    response: z.object({ suggestions: z.array(suggestionSchema) }),
  },
  'POST /api/articles/:slug/terms/suggestions/dismiss': {
    summary: 'Suggest these words no more (who may change the glossary)',
    params: slug,
    body: phrase,
    response: null,
  },
  'DELETE /api/articles/:slug/terms/suggestions/dismiss': {
    summary: 'Suggest them again',
    params: slug,
    query: phrase,
    response: null,
  },
  'POST /api/articles/:slug/terms/requests': {
    summary: 'Ask for a term: any reader who has signed in. Twice is once',
    params: slug,
    body: z.object({
      scope,
      start: z
        .object({ block, offset: z.number().int().min(0) })
        .describe('Where the words stand, in the newest edition'),
      end: z.object({ block, offset: z.number().int().min(0) }),
      exact: wordsSchema(200).describe('The words of the source, or as they are shown'),
    }),
    response: z.object({ id: z.uuid() }),
    status: 201,
  },
  'GET /api/articles/:slug/terms/export': {
    summary: 'An article’s own terms as a file',
    params: slug,
    query: exportQuery,
    response: null,
    status: 200,
  },
  'POST /api/articles/:slug/terms/import': {
    summary: `Add and change an article’s terms by a file of at most ${MAX_TERMS} (its editors). With faults nothing is changed`,
    params: slug,
    query: fileQuery,
    raw: fileTypes,
    response: importReportSchema,
    status: 200,
  },
  'GET /api/groups/:id/terms/export': {
    summary: 'A group’s terms as a file',
    params: id,
    query: exportQuery,
    response: null,
    status: 200,
  },
  'POST /api/groups/:id/terms/import': {
    summary: `Add and change a group’s terms by a file of at most ${MAX_TERMS} (who leads it). With faults nothing is changed`,
    params: id,
    query: fileQuery,
    raw: fileTypes,
    response: importReportSchema,
    status: 200,
  },
});
