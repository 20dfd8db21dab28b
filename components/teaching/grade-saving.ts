import { useRef, useState } from 'react';
import type { DraftKeeper } from '@/components/editor/use-kept-draft';
import { useSubmit, type Trouble } from '@/components/ui/use-submit';
import { api } from '@/lib/client/api';
import type { FormDraft } from '@/lib/client/form-drafts';
import type { GradeView } from '@/lib/contract/assignments';

export type GradeContent = Pick<GradeView, 'grade' | 'feedback'>;

interface Given {
  draft: DraftKeeper<FormDraft<GradeContent>>;
  /** This device keeps it no longer; the form goes on. */
  forget: () => Promise<unknown>;
  assignment: string;
  member: string;
  grade: GradeView;
  onChanged: () => void;
}

interface Saving {
  /** What the server has, as far as is known here. */
  now: GradeView;
  save: (release: boolean) => Promise<void>;
  /** Holds it back again. */
  hold: () => Promise<void>;
  busy: boolean;
  trouble: Trouble | null;
  fieldError: (name: string) => string | undefined;
  clear: () => void;
  /** What was written, released or held back elsewhere meanwhile: the next save is on top of that, knowingly. */
  theirs: GradeView | null;
  /** What is written here gives way to what is there. */
  adopt: (there: GradeView) => Promise<void>;
  /** What was done last. */
  said: 'saved' | 'savedReleased' | 'withheld' | null;
}

/** Sends feedback and a grade, releases them and holds them back. The draft goes only when it has been saved. */
export function useGradeSaving({ draft, forget, assignment, member, grade, onChanged }: Given): Saving {
  const { submit, busy, trouble, fieldError, clear } = useSubmit();
  const [now, setNow] = useState(grade);
  const [theirs, setTheirs] = useState<GradeView | null>(null);
  const [said, setSaid] = useState<Saving['said']>(null);
  /** The very content that the server has; null: a draft of an earlier visit, which it may not have. */
  const saved = useRef<GradeContent | null>(null);
  const params = { id: assignment, member };

  /** The draft is one of that version now, and is forgotten if it says nothing else. */
  const settle = async (version: number): Promise<void> => {
    await draft.change({ changes: version });
    const known = saved.current ?? (draft.restored ? null : draft.first?.content);
    if (draft.current().content === known) await forget();
  };

  const read = async (): Promise<GradeView | null> => {
    const there = await api('GET /api/assignments/:id/members/:member', { params });
    return there.ok ? there.data.row.grade : null;
  };
  const tell = (known: GradeView, done: Saving['said']) => {
    setNow(known);
    setSaid(done);
    onChanged();
  };
  const release = async (known: GradeView, released: boolean): Promise<void> => {
    const answer = await submit('POST /api/assignments/:id/grades/release', {
      params: { id: assignment },
      body: { released, members: [member] },
    });
    if (!answer?.ok) return tell(known, released ? 'saved' : null);
    const there = await read();
    // Nobody has written to it since it was seen, nor is the draft one of an earlier version: the next save would find that out.
    const isOurs = there?.version === known.version + answer.data.changed;
    if (there && isOurs && theirs) setTheirs(there);
    else if (there && isOurs && draft.current().changes === known.version) await settle(there.version);
    tell(there ?? known, released ? 'savedReleased' : 'withheld');
  };
  const save = async (releases: boolean): Promise<void> => {
    if (busy) return;
    setSaid(null);
    if (theirs) await draft.change({ changes: theirs.version });
    const { content, changes } = draft.current();
    const answer = await submit('PUT /api/assignments/:id/grades/:member', {
      params,
      headers: { 'if-match': `"${changes ?? 0}"` },
      body: content,
    });
    if (!answer) return;
    if (answer.ok) {
      setTheirs(null);
      // What was written meanwhile is a change to what was saved.
      saved.current = content;
      await settle(answer.data.version);
      if (releases) return release(answer.data, true);
      return tell(answer.data, answer.data.releasedAt === null ? 'saved' : 'savedReleased');
    }
    if (answer.status !== 412) return;
    const there = await read();
    setTheirs(there);
    // Whether the next save is seen at once is said on its button.
    if (there) setNow(there);
  };
  return {
    ...{ now, save, busy, trouble, fieldError, clear, theirs, said },
    hold: () => release(now, false),
    adopt: async (there) => {
      saved.current = gradeContent(there);
      setTheirs(null);
      clear();
      await draft.change({ content: saved.current });
      await settle(there.version);
    },
  };
}

export const gradeContent = ({ grade, feedback }: GradeView): GradeContent => ({ grade, feedback });
