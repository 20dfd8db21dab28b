import 'server-only';
import type { Locale } from '@/lib/contract/accounts';
import { PROBLEM_STATUS, type ProblemCode } from '@/lib/contract/problem';

/**
 * An expected failure. Services return it as one of their outcomes; the door (`http.ts`) turns it
 * into problem JSON in the reader's language.
 */
export class Problem {
  readonly status: number;

  constructor(
    readonly code: ProblemCode,
    readonly options: {
      /** Values for the message's placeholders. */
      readonly values?: Record<string, string | number>;
      /** Fields and what is wrong with each: a message code of `problems.fields`, with its values. */
      readonly errors?: readonly {
        readonly field: string;
        readonly code: string;
        readonly values?: Record<string, string | number>;
      }[];
      readonly headers?: Record<string, string>;
      /** The address in question, for whoever leads on from here. */
      readonly slug?: string;
      /** The term in question, likewise. */
      readonly term?: { readonly id: string; readonly headword: string };
      /** What stands for `{reason}` in the message, where another namespace has the words for it. */
      readonly reason?: (locale: Locale) => Promise<string>;
    } = {},
  ) {
    this.status = PROBLEM_STATUS[code];
  }
}

export const notFound = (): Problem => new Problem('not-found');

/** One field is wrong: a message code of `problems.fields`, with its values. */
export const wrong = (field: string, code: string, values?: Record<string, number>): Problem =>
  new Problem('invalid', { errors: [{ field, code, values }] });
