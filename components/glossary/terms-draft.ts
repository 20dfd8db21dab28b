import { useMemo } from 'react';
import { useKeptDraft, type DraftKeeper, type DraftStore } from '@/components/editor/use-kept-draft';
import {
  dropTermDraft,
  keepTermDraft,
  readTermDraft,
  type TermContent,
  type TermDraft,
  type TermPlace,
} from '@/lib/client/term-drafts';
import type { TermScope, TermView } from '@/lib/contract/terms';

/** What can be changed of a term, as it is. */
export const contentOf = (
  term: Pick<TermView, 'headword' | 'aliases' | 'definition' | 'translation' | 'definedIn'>,
): TermContent => ({
  headword: term.headword,
  aliases: term.aliases,
  definition: term.definition,
  translation: term.translation,
  definedIn: term.definedIn,
  protect: false,
});

export const EMPTY: TermContent = {
  headword: '',
  aliases: [],
  definition: null,
  translation: null,
  definedIn: null,
  protect: false,
};

/** The draft of a term at its place: `content` is what it begins with, `changes` the version it changes. */
export function useTermDraft(
  { user, page, at }: TermPlace,
  content: TermContent,
  scope: TermScope,
  changes: number | null,
): DraftKeeper<TermDraft> {
  const store = useMemo((): DraftStore<TermDraft> => {
    const place: TermPlace = { user, page, at };
    return {
      read: () => readTermDraft(place),
      keep: (draft) => keepTermDraft(place, draft),
      drop: () => dropTermDraft(place),
    };
  }, [user, page, at]);
  return useKeptDraft(store, () => ({ content, scope, changes, touched: Date.now() }));
}
