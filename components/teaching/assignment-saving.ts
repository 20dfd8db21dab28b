import { useState } from 'react';
import type { DraftKeeper } from '@/components/editor/use-kept-draft';
import { useSubmit, type Trouble } from '@/components/ui/use-submit';
import { api } from '@/lib/client/api';
import type { FormDraft } from '@/lib/client/form-drafts';
import type { AssignmentView } from '@/lib/contract/assignments';
import { hasSameSection, inputOf, type AssignmentContent, type Missing } from './assignment-content';

interface Given {
  draft: DraftKeeper<FormDraft<AssignmentContent>>;
  group: string;
  /** What is changed, and how it was in the form; null: a new one. */
  changed: { readonly id: string; readonly content: AssignmentContent } | null;
  onSaved: (saved: AssignmentView) => void;
}

interface Saving {
  save: () => Promise<void>;
  busy: boolean;
  trouble: Trouble | null;
  /** What has to be filled in before it can be sent. */
  missing: Missing | null;
  fieldError: (name: string) => string | undefined;
  clear: () => void;
  /** What somebody else has made of it meanwhile: the next save is on top of that, knowingly. */
  theirs: AssignmentView | null;
  settle: () => void;
}

/** Sends an assignment's draft, and says what stands in its way. The draft goes only when it has been saved. */
export function useAssignmentSaving({ draft, group, changed, onSaved }: Given): Saving {
  const { submit, busy, trouble, fieldError, clear } = useSubmit();
  const [missing, setMissing] = useState<Missing | null>(null);
  const [theirs, setTheirs] = useState<AssignmentView | null>(null);

  const send = (content: AssignmentContent, input: Exclude<ReturnType<typeof inputOf>, Missing>) => {
    const { article, section, ...facts } = input;
    if (!changed)
      return submit('POST /api/groups/:id/assignments', {
        params: { id: group },
        body: { article, section, ...facts },
      });
    // A section that is as it was goes with its blocks, whatever became of them.
    const moved = hasSameSection(content, changed.content) ? {} : { section };
    return submit('PATCH /api/assignments/:id', {
      params: { id: changed.id },
      headers: { 'if-match': `"${draft.current().changes ?? 0}"` },
      body: { ...facts, ...moved },
    });
  };
  const save = async (): Promise<void> => {
    if (theirs) await draft.change({ changes: theirs.version });
    const { content } = draft.current();
    const input = inputOf(content);
    setMissing(typeof input === 'string' ? input : null);
    if (typeof input === 'string') return;
    const answer = await send(content, input);
    if (!answer) return;
    if (answer.ok) {
      await draft.drop();
      return onSaved(answer.data);
    }
    if (answer.status !== 412 || !changed) return;
    const now = await api('GET /api/assignments/:id', { params: { id: changed.id } });
    if (now.ok) setTheirs(now.data);
  };
  return {
    ...{ save, busy, trouble, missing, fieldError, theirs },
    clear: () => {
      clear();
      setMissing(null);
    },
    settle: () => {
      if (theirs) void draft.change({ changes: theirs.version });
      setTheirs(null);
      clear();
    },
  };
}
