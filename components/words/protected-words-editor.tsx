'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { DoneNotice } from '@/components/ui/done-notice';
import { Form, SubmitButton } from '@/components/ui/form';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useSubmit } from '@/components/ui/use-submit';
import { api } from '@/lib/client/api';
import { dropRulesDraft, keepRulesDraft, readRulesDraft, type RulesDraft } from '@/lib/client/rules-draft';
import type { ProtectedWordsView } from '@/lib/contract/scripts';
import type { Script } from '@/lib/domain/script/script';
import { RulesField } from './rules-field';
import { RulesHelp } from './rules-help';
import { RulesHistory } from './rules-history';
import { RulesPreview } from './rules-preview';
import { usePreview } from './use-preview';
import styles from './protected-words.module.css';

interface Props {
  slug: string;
  /** Id of who edits: drafts are theirs. */
  user: string;
  /** What is in force. */
  saved: ProtectedWordsView;
  scripts: readonly Script[];
  /** In which the change is shown at first. */
  script: Script;
  /** Of the rules, to begin at. */
  line: number | null;
}

/** An article's protected words: the rules, and beside them what they would change. */
export function ProtectedWordsEditor({ slug, user, saved: initial, scripts, script: first, line }: Props) {
  const t = useTranslations('words.page');
  const [saved, setSaved] = useState(initial);
  const [rules, setRules] = useState(initial.rules);
  const [script, setScript] = useState(first);
  const [done, setDone] = useState('');
  const [fromDraft, setFromDraft] = useState(false);
  /** What somebody else has put in force meanwhile. */
  const [theirs, setTheirs] = useState<string | null>(null);
  const { submit, busy, trouble, clear } = useSubmit();
  const field = useRef<HTMLTextAreaElement>(null);
  const preview = usePreview({ slug, rules, script, version: saved.number });
  const changed = rules !== saved.rules;

  const write = (next: string) => {
    setRules(next);
    setDone('');
    clear();
    if (next === saved.rules) void dropRulesDraft(user, slug);
    else void keepRulesDraft(user, slug, { rules: next, base: saved.number });
  };
  const takeUp = useEffectEvent((draft: RulesDraft | undefined) => {
    if (!draft || draft.rules === initial.rules || rules !== initial.rules) return;
    setRules(draft.rules);
    setFromDraft(true);
    if (draft.base !== initial.number) setTheirs(initial.rules);
  });
  useEffect(() => void readRulesDraft(user, slug).then((draft) => takeUp(draft)), [user, slug]);

  /** The button that was pressed goes away: the field takes the focus. */
  const take = (next: string) => {
    write(next);
    setTheirs(null);
    field.current?.focus();
  };
  const discard = () => {
    take(saved.rules);
    setFromDraft(false);
  };
  const save = async () => {
    if (!changed) return setDone(t('unchanged'));
    const answer = await submit('PUT /api/articles/:slug/protected-words', {
      params: { slug },
      body: { rules, base: saved.number },
    });
    if (answer?.ok) {
      setSaved(answer.data);
      setTheirs(null);
      setFromDraft(false);
      // What was typed while this was on its way is a draft on top of it.
      const now = field.current?.value ?? rules;
      if (now !== rules) return keepRulesDraft(user, slug, { rules: now, base: answer.data.number });
      setDone(t('saved'));
      return dropRulesDraft(user, slug);
    }
    if (answer?.problem?.code !== 'rules-changed') return;
    const now = await api('GET /api/articles/:slug/protected-words', { params: { slug }, query: {} });
    if (!now.ok) return;
    // What is saved next is on top of theirs, knowingly.
    setSaved(now.data);
    setTheirs(now.data.rules);
  };
  return (
    <div className={styles.desk}>
      <Form className={styles.form} onSubmit={save}>
        {fromDraft && changed && (
          <p className={styles.draft}>
            {t('draft')}{' '}
            <Button size="small" onClick={discard}>
              {t('discard')}
            </Button>
          </p>
        )}
        {theirs === null && <ProblemNotice trouble={trouble} />}
        {theirs !== null && (
          <Conflict theirs={theirs} onUse={() => take(theirs)} onMerge={() => take(`${rules.trimEnd()}\n${theirs}`)} />
        )}
        <RulesField ref={field} label={t('rules')} rules={rules} errors={preview.errors} line={line} onChange={write} />
        <div className={styles.actions}>
          <SubmitButton tone="primary" busy={busy} aria-disabled={!changed || preview.errors.length > 0 || undefined}>
            {busy ? t('saving') : t('save')}
          </SubmitButton>
          <DoneNotice>{done}</DoneNotice>
        </div>
        <RulesHelp open={initial.rules.trim() === ''} />
        <RulesHistory
          slug={slug}
          saved={saved}
          onBring={(view) => {
            write(view.rules);
            setDone(t('loaded', { number: view.number }));
            field.current?.focus();
          }}
        />
      </Form>
      <RulesPreview
        slug={slug}
        preview={preview}
        scripts={scripts}
        script={script}
        onScript={setScript}
        empty={!changed && rules.trim() === ''}
      />
    </div>
  );
}

function Conflict({ theirs, onUse, onMerge }: { theirs: string; onUse: () => void; onMerge: () => void }) {
  const t = useTranslations('words.page');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} className={styles.conflict} role="alert" tabIndex={-1}>
      <p>{t('conflict')}</p>
      <p className={styles.label}>{t('theirs')}</p>
      <pre tabIndex={0}>{theirs.trimEnd() || '—'}</pre>
      <div className={styles.actions}>
        <Button size="small" onClick={onUse}>
          {t('useTheirs')}
        </Button>
        <Button size="small" onClick={onMerge}>
          {t('mergeTheirs')}
        </Button>
        <span>{t('keepMine')}</span>
      </div>
    </div>
  );
}
