/** The server's own check of a body: nothing is stored that did not pass through here. */
import { getSchema } from '@tiptap/core';
import { z } from 'zod';
import { MAX_LATEX, type NoteBody } from './body';
import { noteExtensions } from './note-extensions';
import { isSafeHref } from './safe-href';

/** Characters of JSON. The longest note is some 20,000 characters of text. */
export const MAX_BODY_LENGTH = 100_000;
/** Levels of JSON, two to a level of lists or quotes. */
const MAX_DEPTH = 40;

export type BodyFault = 'too-long' | 'invalid';

export const noteSchema = getSchema(noteExtensions);

/**
 * The body in canonical form, or what is wrong with it: first size and depth, then an allowlist of
 * nodes, marks and attributes, then the schema's own rules of what may stand in what.
 */
export function checkBody(value: unknown): NoteBody | BodyFault {
  if (isTooDeep(value, MAX_DEPTH)) return 'invalid';
  const json = JSON.stringify(value) ?? '';
  if (json.length > MAX_BODY_LENGTH) return 'too-long';
  const allowed = docSchema.safeParse(value);
  if (!allowed.success) return 'invalid';
  try {
    const node = noteSchema.nodeFromJSON(allowed.data);
    node.check();
    return node.toJSON() as NoteBody;
  } catch {
    // ProseMirror throws RangeErrors for what its schema does not allow.
    return 'invalid';
  }
}

/** Looks no deeper than the limit: safe on any JSON. */
function isTooDeep(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inside) => isTooDeep(inside, levels - 1));
}

/** PostgreSQL stores no U+0000, and half a surrogate pair is no text. */
const text = z
  .string()
  .min(1)
  .refine((value) => !/\0|\p{Cs}/u.test(value));
const noAttrs = z.strictObject({}).optional();

const mark = z.discriminatedUnion('type', [
  z.strictObject({ type: z.enum(['bold', 'italic', 'strike', 'code']), attrs: noAttrs }),
  z.strictObject({
    type: z.literal('link'),
    // What else Tiptap's own link carries says nothing about the note: taken, and left out.
    attrs: z
      .strictObject({
        href: z.string().refine(isSafeHref),
        target: z.unknown().optional(),
        rel: z.unknown().optional(),
        class: z.unknown().optional(),
        title: z.unknown().optional(),
      })
      .transform(({ href }) => ({ href })),
  }),
]);

/** Longer than any name here can be. */
const MAX_LABEL = 200;
const marks = z.array(mark).max(8).optional();
const formula = z.strictObject({ latex: text.max(MAX_LATEX) });

const node: z.ZodType = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text, marks }),
  z.strictObject({ type: z.literal('hardBreak'), attrs: noAttrs, marks }),
  z.strictObject({
    type: z.literal('mention'),
    attrs: z.strictObject({ id: z.uuid(), label: text.max(MAX_LABEL) }),
    marks,
  }),
  z.strictObject({ type: z.literal('math'), attrs: formula, marks }),
  z.strictObject({ type: z.literal('mathBlock'), attrs: formula }),
  z.strictObject({
    type: z.enum(['paragraph', 'bulletList', 'listItem', 'blockquote']),
    attrs: noAttrs,
    content: z.lazy(() => z.array(node)).optional(),
  }),
  z.strictObject({
    type: z.literal('orderedList'),
    attrs: z
      .strictObject({
        start: z.number().int().min(0).max(1_000_000).default(1),
        type: z.enum(['1', 'a', 'A', 'i', 'I']).nullish(),
      })
      .optional(),
    content: z.lazy(() => z.array(node)).optional(),
  }),
  z.strictObject({
    type: z.literal('codeBlock'),
    attrs: z
      .strictObject({
        language: z
          .string()
          .regex(/^[\w+#.-]{1,40}$/)
          .nullish(),
      })
      .optional(),
    content: z.array(z.strictObject({ type: z.literal('text'), text })).optional(),
  }),
]);

const docSchema = z.strictObject({ type: z.literal('doc'), attrs: noAttrs, content: z.array(node) });
