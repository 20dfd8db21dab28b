/** What the page shows of words, what their author wrote, and why the two differ. */
import type { WordsBothWays } from '@/lib/contract/scripts';
import type { WordsTarget } from '@/lib/domain/anchoring/anchor';
import type { ShownScript } from '@/lib/domain/script/script';
import { api, type Result } from './api';
import { quotesFollow } from './settings';

export const wordsBothWays = (
  { slug, revision }: { slug: string; revision: number },
  { start, end }: WordsTarget,
  script: ShownScript,
  signal?: AbortSignal,
): Promise<Result<WordsBothWays>> =>
  api('GET /api/articles/:slug/words', {
    params: { slug },
    query: {
      script,
      revision,
      start: `${start.block}:${start.offset}`,
      end: `${end.block}:${end.offset}`,
      quotes: String(quotesFollow()),
    },
    signal,
  });
