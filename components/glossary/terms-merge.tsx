'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useId, useState } from 'react';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { TextField } from '@/components/ui/field';
import { useSubmit } from '@/components/ui/use-submit';
import { api } from '@/lib/client/api';
import type { TermView } from '@/lib/contract/terms';

interface Props {
  term: TermView;
  onMerged: (into: TermView) => void;
  onClose: () => void;
}

/** Asks which other term of its glossary a term goes into. */
export function TermsMerge({ term, onMerged, onClose }: Props) {
  const t = useTranslations('glossary.page.merge');
  const list = useId();
  const others = useOthers(term);
  const [typed, setTyped] = useState('');
  const [unknown, setUnknown] = useState(false);
  const { submit, busy, trouble } = useSubmit();
  const merge = async () => {
    const into = others?.find(({ headword }) => headword === typed.trim());
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
      trouble={trouble}
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

/** Null: they are on their way. */
function useOthers({ id, scope, article, group }: TermView): readonly TermView[] | null {
  const [others, setOthers] = useState<readonly TermView[] | null>(null);
  useEffect(() => {
    let gone = false;
    const asked =
      group === null
        ? api('GET /api/articles/:slug/terms', { params: { slug: article ?? '' }, query: { scope } })
        : api('GET /api/groups/:id/terms', { params: { id: group.id } });
    void asked.then((answer) => {
      if (!gone && answer.ok) setOthers(answer.data.terms.filter((other) => other.id !== id));
    });
    return () => {
      gone = true;
    };
  }, [id, scope, article, group]);
  return others;
}
