import { useEffect, useState } from 'react';
import { api } from '@/lib/client/api';
import type { ProtectedWordsPreview } from '@/lib/contract/scripts';
import type { Script } from '@/lib/domain/script/script';

/** Pauses in typing shorter than this ask nothing, in milliseconds. */
const REST_MS = 400;

export interface LineError {
  /** Of the rules, 1…; null: of the whole. */
  readonly line: number | null;
  readonly message: string;
}

export interface Preview {
  readonly status: 'looking' | 'ready' | 'wrong' | 'failed';
  /** The last one that came, while the next is on its way. */
  readonly changes: ProtectedWordsPreview | null;
  readonly errors: readonly LineError[];
  readonly retry: () => void;
}

interface Asked {
  slug: string;
  rules: string;
  script: Script;
  /** Of the rules in force, which they are compared with. */
  version: number;
}

type Answer = Pick<Preview, 'changes' | 'errors'> & { status: Exclude<Preview['status'], 'looking'>; key: string };

/** What the rules would change in a script, asked for when typing rests; and what is wrong with them. */
export function usePreview({ slug, rules, script, version }: Asked): Preview {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [attempt, setAttempt] = useState(0);
  const key = JSON.stringify([rules, script, version, attempt]);
  useEffect(() => {
    const control = new AbortController();
    const ask = async () => {
      const result = await api('POST /api/articles/:slug/protected-words/preview', {
        params: { slug },
        body: { rules, script },
        signal: control.signal,
      });
      if (control.signal.aborted) return;
      if (result.ok) return setAnswer({ key, status: 'ready', changes: result.data, errors: [] });
      const errors = (result.problem?.errors ?? []).map(({ field, message }) => ({
        line: Number(/^line (\d+)$/.exec(field)?.[1]) || null,
        message,
      }));
      setAnswer({ key, status: errors.length > 0 ? 'wrong' : 'failed', changes: null, errors });
    };
    const timer = setTimeout(() => void ask(), REST_MS);
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [slug, rules, script, key]);
  return {
    status: answer?.key === key ? answer.status : 'looking',
    changes: answer?.changes ?? null,
    errors: answer?.errors ?? [],
    retry: () => setAttempt(attempt + 1),
  };
}
