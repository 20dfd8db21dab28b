'use client';

import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { useKeptDraft } from '@/components/editor/use-kept-draft';
import { TermsBodyField } from '@/components/glossary/terms-body-field';
import { NoteText } from '@/components/notes/note-body';
import { Button } from '@/components/ui/button';
import { DoneNotice } from '@/components/ui/done-notice';
import { TextField } from '@/components/ui/field';
import { Form, SubmitButton } from '@/components/ui/form';
import { LocalTime } from '@/components/ui/local-time';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { formDraft } from '@/lib/client/form-drafts';
import type { GradeView } from '@/lib/contract/assignments';
import styles from './form.module.css';
import { gradeContent, useGradeSaving, type GradeContent } from './grade-saving';

export interface GradeFormProps {
  /** Id of who writes: the draft is theirs. */
  user: string;
  assignment: string;
  member: string;
  grade: GradeView;
  /** It is otherwise on the server now. */
  onChanged: () => void;
}

/** Private feedback and a grade: written, held back, released. Loaded on first use: it brings the editor with it. */
export function GradeForm({ user, assignment, member, grade, onChanged }: GradeFormProps) {
  const t = useTranslations('teaching.grade');
  const at = `grade ${assignment} ${member}`;
  const store = useMemo(() => formDraft<GradeContent>({ user, at }), [user, at]);
  const draft = useKeptDraft(store, () => ({
    content: gradeContent(grade),
    changes: grade.version,
    touched: Date.now(),
  }));
  const [edited, setEdited] = useState<GradeContent | null>(null);
  /** The editor keeps its own words: other ones are shown in a new one. */
  const [sheet, setSheet] = useState(0);
  const [isDiscarded, setIsDiscarded] = useState(false);
  const saving = useGradeSaving({ draft, forget: store.drop, assignment, member, grade, onChanged });
  const { now, theirs, busy, trouble, fieldError, said } = saving;
  if (!draft.first) return <p className={styles.loading} role="status" />;

  const content = edited ?? draft.first.content;
  const change = (changes: Partial<GradeContent>) => {
    const next = { ...content, ...changes };
    setEdited(next);
    void draft.change({ content: next });
    if (!theirs) saving.clear();
  };
  const put = (other: GradeView) => {
    setEdited(gradeContent(other));
    setSheet((was) => was + 1);
    setIsDiscarded(true);
    void saving.adopt(other);
  };
  const isReleased = now.releasedAt !== null;
  const isEmpty = content.grade.trim() === '' && content.feedback === null;
  return (
    <Form className={styles.form} onSubmit={() => saving.save(false)}>
      {draft.restored && !isDiscarded && (
        <p className={styles.draft}>
          {t('draft')}
          <Button size="small" onClick={() => put(now)}>
            {t('discard')}
          </Button>
        </p>
      )}
      {theirs ? (
        <div className={styles.notice} role="alert">
          <p>{t(theirs.releasedAt === null ? 'conflict' : 'conflictReleased')}</p>
          <p className={styles.label}>{t('theirs')}</p>
          <p>{theirs.grade}</p>
          {theirs.feedback && <NoteText body={theirs.feedback} />}
          <div className={styles.actions}>
            <Button size="small" onClick={() => put(theirs)}>
              {t('useTheirs')}
            </Button>
            <span>{t('keepMine')}</span>
          </div>
        </div>
      ) : (
        <ProblemNotice trouble={trouble} />
      )}
      <TextField
        label={t('grade')}
        hint={t('gradeHint')}
        name="grade"
        error={fieldError('grade')}
        maxLength={20}
        autoComplete="off"
        value={content.grade}
        onChange={(event) => change({ grade: event.target.value })}
      />
      <TermsBodyField
        key={sheet}
        label={t('feedback')}
        hint={t('feedbackHint')}
        body={content.feedback}
        onChange={(feedback) => change({ feedback })}
        onSave={() => void saving.save(false)}
        onLeave={() => undefined}
      />
      {fieldError('feedback') && <p className={styles.wrong}>{fieldError('feedback')}</p>}
      <p className={styles.hint}>
        {now.releasedAt === null ? (
          t('held')
        ) : (
          <>
            {t('releasedAt')} <LocalTime time={now.releasedAt} />
          </>
        )}
      </p>
      <DoneNotice>{said && t(said)}</DoneNotice>
      <div className={styles.actions}>
        <SubmitButton tone="primary" busy={busy} aria-keyshortcuts="Control+Enter Meta+Enter">
          {t(isReleased ? 'saveReleased' : 'save')}
        </SubmitButton>
        {isReleased ? (
          <Button busy={busy} onClick={() => void saving.hold()}>
            {t('hold')}
          </Button>
        ) : (
          <Button busy={busy} disabled={isEmpty} onClick={() => void saving.save(true)}>
            {t('saveAndRelease')}
          </Button>
        )}
      </div>
    </Form>
  );
}
