'use client';

import { useCallback, useRef, useState } from 'react';
import type { Trouble } from '@/components/ui/use-submit';
import { importArticle, type ImportOutcome, type ImportStep } from '@/lib/client/import-article';

interface Import {
  /** Sends a form, unless one is under way. */
  start: (form: FormData, query: Readonly<Record<string, string | undefined>>) => Promise<ImportOutcome | undefined>;
  /** Stops what is still going up. */
  cancel: () => void;
  /** Null: nothing is under way. */
  step: ImportStep | null;
  /** How the last one ended, unless well. */
  ending: Exclude<ImportOutcome, { kind: 'imported' }> | null;
  fieldError: (name: string) => string | undefined;
  clear: () => void;
}

/** One import at a time, and how far it is. */
export function useImport(): Import {
  const [step, setStep] = useState<ImportStep | null>(null);
  const [ending, setEnding] = useState<Import['ending']>(null);
  const stop = useRef<AbortController | null>(null);
  const start = useCallback<Import['start']>(async (form, query) => {
    if (stop.current) return undefined;
    const controller = (stop.current = new AbortController());
    setEnding(null);
    setStep({ stage: 'uploading', done: 0, total: 1 });
    const outcome = await importArticle({ form, query, onStep: setStep, signal: controller.signal });
    stop.current = null;
    setStep(null);
    if (outcome.kind !== 'imported') setEnding(outcome);
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

const problemOf = (ending: Import['ending']): Exclude<Trouble, 'offline'> | null =>
  ending?.kind === 'refused' ? ending.problem : null;
