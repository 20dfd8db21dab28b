import 'server-only';
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
    } = {},
  ) {
    this.status = PROBLEM_STATUS[code];
  }
}

export const notFound = (): Problem => new Problem('not-found');
