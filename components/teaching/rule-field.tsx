'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { useRuleSentence } from '@/components/assignment/rule-sentence';
import { ChoiceField, TextField } from '@/components/ui/field';
import { MOST_ASKED } from '@/lib/domain/assignments/rule';
import type { AssignmentContent } from './assignment-content';
import { WallTimeField } from './dates-field';
import styles from './form.module.css';

interface Props {
  content: AssignmentContent;
  fieldError: (name: string) => string | undefined;
  onChange: (changes: Partial<AssignmentContent>) => void;
}

/** When it is completed; said as a sentence while one sets it. */
export function RuleField({ content, fieldError, onChange }: Props) {
  const t = useTranslations('teaching.form');
  const sentence = useRuleSentence()(content);
  return (
    <fieldset className={styles.part}>
      <legend>{t('rule')}</legend>
      <output className={styles.sentence}>{sentence}</output>
      <Check checked={content.mustRead} onChange={(mustRead) => onChange({ mustRead })}>
        {t('mustRead')}
      </Check>
      <div className={styles.pair}>
        <CountField
          label={t('minNotes')}
          name="minNotes"
          least={0}
          value={content.minNotes}
          error={fieldError('rule.minNotes')}
          onChange={(minNotes) => onChange({ minNotes })}
        />
        <CountField
          label={t('minReplies')}
          name="minReplies"
          least={0}
          value={content.minReplies}
          error={fieldError('rule.minReplies')}
          onChange={(minReplies) => onChange({ minReplies })}
        />
      </div>
    </fieldset>
  );
}

/** What peers see of one another. */
export function PeersField({ content, fieldError, missing, onChange }: Props & { missing: string | undefined }) {
  const t = useTranslations('teaching.form');
  const { reveal } = content;
  return (
    <fieldset className={styles.part}>
      <legend>{t('peers')}</legend>
      <ChoiceField
        legend={t('reveal')}
        name="reveal"
        value={reveal}
        choices={(['always', 'after-own', 'from-date'] as const).map((value) => ({
          value,
          label: t(`reveals.${value}`),
        }))}
        onChange={(value) => onChange({ reveal: value })}
      />
      {reveal === 'after-own' && (
        <CountField
          label={t('revealNotes')}
          name="revealNotes"
          least={1}
          value={content.revealNotes}
          error={fieldError('reveal.notes')}
          onChange={(revealNotes) => onChange({ revealNotes })}
        />
      )}
      {reveal === 'from-date' && (
        <WallTimeField
          label={t('revealAt')}
          hint={t('revealAtHint', { zone: content.timeZone })}
          name="revealAt"
          error={missing ?? fieldError('reveal.at')}
          value={content.revealAt}
          timeZone={content.timeZone}
          onChange={(revealAt) => onChange({ revealAt })}
        />
      )}
      <Check checked={content.anonymous} hint={t('anonymousHint')} onChange={(anonymous) => onChange({ anonymous })}>
        {t('anonymous')}
      </Check>
    </fieldset>
  );
}

interface CountProps {
  label: string;
  name: string;
  least: number;
  value: number;
  error: string | undefined;
  onChange: (value: number) => void;
}

/** How many of something; what is no number is the least. */
function CountField({ label, name, least, value, error, onChange }: CountProps) {
  return (
    <TextField
      label={label}
      name={name}
      type="number"
      inputMode="numeric"
      min={least}
      max={MOST_ASKED}
      error={error}
      value={String(value)}
      onChange={(event) => {
        const asked = Math.trunc(Number(event.target.value));
        onChange(Number.isFinite(asked) ? Math.min(MOST_ASKED, Math.max(least, asked)) : least);
      }}
    />
  );
}

interface CheckProps {
  checked: boolean;
  hint?: string;
  onChange: (checked: boolean) => void;
  children: string;
}

function Check({ checked, hint, onChange, children }: CheckProps) {
  const id = useId();
  return (
    <div>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={checked}
          aria-describedby={hint && id}
          onChange={(event) => onChange(event.target.checked)}
        />
        {children}
      </label>
      {hint && (
        <p id={id} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  );
}
