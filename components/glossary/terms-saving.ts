import { useRef, useState } from 'react';
import type { DraftKeeper } from '@/components/editor/use-kept-draft';
import { useSubmit, type Trouble } from '@/components/ui/use-submit';
import { api } from '@/lib/client/api';
import type { TermDraft } from '@/lib/client/term-drafts';
import type { ResponseOf } from '@/lib/contract/endpoint';
import type { Endpoints } from '@/lib/contract/endpoints';
import { glossaryPath, groupGlossaryPath } from './terms-paths';
import type { TermView } from '@/lib/contract/terms';

export type TermVersion = ResponseOf<Endpoints['GET /api/terms/:id/history']>['versions'][number];

interface Given {
  draft: DraftKeeper<TermDraft>;
  /** The article on whose page it is written; null: a group's page. */
  slug: string | null;
  /** Id of the term that is changed; null: a new one. */
  id: string | null;
  onSaved: (saved: TermView) => void;
}

interface Saving {
  save: () => Promise<void>;
  busy: boolean;
  trouble: Trouble | null;
  fieldError: (name: string) => string | undefined;
  clear: () => void;
  /** What somebody else has made of it meanwhile: the next save is on top of that, knowingly. */
  theirs: TermVersion | null;
  settle: () => void;
  /** Somebody has deleted it meanwhile. */
  gone: boolean;
  /** Where another term of the same glossary is to be seen. */
  addressOf: (term: string) => string;
  /** From now on it is a new one. */
  asNew: () => void;
}

/** Sends a term's draft, and says what stands in its way. The draft goes only when it has been saved. */
export function useTermSaving({ draft, slug, id, onSaved }: Given): Saving {
  const { submit, busy, trouble, fieldError, clear } = useSubmit();
  const [theirs, setTheirs] = useState<TermVersion | null>(null);
  const [gone, setGone] = useState(false);

  /** What has been made of a new one is changed from then on. */
  const made = useRef(id);

  const send = () => {
    const { content, scope, changes } = draft.current();
    const { protect, ...fields } = content;
    const body = { ...fields, aliases: [...fields.aliases], ...(protect && { protect }) };
    if (made.current !== null && changes !== null)
      return submit('PATCH /api/terms/:id', {
        params: { id: made.current },
        body,
        headers: { 'if-match': `"${changes}"` },
      });
    if (scope !== 'article')
      return submit('POST /api/groups/:id/terms', { params: { id: scope.slice('group:'.length) }, body });
    return submit('POST /api/articles/:slug/terms', { params: { slug: slug ?? '' }, body });
  };

  /** What it is now: the newest of its history. */
  const meet = async (term: string) => {
    const answer = await api('GET /api/terms/:id/history', { params: { id: term } });
    const newest = answer.ok ? answer.data.versions[0] : undefined;
    if (newest) setTheirs(newest);
  };

  const save = async () => {
    // It has been shown: saving is the decision. Not before, or leaving would be one, too.
    if (theirs) await draft.change({ changes: theirs.version });
    await sendAll();
  };

  const sendAll = async (): Promise<void> => {
    const { content, changes } = draft.current();
    const answer = await send();
    if (!answer) return;
    if (answer.ok) {
      setTheirs(null);
      if (draft.current().content === content) {
        await draft.drop();
        return onSaved(answer.data);
      }
      // Written meanwhile: a change to what was saved.
      made.current = answer.data.id;
      await draft.change({ changes: answer.data.version });
      return sendAll();
    }
    if (made.current === null || changes === null) return;
    if (answer.status === 412) await meet(made.current);
    else if (answer.status === 404) setGone(true);
  };

  return {
    save,
    busy,
    trouble,
    fieldError,
    clear,
    theirs,
    settle: () => {
      if (theirs) void draft.change({ changes: theirs.version });
      setTheirs(null);
      clear();
    },
    gone,
    addressOf: (term) => {
      const { scope } = draft.current();
      if (scope !== 'article') return groupGlossaryPath(scope.slice('group:'.length), { term });
      return glossaryPath(slug ?? '', { term });
    },
    asNew: () => {
      setGone(false);
      clear();
      made.current = null;
      void draft.change({ changes: null });
    },
  };
}
