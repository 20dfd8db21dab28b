'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { ChoiceField, TextField } from '@/components/ui/field';
import { Form, SubmitButton } from '@/components/ui/form';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { troubleOf, type Trouble } from '@/components/ui/use-submit';
import { addRule, type Protection } from '@/lib/client/protect';
import { ruleLine } from '@/lib/domain/script/protected-words';
import type { Script } from '@/lib/domain/script/script';
import styles from './word-card.module.css';

export type { Protection };

interface Props {
  slug: string;
  /** As the source has it. */
  word: string;
  /** As it is shown now. */
  shown: string;
  script: Script;
  onDone: (protection: Protection) => void;
}

/** A rule for one word: kept as it was written, or shown otherwise in this script. */
export function ProtectForm({ slug, word, shown, script, onDone }: Props) {
  const t = useTranslations('words.card');
  const [way, setWay] = useState<'keep' | 'change'>(word === shown ? 'change' : 'keep');
  const [text, setText] = useState(shown);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const line = ruleLine({ word, script: way === 'keep' ? null : script, text });
  const name = useTranslations('words.scripts')(script);
  const save = async () => {
    if (busy || line === null) return;
    setBusy(true);
    setTrouble(null);
    const answer = await addRule(slug, line);
    setBusy(false);
    if (answer.ok) onDone(answer.data);
    else setTrouble(troubleOf(answer));
  };
  const form = useRef<HTMLDivElement>(null);
  // The button that led here has gone.
  useEffect(() => form.current?.querySelector<HTMLElement>('input:checked')?.focus({ preventScroll: true }), []);
  return (
    <div ref={form}>
      <Form className={styles.protect} onSubmit={save}>
        <ChoiceField
          legend={t('protect')}
          name="way"
          value={way}
          choices={[
            { value: 'keep', label: t('keep', { word }) },
            { value: 'change', label: t('change', { script: name }) },
          ]}
          onChange={setWay}
        />
        {way === 'change' && (
          <TextField
            label={t('text')}
            name="text"
            lang={script}
            value={text}
            maxLength={60}
            autoComplete="off"
            onChange={(event) => setText(event.target.value)}
          />
        )}
        {line === null ? <p className={styles.soft}>{t('noRule')}</p> : <code className={styles.rule}>{line}</code>}
        <ProblemNotice trouble={trouble} />
        <div className={styles.actions}>
          <SubmitButton tone="primary" size="small" busy={busy} aria-disabled={line === null || undefined}>
            {t('save')}
          </SubmitButton>
        </div>
      </Form>
    </div>
  );
}
