/** What somebody wrote elsewhere, as a note's body. */
import type { BodyFormat } from '@/lib/domain/interchange/outside-note';
import { bodyOfText, isEmptyBody, type NoteBody, type NoteNode } from './body';
import { checkBody, type BodyFault } from './check-body';
import { fitBody } from './fit-body';
import { bodyOfHtml } from './from-html';
import { bodyOfMarkdown } from './from-markdown';

/** @returns null when there are no words */
export function bodyOfOutside(
  bodies: readonly { readonly value: string; readonly format: BodyFormat }[],
): NoteBody | BodyFault | null {
  const nodes = bodies.flatMap(({ value, format }): readonly NoteNode[] => READERS[format](value).content ?? []);
  const body = checkBody(fitBody(nodes));
  return typeof body === 'string' || !isEmptyBody(body) ? body : null;
}

const READERS: Readonly<Record<BodyFormat, (value: string) => NoteBody>> = {
  plain: (value) => bodyOfText(value.replace(/\r\n?/g, '\n').trim()),
  markdown: (value) => (isTangled(value) ? bodyOfText(value) : bodyOfMarkdown(value)),
  html: bodyOfHtml,
};

/** More than anybody writes; parsing takes the square of it. */
const MAX_DELIMITERS = 1000;
const DEEP = /^[ \t]*(?:(?:[>*+-]|\d{1,9}[.)])[ \t]*){20}|^[ \t]{80}/m;

const isTangled = (markdown: string): boolean =>
  DEEP.test(markdown) || (markdown.match(/[*_~[\]<`$]/g)?.length ?? 0) > MAX_DELIMITERS;
