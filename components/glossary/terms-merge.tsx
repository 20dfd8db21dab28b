'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useId, useRef, useState } from 'react';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { TextField } from '@/components/ui/field';
import { troubleOf, useSubmit, type Trouble } from '@/components/ui/use-submit';
import { api, type Result } from '@/lib/client/api';
import type { TermsView, TermView } from '@/lib/contract/terms';

interface Props {
  term: TermView;
  onMerged: (into: TermView) => void;
  onClose: () => void;
}

/** Asks which other term of its glossary a term goes into. */
export function TermsMerge({ term, onMerged, onClose }: Props) {
  const t = useTranslations('glossary.page.merge');
  const list = useId();
  const { others, load } = useOthers(term);
  const [typed, setTyped] = useState('');
  const [unknown, setUnknown] = useState(false);
  const [unreached, setUnreached] = useState<Trouble | null>(null);
  const { submit, busy, trouble } = useSubmit();
  const merge = async () => {
    const answered = await load();
    if (!answered.ok) return setUnreached(troubleOf(answered));
    const into = answered.data.terms.find((other) => other.id !== term.id && other.headword === typed.trim());
    setUnknown(!into);
    if (!into) return;
    const answer = await submit('POST /api/terms/:id/merge', { params: { id: term.id }, body: { into: into.id } });
    if (answer?.ok) onMerged(answer.data);
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title', { headword: term.headword })}
      description={t('description')}
      confirm={t('confirm')}
      busy={busy}
      trouble={trouble ?? unreached}
      onConfirm={() => void merge()}
    >
      <TextField
        label={t('into')}
        hint={t('choose')}
        error={unknown ? t('unknown') : undefined}
        list={list}
        autoComplete="off"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setUnknown(false);
          setUnreached(null);
        }}
      />
      <datalist id={list}>
        {others?.map((other) => (
          <option key={other.id} value={other.headword}>
            {other.aliases.join('、')}
          </option>
        ))}
      </datalist>
    </ConfirmDialog>
  );
}

type Answer = Result<TermsView>;

/** The other terms of a term's glossary, null while they are on their way; `load` waits for them, and tries again. */
function useOthers({ id, scope, article, group }: TermView) {
  const [others, setOthers] = useState<readonly TermView[] | null>(null);
  const underWay = useRef<Promise<Answer> | null>(null);
  const load = useCallback((): Promise<Answer> => {
    const ask = async (): Promise<Answer> => {
      const answer =
        group === null
          ? await api('GET /api/articles/:slug/terms', { params: { slug: article ?? '' }, query: { scope } })
          : await api('GET /api/groups/:id/terms', { params: { id: group.id } });
      if (answer.ok) setOthers(answer.data.terms.filter((other) => other.id !== id));
      else underWay.current = null;
      return answer;
    };
    return (underWay.current ??= ask());
  }, [id, scope, article, group]);
  useEffect(() => void load(), [load]);
  return { others, load };
}
