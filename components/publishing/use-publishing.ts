'use client';

import { useState } from 'react';
import {
  addFiles,
  NOTHING_CHOSEN,
  readFiles,
  troubleWith,
  type ChoiceTrouble,
  type ChosenFiles,
} from '@/components/import/chosen-files';
import { useFileSending, type FileEnding } from '@/components/import/use-file-sending';
import { importFile, previewFile, type FileStep, type Imported } from '@/lib/client/send-file';
import type { EditionPreview } from '@/lib/contract/articles';
import type { ShownScript } from '@/lib/domain/script/script';

/** How the two texts are to be shown. */
export interface Wanted {
  readonly script: ShownScript;
  readonly quotes: boolean;
}

/** A preview with the very bytes that it is of: they are what is published. */
interface Previewed {
  readonly form: FormData;
  readonly preview: EditionPreview;
}

export type Act = 'preview' | 'publish';

interface Publishing {
  readonly chosen: ChosenFiles;
  readonly add: (files: readonly File[]) => void;
  readonly choose: (chosen: ChosenFiles) => void;
  /** Null: not yet, or the files have changed since. */
  readonly preview: EditionPreview | null;
  readonly published: Imported | null;
  readonly runPreview: () => Promise<void>;
  readonly publish: (reason: string) => Promise<void>;
  /** What was begun last. */
  readonly act: Act;
  /** How far that is; null: nothing is under way. */
  readonly step: FileStep | null;
  readonly cancel: () => void;
  readonly choiceTrouble: ChoiceTrouble | null;
  /** How it ended, unless well. */
  readonly ending: FileEnding | null;
  readonly fieldError: (name: string) => string | undefined;
}

/** From a chosen file by its preview to the next edition. Whatever goes wrong, the file stays. */
export function usePublishing(slug: string, { script, quotes }: Wanted): Publishing {
  const { start, clear, ...sending } = useFileSending();
  const [chosen, setChosen] = useState<ChosenFiles>(NOTHING_CHOSEN);
  const [choiceTrouble, setChoiceTrouble] = useState<ChoiceTrouble | null>(null);
  const [previewed, setPreviewed] = useState<Previewed | null>(null);
  const [published, setPublished] = useState<Imported | null>(null);
  const [act, setAct] = useState<Act>('preview');
  const change = (next: ChosenFiles, about: ChoiceTrouble | null) => {
    setChosen(next);
    setChoiceTrouble(about);
    setPreviewed(null);
    clear();
  };
  const runPreview = async () => {
    if (!chosen.text) return setChoiceTrouble({ key: 'no-file', values: {} });
    const form = troubleWith(chosen) ?? (await readFiles(chosen));
    if (!(form instanceof FormData)) return setChoiceTrouble(form);
    setChoiceTrouble(null);
    setAct('preview');
    const outcome = await start(previewFile(slug), { form, query: { script, quotes: String(quotes) } });
    if (outcome) setPreviewed(outcome.kind === 'done' ? { form, preview: outcome.answer } : null);
  };
  const publish = async (reason: string) => {
    if (!previewed) return;
    setAct('publish');
    const { form, preview } = previewed;
    const query = { slug, base: String(preview.base), reason: reason.trim() || undefined };
    const outcome = await start(importFile, { form, query });
    if (outcome?.kind === 'done') setPublished(outcome.answer);
  };
  return {
    ...sending,
    ...{ chosen, published, runPreview, publish, act, choiceTrouble },
    preview: previewed?.preview ?? null,
    add: (files) => {
      const added = addFiles(chosen, files);
      change(added.chosen, added.trouble);
    },
    choose: (next) => change(next, null),
  };
}
