'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { SelectField } from '@/components/ui/field';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useSubmit } from '@/components/ui/use-submit';
import type { Locale } from '@/lib/contract/accounts';
import form from './form.module.css';
import { SettingsSection } from './settings-section';

/** Takes effect at once: the page comes again in the other language. */
export function LanguageSection({ locale }: { locale: Locale | null }) {
  const t = useTranslations('settings');
  const { submit, busy, trouble } = useSubmit();
  const [chosen, setChosen] = useState<string>(locale ?? '');
  const choose = async (value: string) => {
    const before = chosen;
    setChosen(value);
    const result = await submit('PUT /api/settings', { body: { locale: (value || null) as Locale | null } });
    if (result?.ok) window.location.reload();
    else setChosen(before);
  };
  return (
    <SettingsSection id="language" title={t('language.title')}>
      <div className={`${form.form} ${form.narrow}`}>
        <ProblemNotice trouble={trouble} />
        <SelectField
          label={t('language.label')}
          hint={t('language.hint')}
          value={chosen}
          aria-busy={busy || undefined}
          onChange={(event) => void choose(event.target.value)}
        >
          <option value="">{t('language.browser')}</option>
          <option value="zh-Hans" lang="zh-Hans">
            简体中文
          </option>
          <option value="zh-Hant" lang="zh-Hant">
            繁體中文
          </option>
          <option value="en" lang="en">
            English
          </option>
        </SelectField>
      </div>
    </SettingsSection>
  );
}
