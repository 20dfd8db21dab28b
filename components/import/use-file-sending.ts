'use client';

import { useCallback, useRef, useState } from 'react';
import type { importFile, FileOutcome, FileStep } from '@/lib/client/send-file';
import type { ProblemDetails } from '@/lib/contract/problem';

type Sending = Pick<Parameters<typeof importFile>[0], 'form' | 'query'>;
/** How a sending ended, unless well. */
export type FileEnding = Exclude<FileOutcome, { kind: 'done' }>;

interface FileSending {
  /** Sends a form, unless one is under way. */
  start: <T extends FileOutcome>(
    send: (sending: Parameters<typeof importFile>[0]) => Promise<T>,
    sending: Sending,
  ) => Promise<T | undefined>;
  /** Stops what is still going up. */
  cancel: () => void;
  /** Null: nothing is under way. */
  step: FileStep | null;
  ending: FileEnding | null;
  fieldError: (name: string) => string | undefined;
  clear: () => void;
}

/** One file at a time on its way to the server, and how far it is. */
export function useFileSending(): FileSending {
  const [step, setStep] = useState<FileStep | null>(null);
  const [ending, setEnding] = useState<FileEnding | null>(null);
  const stop = useRef<AbortController | null>(null);
  const start = useCallback<FileSending['start']>(async (send, sending) => {
    if (stop.current) return undefined;
    const controller = (stop.current = new AbortController());
    setEnding(null);
    setStep({ stage: 'uploading', done: 0, total: 1 });
    const outcome = await send({ ...sending, onStep: setStep, signal: controller.signal });
    stop.current = null;
    setStep(null);
    if (outcome.kind !== 'done') setEnding(outcome);
    return outcome;
  }, []);
  const problem = problemOf(ending);
  return {
    ...{ start, step, ending },
    cancel: useCallback(() => stop.current?.abort(), []),
    fieldError: (name) => problem?.errors?.find(({ field }) => field === name)?.message,
    clear: useCallback(() => setEnding(null), []),
  };
}

const problemOf = (ending: FileEnding | null): ProblemDetails | null =>
  ending?.kind === 'refused' ? ending.problem : null;
