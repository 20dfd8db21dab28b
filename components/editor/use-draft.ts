import { useMemo } from 'react';
import { uuidv7 } from 'uuidv7';
import {
  draftAt,
  dropDraft,
  keepDraft,
  readDraft,
  type Draft,
  type DraftPlace,
  type KeptDraft,
  type NewNote,
} from '@/lib/client/drafts';
import { useKeptDraft, type DraftKeeper, type DraftStore } from './use-kept-draft';

interface Begin {
  readonly user: string;
  readonly article: string;
  readonly revision: number;
  readonly target: NewNote['target'];
  readonly content: Draft['content'];
  /** What the note that is edited says. */
  readonly was: Draft['was'];
  /** The note that is edited. */
  readonly note: { readonly id: string; readonly version: number } | null;
  /** What had been begun on an earlier visit, perhaps on an earlier edition. */
  readonly resumed: KeptDraft | undefined;
}

/** The draft of a note at one place, or of changes to one. */
export function useDraft({ user, article, revision, target, content, was, note, resumed }: Begin): DraftKeeper<Draft> {
  const at = resumed?.at ?? draftAt(target, revision, note?.id);
  const store = useMemo((): DraftStore<Draft> => {
    const place: DraftPlace = { user, article, at };
    return {
      read: () => readDraft(place),
      keep: (draft) => keepDraft(place, draft),
      drop: () => dropDraft(place),
    };
  }, [user, article, at]);
  return useKeptDraft(store, () => ({
    id: note?.id ?? uuidv7(),
    article,
    revision: resumed?.revision ?? revision,
    target: resumed ? resumed.target : target,
    content,
    changes: note?.version ?? null,
    was,
    touched: Date.now(),
  }));
}
