import 'server-only';
import { createHash } from 'node:crypto';
import type { Motivation } from '@/lib/domain/discussion/annotation';
import { isEmptyBody, plainText, type NoteBody } from '@/lib/richtext/body';
import { checkBody, MAX_BODY_LENGTH } from '@/lib/richtext/check-body';
import { Prisma } from '@/prisma/generated/client';
import { storedJson } from './articles';
import { wrong, type Problem } from './problem';

/** What somebody says, whatever it is said about. */
export interface NoteContent {
  readonly motivation: Motivation;
  readonly body: NoteBody | null;
  readonly tags: readonly string[];
}

/** The content in canonical form, or what is wrong with it. An empty body is none. */
export function checkContent(content: {
  motivation: Motivation;
  body: unknown;
  tags: string[];
}): NoteContent | Problem {
  const checked = content.body === null ? null : checkBody(content.body);
  if (checked === 'too-long') return wrong('body', 'too-long', { n: MAX_BODY_LENGTH });
  if (checked === 'invalid') return wrong('body', 'invalid');
  const body = isEmptyBody(checked) ? null : checked;
  if (content.motivation === 'commenting' && !body) return wrong('body', 'required');
  if (content.motivation === 'highlighting' && body) return wrong('body', 'no-body');
  return { motivation: content.motivation, body, tags: [...new Set(content.tags)] };
}

/** The content's columns. */
export const contentColumns = ({ motivation, body, tags }: NoteContent) => ({
  motivation,
  body: body === null ? Prisma.DbNull : storedJson(body),
  bodyText: body ? plainText(body) : '',
  tags: [...tags],
});

/** The same for two requests that say the same, whatever the order of their keys. */
export const requestHash = (request: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(sorted(request)))
    .digest('hex');

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inside]) => [key, sorted(inside)]),
  );
}
