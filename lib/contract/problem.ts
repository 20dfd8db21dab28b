/** Errors of the one door: problem details for HTTP APIs (RFC 9457). */
import { z } from 'zod';

/**
 * What can go wrong, and the status that says so. The words are in `messages/<locale>/problems.json`
 * under the code; `detail` says what to do.
 */
export const PROBLEM_STATUS = {
  malformed: 400,
  'unknown-encoding': 400,
  'not-signed-in': 401,
  'wrong-password': 401,
  'cross-site': 403,
  'not-found': 404,
  'link-spent': 404,
  'slug-taken': 409,
  'email-taken': 409,
  'id-taken': 409,
  'note-deleted': 409,
  'thread-answered': 409,
  'layer-changed': 409,
  'thread-shut': 409,
  'term-taken': 409,
  'too-many-terms': 422,
  'last-admin': 409,
  'last-owner': 409,
  'group-archived': 409,
  'invitation-closed': 410,
  'rules-changed': 409,
  'edition-changed': 409,
  'nothing-changed': 409,
  'stale-version': 412,
  'version-required': 428,
  'too-large': 413,
  'unsupported-media-type': 415,
  invalid: 422,
  'import-failed': 422,
  'words-differ': 422,
  'too-many': 429,
  unexpected: 500,
  unavailable: 503,
} as const;

export type ProblemCode = keyof typeof PROBLEM_STATUS;

export const problemSchema = z.object({
  type: z.string().describe('`/problems/<code>`'),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
  slug: z.string().optional().describe('With `slug-taken`: the address that is'),
  term: z
    .object({ id: z.uuid(), headword: z.string() })
    .optional()
    .describe('With `term-taken`: the term that has these words'),
  errors: z
    .array(z.object({ field: z.string(), message: z.string() }))
    .optional()
    .describe('With 422: the fields and what is wrong with them'),
});
export type ProblemDetails = z.infer<typeof problemSchema>;
