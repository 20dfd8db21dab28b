'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { ChoiceTrouble } from '@/components/import/chosen-files';
import { noticeOf } from '@/components/import/notice-of';
import type { FileEnding } from '@/components/import/use-file-sending';
import type { Trouble } from '@/components/ui/use-submit';
import type { Act } from './use-publishing';

interface Ended {
  readonly choiceTrouble: ChoiceTrouble | null;
  readonly ending: FileEnding | null;
  readonly act: Act;
}

/** What went wrong, in words. A new notice takes the focus: it stays the same one until there is another. */
export function useNotice({ choiceTrouble, ending, act }: Ended): Trouble | null {
  const t = useTranslations('publishing');
  const about = useTranslations('import');
  return useMemo(() => {
    if (choiceTrouble) return noticeOf(about('trouble'), about(choiceTrouble.key, choiceTrouble.values));
    if (ending?.kind === 'refused') return ending.problem;
    if (ending?.kind !== 'lost') return null;
    const when = ending.sent ? act : 'upload';
    return noticeOf(t(`lost.${when}.title`), t(`lost.${when}.detail`));
  }, [choiceTrouble, ending, act, t, about]);
}
