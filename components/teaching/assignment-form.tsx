'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useKeptDraft } from '@/components/editor/use-kept-draft';
import { TermsBodyField } from '@/components/glossary/terms-body-field';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { Form, SubmitButton } from '@/components/ui/form';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { formDraft } from '@/lib/client/form-drafts';
import type { AssignmentView } from '@/lib/contract/assignments';
import { contentOf, newContent, type AssignmentContent } from './assignment-content';
import { useAssignmentSaving } from './assignment-saving';
import { DatesField } from './dates-field';
import styles from './form.module.css';
import { groupAssignmentsPath, newAssignmentPath } from './paths';
import { PeersField, RuleField } from './rule-field';
import { SectionField, type SectionText } from './section-field';

export interface AssignmentFormProps {
  /** Id of who writes: the draft is theirs. */
  user: string;
  group: string;
  articles: readonly { readonly slug: string; readonly title: string }[];
  /** The article of the address. */
  text: SectionText | null;
  /** What is changed; null: a new one. */
  assignment: AssignmentView | null;
}

/** Where an assignment is written. Loaded on first use: it brings the editor with it. */
export function AssignmentForm({ user, group, articles, text, assignment }: AssignmentFormProps) {
  const t = useTranslations('teaching.form');
  const router = useRouter();
  const [initial] = useState(() => (assignment ? contentOf(assignment) : asked(newContent(here(), {}), text)));
  const at = assignment ? `assignment ${assignment.id}` : `assignment of ${group}`;
  const store = useMemo(() => formDraft<AssignmentContent>({ user, at }), [user, at]);
  const draft = useKeptDraft(store, () => ({
    content: initial,
    changes: assignment?.version ?? null,
    touched: Date.now(),
  }));
  const [edited, setEdited] = useState<AssignmentContent | null>(null);
  /** Fields that keep their own words are made anew with other ones. */
  const [sheet, setSheet] = useState(0);
  const [discarded, setDiscarded] = useState(false);
  const form = useRef<HTMLDivElement>(null);
  const saving = useAssignmentSaving({
    ...{ draft, group },
    changed: assignment && { id: assignment.id, content: initial },
    onSaved: () => {
      router.push(groupAssignmentsPath(group));
      router.refresh();
    },
  });
  const { first } = draft;
  const begun = first && (assignment ? first.content : asked(first.content, text));
  const content = edited ?? begun ?? initial;
  const { missing, fieldError } = saving;

  const change = (changes: Partial<AssignmentContent>) => {
    const next = { ...content, ...changes };
    setEdited(next);
    void draft.change({ content: next });
    if (!saving.theirs) saving.clear();
  };
  const put = (other: AssignmentContent) => {
    change(other);
    setSheet((now) => now + 1);
  };
  const goTo = (slug: string) => router.replace(newAssignmentPath(group, slug || undefined), { scroll: false });
  useEffect(() => {
    if (!first || !begun || assignment) return;
    if (begun !== first.content) void draft.change({ content: begun });
    else if (!text && begun.article !== '') goTo(begun.article);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, when the draft has been read
  }, [first !== null]);
  useEffect(() => {
    if (missing) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [missing]);
  const save = () => {
    if (first && !saving.busy) void saving.save();
  };
  if (!first)
    return (
      <p className={styles.loading} role="status">
        {t('loading')}
      </p>
    );
  return (
    <div ref={form}>
      <Form className={styles.form} onSubmit={save}>
        {draft.restored && !discarded && (
          <p className={styles.draft}>
            {t('draft')}
            <Button
              size="small"
              onClick={() => {
                put(assignment ? initial : asked(initial, text));
                setDiscarded(true);
                void draft.change({ changes: assignment?.version ?? null });
              }}
            >
              {t('discard')}
            </Button>
          </p>
        )}
        {assignment?.section === null && <p className={styles.draft}>{t('lost')}</p>}
        {saving.theirs ? (
          <div className={styles.notice} role="alert">
            <p>{t('conflict', { title: saving.theirs.title })}</p>
            <div className={styles.actions}>
              <Button
                size="small"
                onClick={() => {
                  if (saving.theirs) put(contentOf(saving.theirs));
                  saving.settle();
                }}
              >
                {t('useTheirs')}
              </Button>
              <span>{t('keepMine')}</span>
            </div>
          </div>
        ) : (
          <ProblemNotice trouble={saving.trouble} />
        )}
        <SectionField
          key={`section ${sheet}`}
          articles={articles}
          text={text}
          content={content}
          isFixed={assignment !== null}
          errors={{
            article: missing === 'article' ? t('missing.article') : fieldError('article'),
            section: missing === 'section' ? t('missing.section') : fieldError('section'),
          }}
          onArticle={(slug) => {
            change(anew(slug));
            goTo(slug);
          }}
          onChange={change}
        />
        <fieldset className={styles.part}>
          <legend>{t('words')}</legend>
          <TextField
            label={t('title')}
            name="title"
            error={fieldError('title')}
            maxLength={120}
            autoComplete="off"
            value={content.title}
            onChange={(event) => change({ title: event.target.value })}
          />
          <TermsBodyField
            key={`instructions ${sheet}`}
            label={t('instructions')}
            hint={t('instructionsHint')}
            body={content.instructions}
            onChange={(instructions) => change({ instructions })}
            onSave={save}
            onLeave={() => undefined}
          />
          {fieldError('instructions') && <p className={styles.wrong}>{fieldError('instructions')}</p>}
        </fieldset>
        <DatesField content={content} fieldError={fieldError} onChange={change} />
        <RuleField content={content} fieldError={fieldError} onChange={change} />
        <PeersField
          content={content}
          fieldError={fieldError}
          missing={missing === 'revealAt' ? t('missing.revealAt') : undefined}
          onChange={change}
        />
        <div className={styles.actions}>
          <SubmitButton tone="primary" busy={saving.busy} aria-keyshortcuts="Control+Enter Meta+Enter">
            {assignment ? t('save') : t('assign')}
          </SubmitButton>
          <Button onClick={() => router.push(groupAssignmentsPath(group))}>{t('leave')}</Button>
        </div>
      </Form>
    </div>
  );
}

/** What was picked in the text, or asked for by the address, comes before what a draft has. The same, where it is that already. */
function asked(content: AssignmentContent, text: SectionText | null): AssignmentContent {
  if (text?.picked) {
    const picked: AssignmentContent = { ...content, article: text.slug, by: 'blocks', ...text.picked };
    return JSON.stringify(picked) === JSON.stringify(content) ? content : picked;
  }
  return text && text.slug !== content.article ? { ...content, ...anew(text.slug) } : content;
}

/** In another article nothing is chosen yet. */
const anew = (article: string): Partial<AssignmentContent> => ({ article, heading: '', first: null, last: null });

const here = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
