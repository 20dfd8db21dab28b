import type { ProblemDetails } from '@/lib/contract/problem';

/** What a page itself finds wrong, in the shape in which the server says it. */
export const noticeOf = (title: string, detail: string): ProblemDetails => ({
  ...{ type: 'about:blank', title, detail, status: 0, code: 'choice' },
});
