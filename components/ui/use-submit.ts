'use client';

import { useCallback, useRef, useState } from 'react';
import { api, type Result } from '@/lib/client/api';
import type { EndpointKey } from '@/lib/contract/endpoints';
import type { ProblemDetails } from '@/lib/contract/problem';

/** Why a request came to nothing: what the server said, or that it could not be reached. */
export type Trouble = ProblemDetails | 'offline';

interface Submission {
  /** Calls the endpoint, unless a call is under way (then: undefined). Never throws. */
  submit: <K extends EndpointKey>(
    key: K,
    options: Parameters<typeof api<K>>[1],
  ) => Promise<Awaited<ReturnType<typeof api<K>>> | undefined>;
  busy: boolean;
  /** What went wrong last time; null again as soon as the next call begins. */
  trouble: Trouble | null;
  /** What the server said about a field of the body. */
  fieldError: (name: string) => string | undefined;
  clear: () => void;
}

/** One form’s conversation with the one door: `busy`, what went wrong, and with which field. */
export function useSubmit(): Submission {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const underWay = useRef(false);
  const submit = useCallback<Submission['submit']>(async (key, options) => {
    if (underWay.current) return undefined;
    underWay.current = true;
    setBusy(true);
    setTrouble(null);
    const result = await api(key, options);
    underWay.current = false;
    setBusy(false);
    if (!result.ok) setTrouble(troubleOf(result));
    return result;
  }, []);
  const fieldError = (name: string) =>
    trouble === null || trouble === 'offline'
      ? undefined
      : trouble.errors?.find((error) => error.field === name)?.message;
  return { submit, busy, trouble, fieldError, clear: useCallback(() => setTrouble(null), []) };
}

/** An answer without problem JSON (a proxy’s error page) counts as not reaching the server. */
export const troubleOf = (result: Extract<Result<unknown>, { ok: false }>): Trouble => result.problem ?? 'offline';
